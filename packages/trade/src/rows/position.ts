import { Trd_Common } from "@opend/core/protocols";
import type { RowMarket } from "../names/row-market.js";
import { fromTradeCode } from "../names/trade-markets.js";
import { wordOf } from "../names/words.js";

const { Currency, PositionSide } = Trd_Common;

/** An account's position in a security. */
export interface Position {
  readonly positionId: bigint;
  /** The market of the account that it is in. A number if it is newer than the contract, undefined if nothing tells. */
  readonly market: RowMarket;
  /** The security code, such as `HK.00700`. */
  readonly code: string;
  /** The name of the security. */
  readonly name: string;
  readonly side: Trd_Common.PositionSideName | number;
  /** The number of shares or contracts held. */
  readonly quantity: number;
  /** Shares or contracts that open orders do not hold back. */
  readonly sellableQuantity: number;
  /** The market price. */
  readonly price: number;
  /** The cost per share, including gains and losses of what was sold. Undefined when it has no meaning. */
  readonly dilutedCost: number | undefined;
  /** The average price paid per share. Not for paper accounts of securities. */
  readonly averageCost: number | undefined;
  /** The market value; 0 for futures. */
  readonly marketValue: number;
  /** Profit. A loss is below 0. */
  readonly profit: number;
  /** The profit as a percentage of the diluted cost: 8.8 means a gain of 8.8 %. */
  readonly profitPercent: number | undefined;
  readonly currency: Trd_Common.CurrencyName | number | undefined;
  /** The whole message from the gateway. */
  readonly raw: Trd_Common.Position;
}

/** Converts a position to plain data. */
export function toPosition(raw: Trd_Common.Position, market: RowMarket): Position {
  return {
    positionId: raw.positionID,
    market,
    code: fromTradeCode(raw, market),
    name: raw.name,
    side: wordOf(PositionSide, raw.positionSide),
    quantity: raw.qty,
    sellableQuantity: raw.canSellQty,
    price: raw.price,
    dilutedCost: raw.dilutedCostPrice,
    averageCost: raw.averageCostPrice,
    marketValue: raw.val,
    profit: raw.plVal,
    profitPercent: toPercent(raw.plRatio),
    currency: wordOf(Currency, raw.currency),
    raw,
  };
}

/** The gateway gives a quotient. Twelve digits are left, without the noise of the multiplication. */
function toPercent(ratio: number | undefined): number | undefined {
  return ratio === undefined ? undefined : Number((ratio * 100).toPrecision(12));
}
