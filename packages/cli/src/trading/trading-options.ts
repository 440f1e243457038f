import type { AccountInfo, MoneyOptions } from "@opend/trade";
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

/** The currencies of accounts. */
export const currencies = [
  "HKD",
  "USD",
  "CNH",
  "JPY",
  "SGD",
  "AUD",
  "CAD",
  "MYR",
  "NZD",
] as const satisfies readonly Exclude<MoneyOptions["currency"], undefined>[];

/** The assets that accounts of moomoo JP keep apart. */
export const assetCategories = ["JP", "US"] as const satisfies readonly Exclude<
  MoneyOptions["assetCategory"],
  undefined
>[];

/** The options of commands that list rows. */
export interface TradingListOptions extends TradingOptions, OutputOptions {
  /** The currency of the amounts. */
  readonly currency?: (typeof currencies)[number];
  readonly assetCategory?: (typeof assetCategories)[number];
}
