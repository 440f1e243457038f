import type { OutputOptions } from "../output/output-options.js";

/** The options of every command about accounts. */
export interface TradingOptions {
  /** Real money. Default: paper. */
  readonly real?: true;
  /** The market of the account. */
  readonly tradeMarket?: string;
  /** The id of the account. */
  readonly account?: string;
}

/** The options of commands that list rows. */
export type TradingListOptions = TradingOptions & OutputOptions;
