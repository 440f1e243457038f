import type { Clock } from "@opend/core";
import { type Qot_Common, Trd_Common, Trd_UpdateOrder, Trd_UpdateOrderFill } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
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

/** What a trading desk is made with. */
export interface TradingDeskSettings {
  /** The securities firm of the accounts, as a `Trd_Common.SecurityFirm` value. */
  readonly securityFirm: number;
  /** Where prices come from, and who sends the pushes. */
  readonly desk: PushDesk;
  /** The user whom the gateway is logged in as. Not asked before the gateway listens. */
  readonly userId: () => bigint;
  readonly checkPassword: PasswordCheck;
}

/** Ids as large as the real ones, which no double holds exactly. */
const firstOrderId = 7_290_000_000_000_000_001n;
const firstFillId = 7_310_000_000_000_000_001n;

/** Takes orders, fills them against the simulated quotes, and tells the connections that want to know. */
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

  /** Where the desk's time comes from. */
  get clock(): Clock {
    return this.#settings.desk.clock;
  }

  /** What is held and what is waited for: its price moves. */
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

  /** Unlocks trading on the real account, for all connections, or locks it. Refuses a wrong password. */
  setLock(isUnlocked: boolean, passwordMd5: string | undefined): void {
    const wrong = isUnlocked ? this.#settings.checkPassword(passwordMd5) : undefined;
    if (wrong !== undefined) refuse(wrong);
    this.#isUnlocked = isUnlocked;
  }

  /** Refuses to change anything on the real account while trading is locked. */
  requireUnlocked({ profile }: SimulatedAccount): void {
    if (profile.isReal && !this.#isUnlocked) refuse("trading is locked: unlock it first (Trd_UnlockTrade)");
  }

  /** A connection is gone. */
  release(connectionId: bigint): void {
    this.packetIds.release(connectionId);
  }

  /** A security as it is traded now. */
  liveOf({ market, code }: Pick<OrderTerms, "market" | "code">): LiveSecurity {
    return this.#settings.desk.liveOf({ market: tradingMarkets[market].qotMarket, code });
  }

  /** Takes an order, or refuses it. It does not fill before {@link settle}. */
  place({ account }: Place, terms: OrderTerms): SimulatedOrder {
    checkOrder(account, terms, this.liveOf(terms).trade.price);
    const order = new SimulatedOrder(firstOrderId + this.#orders++, terms, this.clock.nowMs());
    account.orders.push(order);
    return order;
  }

  /** Changes an open order, or refuses to. It does not fill before {@link settle}. */
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

  /** Tells of an order that was placed or changed, and fills it as far as it goes now. */
  settle({ account }: Pick<Place, "account">, order: SimulatedOrder): void {
    this.#pushOrder(account, order);
    this.#match(account, order);
    const isImmediate = order.terms.timeInForce === Trd_Common.TimeInForce.TimeInForce_IOC;
    if (isImmediate && order.isOpen) {
      order.cancel(this.clock.nowMs());
      this.#pushOrder(account, order);
    }
    this.#settings.desk.update();
  }

  /** Fills what the newest trade has shares for. A market order takes as many as it needs. */
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
    // The gateway tells of deals of real accounts only.
    if (!account.profile.isReal) return;
    const s2c = { header: account.headerFor(market), orderFill: fillMessage(fill) };
    this.#settings.desk.push(Trd_UpdateOrderFill, s2c);
  }

  #pushOrder(account: SimulatedAccount, order: SimulatedOrder): void {
    const header = account.headerFor(order.terms.market);
    this.#settings.desk.push(Trd_UpdateOrder, { header, order: order.toMessage() });
  }
}
