import type { Clock } from "@opend/core";
import { Qot_Common, Trd_Common, Trd_UpdateOrder, Trd_UpdateOrderFill } from "@opend/core/protocols";
import { refuse, refuseFor } from "../../base/refuse.js";
import { securityTypeOf } from "../../market/listing/listing.js";
import type { SecurityBook } from "../../market/listing/security-book.js";
import type { LiveSecurity } from "../../market/live/live-security.js";
import type { PushDesk, TradeFollower } from "../../market/pushes/push-desk.js";
import { AccountBook, type Place } from "../accounts/account-book.js";
import type { SimulatedAccount } from "../accounts/simulated-account.js";
import { type OrderTerms, SimulatedOrder } from "../accounts/simulated-order.js";
import { tradingMarkets } from "../accounts/trading-markets.js";
import { checkChange, checkOrder } from "./check-order.js";
import { fillMessage } from "./fill-message.js";
import { PacketIds } from "./packet-ids.js";
import type { PasswordCheck } from "./password-check.js";

/** The settings of a trading desk. */
export interface TradingDeskSettings {
  /** The securities firm of the accounts, as a `Trd_Common.SecurityFirm` value. */
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

const { SimAccType } = Trd_Common;
const { SecurityType } = Qot_Common;
const notTraded: ReadonlySet<number> = new Set([SecurityType.Index, SecurityType.Plate]);

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
    this.book = new AccountBook(settings.securityFirm, settings.userId);
    settings.desk.follow(this);
  }

  /** The clock of the gateway. */
  get clock(): Clock {
    return this.#settings.desk.clock;
  }

  /** The securities of positions and open orders. They are traded in every round. */
  get securities(): Qot_Common.Security[] {
    const wanted = this.book.accounts.flatMap((account) => [
      ...account.openOrders().map(({ terms: { market, code } }) => ({ market, code })),
      ...[...account.ledgers].flatMap(([market, { holdings }]) => holdings.map(({ code }) => ({ market, code }))),
    ]);
    return wanted.map(({ market, code }) => ({ market: tradingMarkets[market].qotMarket, code }));
  }

  onRound(): void {
    for (const account of this.book.accounts) for (const order of account.openOrders()) this.#match(account, order);
  }

  /** Locks or unlocks trading on the real account, for all connections. Refuses a wrong password. */
  setLock(isUnlocked: boolean, passwordMd5: string | undefined): void {
    const wrong = isUnlocked ? this.#settings.checkPassword(passwordMd5) : undefined;
    if (wrong !== undefined) refuse(wrong);
    this.#isUnlocked = isUnlocked;
  }

  /** Refuses a change on the real account while trading is locked. */
  requireUnlocked({ isReal }: SimulatedAccount): void {
    if (isReal && !this.#isUnlocked) refuseFor("tradeLocked", {});
  }

  /** Refuses the request when there is no such security. */
  requireKnown(security: Qot_Common.Security): void {
    this.#settings.securities.check(security);
  }

  /** Refuses the request when there is no such security, or none that the account can buy. */
  requireTradable({ profile }: SimulatedAccount, { market, code }: Pick<OrderTerms, "market" | "code">): void {
    const security = { market: tradingMarkets[market].qotMarket, code };
    this.requireKnown(security);
    const type = securityTypeOf(security);
    if (notTraded.has(type)) refuseFor("unknownSecurity", { code });
    const isOption = type === SecurityType.Drvt;
    const kind = isOption ? SimAccType.Option : SimAccType.Stock;
    if (profile.paperKind !== undefined && profile.paperKind !== kind) {
      refuse(`the paper account ${profile.id} does not trade ${isOption ? "options" : "anything but options"}`);
    }
  }

  /** Forgets a connection that has ended. */
  release(connectionId: bigint): void {
    this.packetIds.release(connectionId);
  }

  /** A security as it is traded now. */
  liveOf({ market, code }: Pick<OrderTerms, "market" | "code">): LiveSecurity {
    return this.#settings.desk.liveOf({ market: tradingMarkets[market].qotMarket, code });
  }

  /** Takes an order, or refuses it. The order does not fill before {@link settle}. */
  place({ account }: Place, terms: OrderTerms): SimulatedOrder {
    this.requireTradable(account, terms);
    checkOrder(account, terms, this.liveOf(terms).trade.price);
    const order = new SimulatedOrder(firstOrderId + this.#orders++, terms, this.clock.nowMs());
    account.orders.push(order);
    return order;
  }

  /** Changes an open order, or refuses to. The order does not fill before {@link settle}. */
  change(
    { account }: Place,
    order: SimulatedOrder,
    change: { readonly quantity: number; readonly price: number },
  ): void {
    checkChange(account, order, change);
    order.quantity = change.quantity;
    order.price = change.price;
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
    const { trade } = this.liveOf(order.terms);
    if (!order.isOpen || !order.takes(trade.price)) return;
    const { market, code, name } = order.terms;
    const quantity = order.isMarket ? order.remaining : Math.min(order.remaining, trade.volume);
    const nowMs = this.clock.nowMs();
    order.fill(quantity, trade.price, nowMs);
    account.ledgerOf(market).book({ code, name, isBuy: order.isBuy, quantity, price: trade.price });
    const fill = { id: firstFillId + this.#fills++, order, quantity, price: trade.price, timeMs: nowMs };
    account.fills.push(fill);
    this.#pushOrder(account, order);
    // The gateway pushes deals of real accounts only.
    if (!account.isReal) return;
    const s2c = { header: account.headerFor(market), orderFill: fillMessage(fill) };
    this.#settings.desk.push(Trd_UpdateOrderFill, s2c);
  }

  #pushOrder(account: SimulatedAccount, order: SimulatedOrder): void {
    const header = account.headerFor(order.terms.market);
    this.#settings.desk.push(Trd_UpdateOrder, { header, order: order.toMessage() });
  }
}
