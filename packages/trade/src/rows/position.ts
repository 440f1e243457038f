import type { Trd_Common } from "@opend/core/protocols";
import { nameOf, optionalNameOf, type Unknown } from "../names/name-of.js";
import { type CurrencyName, currencies, type PositionSideName, positionSides } from "../names/names.js";
import { fromTradeCode, type TradeMarket } from "../names/trade-markets.js";

/** An account's position in a security. */
export interface Position {
  readonly positionId: bigint;
  /** The security code, such as `HK.00700`. */
  readonly code: string;
  /** The name of the security. */
  readonly name: string;
  readonly side: PositionSideName | Unknown;
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
  readonly currency: CurrencyName | Unknown | undefined;
  /** The whole message from the gateway. */
  readonly raw: Trd_Common.Position;
}

/** Converts a position to plain data. */
export function toPosition(raw: Trd_Common.Position, market: TradeMarket): Position {
  return {
    positionId: raw.positionID,
    code: fromTradeCode(raw, market),
    name: raw.name,
    side: nameOf(positionSides, raw.positionSide),
    quantity: raw.qty,
    sellableQuantity: raw.canSellQty,
    price: raw.price,
    dilutedCost: raw.dilutedCostPrice,
    averageCost: raw.averageCostPrice,
    marketValue: raw.val,
    profit: raw.plVal,
    profitPercent: raw.plRatio,
    currency: optionalNameOf(currencies, raw.currency),
    raw,
  };
}
