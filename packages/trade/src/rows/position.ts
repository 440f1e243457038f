import { Trd_Common } from "@opend/core/protocols";
import type { RowMarket } from "../names/row-market.js";
import { fromTradeCode, isFutures } from "../names/trade-markets.js";
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
  /** The cost per share, including gains and losses of what was sold. Not for futures. Undefined when it has no meaning. */
  readonly dilutedCost: number | undefined;
  /** The average price paid per share or contract. Not for paper accounts of securities. */
  readonly averageCost: number | undefined;
  /** Which of the two costs is the only one that gateways before OpenD 9.2.5208 know. Undefined with newer ones. */
  readonly costFallback: "dilutedCost" | "averageCost" | undefined;
  /** The market value; 0 for futures. */
  readonly marketValue: number;
  /** Profit. A loss is below 0. */
  readonly profit: number;
  /** The profit as a percentage of the diluted cost: 8.8 means a gain of 8.8 %. Not for futures. */
  readonly profitPercent: number | undefined;
  /** The profit as a percentage of the average cost. */
  readonly averageProfitPercent: number | undefined;
  /** Profit of what is held, on average cost. Futures accounts and universal accounts only. */
  readonly unrealizedProfit: number | undefined;
  /** Profit of what was closed, on average cost. Futures accounts and universal accounts only. */
  readonly realizedProfit: number | undefined;
  /** Profit of today. Not for paper accounts. */
  readonly todayProfit: number | undefined;
  /** The currency of all prices and amounts here. */
  readonly currency: Trd_Common.CurrencyName | number | undefined;
  /** The whole message from the gateway. */
  readonly raw: Trd_Common.Position;
}

/** Converts a position to plain data. */
export function toPosition(raw: Trd_Common.Position, market: RowMarket): Position {
  const isFuture = typeof market === "string" && isFutures(market);
  return {
    positionId: raw.positionID,
    market,
    code: fromTradeCode(raw, market),
    name: raw.name,
    side: wordOf(PositionSide, raw.positionSide),
    quantity: raw.qty,
    sellableQuantity: raw.canSellQty,
    price: raw.price,
    ...costsOf(raw, isFuture),
    marketValue: raw.val,
    profit: raw.plVal,
    // The vendor's clients say that the ratio on diluted cost does not hold for futures.
    profitPercent: isFuture ? undefined : toPercent(raw.plRatio),
    averageProfitPercent: toPercent(raw.averagePlRatio),
    unrealizedProfit: raw.unrealizedPL,
    realizedProfit: raw.realizedPL,
    todayProfit: raw.td_plVal,
    currency: wordOf(Currency, raw.currency),
    raw,
  };
}

/** The costs of a position. The deprecated one is the diluted cost of securities and the average cost of futures. */
function costsOf(
  { dilutedCostPrice: dilutedCost, averageCostPrice: averageCost, costPrice }: Trd_Common.Position,
  isFuture: boolean,
): Pick<Position, "dilutedCost" | "averageCost" | "costFallback"> {
  if (costPrice === undefined || dilutedCost !== undefined || averageCost !== undefined) {
    return { dilutedCost, averageCost, costFallback: undefined };
  }
  return isFuture
    ? { dilutedCost, averageCost: costPrice, costFallback: "averageCost" }
    : { dilutedCost: costPrice, averageCost, costFallback: "dilutedCost" };
}

/** The gateway gives a quotient. Twelve digits are left, without the noise of the multiplication. */
function toPercent(ratio: number | undefined): number | undefined {
  return ratio === undefined ? undefined : Number((ratio * 100).toPrecision(12));
}
