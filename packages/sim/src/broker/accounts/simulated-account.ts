import { Trd_Common } from "@opend/core/protocols";
import type { Market } from "../../market/calendar/trading-calendar.js";
import type { Ledger } from "./ledger.js";
import type { SimulatedOrder } from "./simulated-order.js";
import { tradingMarkets } from "./trading-markets.js";

/** The fixed facts of an account. */
export interface AccountProfile {
  readonly id: bigint;
  /**
   * What a paper account trades, as a `Trd_Common.SimAccType` value. Undefined for the account that behaves like one with
   * real money, which trades both. The money of all accounts is made up.
   */
  readonly paperKind: number | undefined;
  /** A `Trd_Common.SecurityFirm` value. */
  readonly firm: number;
}

/** A deal of an order. */
export interface SimulatedFill {
  readonly id: bigint;
  readonly order: SimulatedOrder;
  readonly quantity: number;
  readonly price: number;
  readonly timeMs: number;
}

/** One trading account: its money, positions and orders. */
export class SimulatedAccount {
  readonly profile: AccountProfile;
  readonly ledgers: ReadonlyMap<Market, Ledger>;
  /** Oldest first. */
  readonly orders: SimulatedOrder[] = [];
  /** Oldest first. */
  readonly fills: SimulatedFill[] = [];

  constructor(profile: AccountProfile, ledgers: ReadonlyMap<Market, Ledger>) {
    this.profile = profile;
    this.ledgers = ledgers;
  }

  /** Whether it behaves like an account with real money. */
  get isReal(): boolean {
    return this.profile.paperKind === undefined;
  }

  /** The environment, as a `Trd_Common.TrdEnv` value. */
  get trdEnv(): number {
    return this.isReal ? Trd_Common.TrdEnv.Real : Trd_Common.TrdEnv.Simulate;
  }

  /** The header of trade messages about this account. */
  headerFor(market: Market): Trd_Common.TrdHeader {
    return { trdEnv: this.trdEnv, accID: this.profile.id, trdMarket: tradingMarkets[market].trdMarket };
  }

  /** The money and shares of a market. @throws an `Error` when the account does not trade in it */
  ledgerOf(market: Market): Ledger {
    const ledger = this.ledgers.get(market);
    if (ledger === undefined) throw new Error(`account ${this.profile.id} does not trade in ${market}`);
    return ledger;
  }

  /** The open orders of a market. Default: of all markets. */
  openOrders(market?: Market): SimulatedOrder[] {
    return this.orders.filter(({ isOpen, terms }) => isOpen && (market === undefined || terms.market === market));
  }

  /** The money that open buy orders hold back. @param without an order to leave out */
  frozenCash(market: Market, without?: SimulatedOrder): number {
    const buying = this.openOrders(market).filter((order) => order.isBuy && order !== without);
    return buying.reduce((sum, { remaining, price = 0 }) => sum + remaining * price, 0);
  }

  /** The money that is left for new orders. @param without an order to leave out */
  buyingPower(market: Market, without?: SimulatedOrder): number {
    return this.ledgerOf(market).cash - this.frozenCash(market, without);
  }

  /** The number of shares that can still be sold. @param without an order to leave out */
  sellable(market: Market, code: string, without?: SimulatedOrder): number {
    const selling = this.openOrders(market).filter((order) => {
      return !order.isBuy && order.terms.code === code && order !== without;
    });
    const frozen = selling.reduce((sum, { remaining }) => sum + remaining, 0);
    return this.ledgerOf(market).quantityOf(code) - frozen;
  }
}
