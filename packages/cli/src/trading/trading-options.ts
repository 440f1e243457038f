import type { AccountInfo } from "@opend/trade";
import type { OutputOptions } from "../output/output-options.js";

/** The kinds of paper accounts. */
export const paperKinds = [
  "Stock",
  "Option",
  "Futures",
  "StockAndOption",
  "Competition",
] as const satisfies readonly AccountInfo["paperKind"][];

/** The brokers that accounts are at. */
export const firms = [
  "FutuSecurities",
  "FutuInc",
  "FutuSG",
  "FutuAU",
  "FutuCA",
  "FutuMY",
  "FutuJP",
] as const satisfies readonly AccountInfo["firm"][];

/** The options of every command about accounts. */
export interface TradingOptions {
  /** Real money. Default: paper. */
  readonly real?: true;
  /** The market of the account. */
  readonly tradeMarket?: string;
  /** The kind of the paper account. */
  readonly paperKind?: (typeof paperKinds)[number];
  /** The broker. */
  readonly firm?: (typeof firms)[number];
  /** The id of the account. */
  readonly account?: string;
}

/** The options of commands that list rows. */
export type TradingListOptions = TradingOptions & OutputOptions;
