import { Trd_Common } from "@opend/core/protocols";
import { roundTo } from "../../base/hash.js";
import type { Ledger } from "./ledger.js";
import type { SimulatedOrder } from "./simulated-order.js";
import { isFuturesMarket, type TradedSecurity, type TradeMarketName, tradingMarkets } from "./trading-markets.js";

/** The fixed facts of an account. */
export interface AccountProfile {
  readonly id: bigint;
  /**
   * What a paper account trades, as a `Trd_Common.SimAccType` value. Undefined for an account that behaves like one with
   * real money. The money of all accounts is made up.
   */
  readonly paperKind: number | undefined;
  /** A `Trd_Common.SecurityFirm` value. */
  readonly firm: number;
  /** A `Trd_Common.TrdAccRole` value. */
  readonly role: number;
  /** A `Trd_Common.TrdAccType` value. */
  readonly type: number;
  readonly isDisabled: boolean;
  /** The status that orders show instead of theirs. */
  readonly shownOrderStatus: number | undefined;
  /** Whether every push about it comes twice. */
  readonly repeatsPushes: boolean;
}

/** The share of a contract's value that a position or an order in futures holds back. Made up. */
export const futuresMarginRatio = 0.1;

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
  /** The markets that it trades in. */
  readonly markets: readonly TradeMarketName[];
  readonly ledger: Ledger;
  /** Oldest first. */
  readonly orders: SimulatedOrder[] = [];
  /** Oldest first. */
  readonly fills: SimulatedFill[] = [];

  constructor(profile: AccountProfile, markets: readonly TradeMarketName[], ledger: Ledger) {
    this.profile = profile;
    this.markets = markets;
    this.ledger = ledger;
  }

  /** Whether it behaves like an account with real money. */
  get isReal(): boolean {
    return this.profile.paperKind === undefined;
  }

  /** Whether it trades in several markets with one sum of money. */
  get isUniversal(): boolean {
    return this.markets.length > 1;
  }

  /** Whether it is an account for futures. */
  get isForFutures(): boolean {
    return this.markets.every(isFuturesMarket);
  }

  /** Whether its assets come in two categories, which requests have to name: margin and derivatives of moomoo JP. */
  get hasCategories(): boolean {
    const { SecurityFirm, TrdAccType } = Trd_Common;
    const { firm, type } = this.profile;
    return firm === SecurityFirm.FutuJP && (type === TrdAccType.Margin || type === TrdAccType.Derivatives);
  }

  /** The environment, as a `Trd_Common.TrdEnv` value. */
  get trdEnv(): number {
    return this.isReal ? Trd_Common.TrdEnv.Real : Trd_Common.TrdEnv.Simulate;
  }

  /** The header of trade messages about this account. */
  headerFor(market: TradeMarketName): Trd_Common.TrdHeader {
    return { trdEnv: this.trdEnv, accID: this.profile.id, trdMarket: tradingMarkets[market].trdMarket };
  }

  /** The open orders. */
  get openOrders(): SimulatedOrder[] {
    return this.orders.filter(({ isOpen }) => isOpen);
  }

  /** The money in a currency that open buy orders hold back. @param without an order to leave out */
  frozenCash(currency: number, without?: SimulatedOrder): number {
    const buying = this.openOrders.filter(({ isBuy, terms }) => isBuy && terms.home.currency === currency);
    const held = buying.map((order) => {
      const ratio = isFuturesMarket(order.terms.market) ? futuresMarginRatio : 1;
      return order === without ? 0 : order.remaining * (order.price ?? 0) * ratio;
    });
    return held.reduce((sum, each) => sum + each, 0);
  }

  /** The money in a currency that is left for new orders: none is exchanged or lent. @param without an order to leave out */
  buyingPower(currency: number, without?: SimulatedOrder): number {
    const contracts = this.ledger.holdings.filter(({ market, home }) => {
      return isFuturesMarket(market) && home.currency === currency;
    });
    const margin = contracts.reduce((sum, each) => sum + each.quantity * each.averageCost * futuresMarginRatio, 0);
    return roundTo(this.ledger.cashIn(currency) - margin - this.frozenCash(currency, without), 3);
  }

  /** The number of shares or contracts that can still be sold. @param without an order to leave out */
  sellable(security: TradedSecurity, without?: SimulatedOrder): number {
    const selling = this.openOrders.filter(({ isBuy, terms }) => !isBuy && isSame(terms, security));
    const frozen = selling.reduce((sum, order) => sum + (order === without ? 0 : order.remaining), 0);
    return this.ledger.quantityOf(security) - frozen;
  }
}

function isSame(one: TradedSecurity, other: TradedSecurity): boolean {
  return one.market === other.market && one.home === other.home && one.code === other.code;
}
