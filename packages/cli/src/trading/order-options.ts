import type { TradingOptions } from "./trading-options.js";

/** The options of commands that change something. */
export interface OrderOptions extends TradingOptions {
  readonly yes?: true;
  /** A file with the trading password. */
  readonly passwordFile?: string;
  /** Whether stdout gets JSON. */
  readonly json?: true;
}

/** The prices of an order, apart from its limit. */
export interface TriggerOptions {
  /** The price that triggers it. */
  readonly trigger?: number;
  /** How far the trigger stays behind the price, in percent. */
  readonly trailPercent?: number;
  /** How far the trigger stays behind the price, in money. */
  readonly trailAmount?: number;
  /** The distance from the trigger to the limit. */
  readonly trailSpread?: number;
}
