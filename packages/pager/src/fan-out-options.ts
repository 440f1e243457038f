import { checkOptions, createError } from "@opend/core/internal";
import type { FanOutPlace, SecurityPlace, SkippedWalk } from "./fan-out-place.js";
import { checkPageOptions, type PageRules, type PagerOptions } from "./pager-options.js";

/**
 * How many securities or requests are walked. `limit` and `maxPages` hold for each of them; `limit` of `toArray` holds for
 * all together.
 */
export interface FanOutOptions<Place extends FanOutPlace = SecurityPlace>
  extends Omit<PagerOptions, "from" | "prefetch"> {
  /** Walks at the same time. Each holds one page at the most. Default: 4. */
  readonly concurrency?: number | undefined;
  /**
   * What to do when a page of one walk cannot be had. `"throw"` (default) ends all with `FanOutFailed`; `"skip"` leaves
   * that one out, and the others go on to their ends. What was left out stands in `skipped`. The end of the connection and
   * `signal` always end all.
   */
  readonly onFailure?: "throw" | "skip" | undefined;
  /** Called with each walk as it is left out. Needs `onFailure: "skip"`. What it throws is logged. */
  readonly onSkip?: ((skipped: SkippedWalk<Place>) => void) | undefined;
}

const defaultConcurrency = 4;

const fanOutOptions: readonly (keyof FanOutOptions)[] = [
  "concurrency",
  "onFailure",
  "onSkip",
  "pageSize",
  "limit",
  "maxPages",
  "timeoutMs",
  "signal",
];

/** The options of a fan-out, apart: those of each walk, and those of all together. */
export interface FanOutSettings<Place extends FanOutPlace> {
  readonly concurrency: number;
  readonly skips: boolean;
  readonly onSkip: ((skipped: SkippedWalk<Place>) => void) | undefined;
  /** The options of each walk. */
  readonly each: Omit<PagerOptions, "from" | "prefetch">;
}

/** @throws `InvalidPageSize`, `InvalidOption` */
export function toFanOutSettings<Place extends FanOutPlace>(
  options: FanOutOptions<Place>,
  rules: PageRules,
): FanOutSettings<Place> {
  checkOptions("a walk over many", options, fanOutOptions);
  checkPageOptions(options, rules);
  const { concurrency = defaultConcurrency, onFailure = "throw", onSkip, ...each } = options;
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    refuse("concurrency", `concurrency is a whole number of at least 1, not ${String(concurrency)}`);
  }
  if (onFailure !== "throw" && onFailure !== "skip") {
    refuse("onFailure", `onFailure is "throw" or "skip", not ${String(onFailure)}`);
  }
  if (onSkip !== undefined && typeof onSkip !== "function") refuse("onSkip", "onSkip is a function");
  if (onSkip !== undefined && onFailure === "throw") refuse("onSkip", 'onSkip needs onFailure: "skip"');
  return { concurrency, skips: onFailure === "skip", onSkip, each };
}

function refuse(option: string, message: string): never {
  throw createError("InvalidOption", message, { option });
}
