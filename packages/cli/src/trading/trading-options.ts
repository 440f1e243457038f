import type { AccountInfo } from "@opend/trade";
import type { OutputOptions } from "../output/output-options.js";

/** The kinds of paper accounts, as the command line names them. */
export const paperKinds = {
  stock: "Stock",
  option: "Option",
  futures: "Futures",
  "stock-and-option": "StockAndOption",
  competition: "Competition",
} as const satisfies Record<string, AccountInfo["paperKind"]>;

/** The options of every command about accounts. */
export interface TradingOptions {
  /** Real money. Default: paper. */
  readonly real?: true;
  /** The market of the account. */
  readonly tradeMarket?: string;
  /** The kind of the paper account. */
  readonly paperKind?: keyof typeof paperKinds;
  /** The id of the account. */
  readonly account?: string;
}

/** The options of commands that list rows. */
export type TradingListOptions = TradingOptions & OutputOptions;
