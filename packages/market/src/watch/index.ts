// Live data, as the package exports it.
export type { LivePeriod } from "./live-period.js";
export type { AnyUpdate, RefusedCode, Watch, WatchResumed } from "./watch.js";
export { type CandleUpdate, type WatchCandlesOptions, watchCandles } from "./watch-candles.js";
export type { WatchOptions } from "./watch-options.js";
export {
  type LevelOrder,
  type OrderBookLevel,
  type OrderBookUpdate,
  type WatchOrderBookOptions,
  watchOrderBook,
} from "./watch-order-book.js";
export { type QuoteUpdate, type SessionQuote, watchQuotes } from "./watch-quotes.js";
export { type Tick, type TicksUpdate, type WatchTicksOptions, watchTicks } from "./watch-ticks.js";
