import type { Clock, PushProtocol } from "@opend/core";
import { type Qot_Common, Trd_Common, Trd_UpdateOrder, Trd_UpdateOrderFill } from "@opend/core/protocols";
import { refuse, refuseFor } from "../../base/refuse.js";
import type { SecurityBook } from "../../market/listing/security-book.js";
import type { NewestTrade, PushDesk, TradeFollower } from "../../market/pushes/push-desk.js";
import { AccountBook, type Place } from "../accounts/account-book.js";
import type { AccountDescription } from "../accounts/account-options.js";
import type { SimulatedAccount } from "../accounts/simulated-account.js";
import { type OrderTerms, SimulatedOrder } from "../accounts/simulated-order.js";
import { quotedAs, type TradedSecurity } from "../accounts/trading-markets.js";
import { checkChange, checkOrder, type OrderChange } from "./check-order.js";
import { fillMessage } from "./fill-message.js";
import { findTraded } from "./find-traded.js";
import { PacketIds } from "./packet-ids.js";
import type { PasswordCheck } from "./password-check.js";

/** The settings of a trading desk. */
export interface TradingDeskSettings {
  readonly accounts: readonly AccountDescription[];
  /** Whether positions have neither diluted nor average costs. */
  readonly onlyCostPrice: boolean;
  /** The broker of the accounts that name none, as a `Trd_Common.SecurityFirm` value. */
  readonly securityFirm: number;
  /** The securities that there are. */
  readonly securities: SecurityBook;
  /** Gives the prices and sends the pushes. */
  readonly desk: PushDesk;
  /** Returns the id of the user that the gateway is logged in as. Only called once the gateway listens. */
  readonly userId: () => bigint;
  readonly checkPassword: PasswordCheck;
}

/** As large as real ids, which a double cannot hold exactly. */
const firstOrderId = 7_290_000_000_000_000_001n;
const firstFillId = 7_310_000_000_000_000_001n;

/** Takes orders, fills them at the simulated prices, and pushes them to the connections that have subscribed. */
export class TradingDesk implements TradeFollower {
  readonly book: AccountBook;
  readonly packetIds = new PacketIds();
  readonly #settings: TradingDeskSettings;
  #isUnlocked = false;
  #orders = 0n;
  #fills = 0n;

  constructor(settings: TradingDeskSettings) {
    this.#settings = settings;
    const { accounts, securityFirm: firm, userId } = settings;
    this.book = new AccountBook({ accounts, firm, userId });
    settings.desk.follow(this);
  }

  /** Whether positions have neither diluted nor average costs. */
  get onlyCostPrice(): boolean {
    return this.#settings.onlyCostPrice;
  }

  /** The clock of the gateway. */
  get clock(): Clock {
    return this.#settings.desk.clock;
  }

  /** The securities of positions and open orders. They are traded in every round. */
  get securities(): Qot_Common.Security[] {
    const wanted = this.book.accounts.flatMap(({ openOrders, ledger }) => [
      ...openOrders.map(({ terms }) => terms),
      ...ledger.holdings,
    ]);
    return wanted.map(quotedAs);
  }

  onRound(): void {
    for (const account of this.book.accounts) for (const order of account.openOrders) this.#match(account, order);
  }

  /** Locks or unlocks trading on real accounts, for all connections. Refuses a wrong password. */
  setLock(isUnlocked: boolean, passwordMd5: string | undefined): void {
    const wrong = isUnlocked ? this.#settings.checkPassword(passwordMd5) : undefined;
    if (wrong !== undefined) refuse(wrong);
    this.#isUnlocked = isUnlocked;
  }

  /** Refuses a change on an account that takes no orders, and on a real one while trading is locked. */
  requireTrader({ isReal, profile }: SimulatedAccount): void {
    if (isReal && !this.#isUnlocked) refuseFor("tradeLocked", {});
    const { id, isDisabled, role } = profile;
    if (isDisabled) refuse(`account ${id} is disabled`);
    if (role !== Trd_Common.TrdAccRole.Normal)
      refuse(`account ${id} has accRole ${role}, and only a normal account takes orders`);
  }

  /** Refuses the request when there is no such security. */
  requireKnown(security: Qot_Common.Security): void {
    this.#settings.securities.check(security);
  }

  /** What a request's code means on an account. Refuses the request when it cannot trade that. See {@link findTraded}. */
  findTraded(place: Place, code: string, secMarket: number | undefined): TradedSecurity {
    return findTraded(this.#settings.securities, place, code, secMarket);
  }

  /** Forgets a connection that has ended. */
  release(connectionId: bigint): void {
    this.packetIds.release(connectionId);
  }

  /** The newest trade of a security. */
  tradeOf(security: TradedSecurity): NewestTrade {
    return this.#settings.desk.tradeOf(quotedAs(security));
  }

  /** Takes an order, or refuses it. The order does not fill before {@link settle}. */
  place({ account }: Place, terms: OrderTerms): SimulatedOrder {
    checkOrder(account, terms, this.tradeOf(terms).price);
    const order = new SimulatedOrder(firstOrderId + this.#orders++, terms, this.clock.nowMs());
    account.orders.push(order);
    return order;
  }

  /** Changes an open order, or refuses to. The order does not fill before {@link settle}. */
  change({ account }: Place, order: SimulatedOrder, change: OrderChange): void {
    checkChange(account, order, change);
    order.quantity = change.quantity;
    order.price = change.price;
    order.retrigger(change.triggers);
    order.turn(order.status, this.clock.nowMs());
  }

  /** Pushes an order that was placed or changed, and fills as much of it as the newest trade allows. */
  settle({ account }: Pick<Place, "account">, order: SimulatedOrder): void {
    this.#pushOrder(account, order);
    this.#match(account, order);
    const isImmediate = order.terms.timeInForce === Trd_Common.TimeInForce.IOC;
    if (isImmediate && order.isOpen) {
      order.cancel(this.clock.nowMs());
      this.#pushOrder(account, order);
    }
    this.#settings.desk.update();
  }

  /** Fills an order with up to as many shares as the newest trade has. A market order fills completely. */
  #match(account: SimulatedAccount, order: SimulatedOrder): void {
    const trade = this.tradeOf(order.terms);
    if (!order.isOpen || !order.takes(trade.price)) return;
    const { market, home, code, name } = order.terms;
    const quantity = order.isMarket ? order.remaining : Math.min(order.remaining, trade.volume);
    const nowMs = this.clock.nowMs();
    order.fill(quantity, trade.price, nowMs);
    account.ledger.book({ market, home, code, name, isBuy: order.isBuy, quantity, price: trade.price });
    const fill = { id: firstFillId + this.#fills++, order, quantity, price: trade.price, timeMs: nowMs };
    account.fills.push(fill);
    this.#pushOrder(account, order);
    // The gateway pushes deals of real accounts only.
    if (!account.isReal) return;
    this.#push(account, Trd_UpdateOrderFill, { header: account.headerFor(market), orderFill: fillMessage(fill) });
  }

  #pushOrder(account: SimulatedAccount, order: SimulatedOrder): void {
    const header = account.headerFor(order.terms.market);
    this.#push(account, Trd_UpdateOrder, { header, order: order.toMessage() });
  }

  #push<S2C>({ profile }: SimulatedAccount, protocol: PushProtocol<S2C>, s2c: S2C): void {
    for (let times = profile.repeatsPushes ? 2 : 1; times > 0; times--) this.#settings.desk.push(protocol, s2c);
  }
}
