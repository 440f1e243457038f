import { Trd_Common } from "@opend/core/protocols";
import { prefixOf, type TradeMarket, tradesIn } from "./trade-markets.js";
import { wordOf } from "./words.js";

/** The market of an order, a deal or a position: a number if it is newer than the contract, undefined if nothing tells. */
export type RowMarket = TradeMarket | number | undefined;

/** What tells the market of an order, a deal or a position. Gateways before universal accounts send no `trdMarket`. */
export interface PlacedRow {
  readonly trdMarket?: number | undefined;
  readonly secMarket?: number | undefined;
}

/**
 * Returns the market of a row: its own. Without one, the market of the account that trades what the row is about: the
 * likely one if it does.
 */
export function marketOfRow(
  { trdMarket, secMarket }: PlacedRow,
  markets: readonly TradeMarket[],
  likely: TradeMarket | undefined,
): RowMarket {
  const own = wordOf(Trd_Common.TrdMarket, trdMarket);
  if (own !== undefined && own !== "Unknown") return own;
  const prefix = prefixOf(secMarket);
  const possible = markets.filter((market) => prefix === undefined || tradesIn(market, prefix));
  if (likely !== undefined && possible.includes(likely)) return likely;
  const [first, ...others] = possible;
  return prefix !== undefined || others.length === 0 ? first : undefined;
}
