import { checkOptions, createError } from "@opend/core/internal";
import type { FanOutPlace, SecurityPlace, SkippedWalk } from "../errors/fan-out-place.js";
import { checkPageOptions, type PageRules, type PagerOptions } from "../pages/pager-options.js";

/**
 * How to walk many securities or requests. `limit` and `maxPages` apply to each of them; `limit` of `toArray` applies
 * to all together.
 */
export interface FanOutOptions<Place extends FanOutPlace = SecurityPlace>
  extends Omit<PagerOptions, "from" | "prefetch"> {
  /** How many walks run at a time. Each holds at most one page. Default: 4. */
  readonly concurrency?: number | undefined;
  /**
   * What to do when a page of one walk cannot be fetched. `"throw"` (default) ends all walks with `FanOutFailed`.
   * `"skip"` skips a walk whose security the gateway refuses, and all that need a right that the account does not have.
   * The others continue to their ends; `skipped` lists what is missing. Everything else still ends all walks: too many
   * requests, a quota that is used up, a lost gateway, `signal`.
   */
  readonly onFailure?: "throw" | "skip" | undefined;
  /** Called with each skipped walk. Requires `onFailure: "skip"`. Errors that it throws are logged. */
  readonly onSkip?: ((skipped: SkippedWalk<Place>) => void) | undefined;
  /** Called with each page that is delivered and each walk that is skipped. Errors that it throws are logged. */
  readonly onProgress?: ((progress: WalkProgress) => void) | undefined;
}

/** How far many walks are. */
export interface WalkProgress {
  /** How many walks there are. Undefined for an iterable, which is read as needed. */
  readonly total: number | undefined;
  /** Walks that have begun. */
  readonly begun: number;
  /** Walks that have reached their end, or their `limit`. */
  readonly done: number;
  /** Walks that were skipped. */
  readonly skipped: number;
  /** Pages delivered. */
  readonly pages: number;
  /** Rows delivered. */
  readonly rows: number;
}

const defaultConcurrency = 4;

const fanOutOptions: readonly (keyof FanOutOptions)[] = [
  "concurrency",
  "onFailure",
  "onSkip",
  "onProgress",
  "pageSize",
  "limit",
  "maxPages",
  "timeoutMs",
  "signal",
];

/** The options of a fan-out, split into those of each walk and those of all together. */
export interface FanOutSettings<Place extends FanOutPlace> {
  readonly concurrency: number;
  readonly skips: boolean;
  readonly onSkip: ((skipped: SkippedWalk<Place>) => void) | undefined;
  readonly onProgress: ((progress: WalkProgress) => void) | undefined;
  /** The options of each walk. */
  readonly each: Omit<PagerOptions, "from" | "prefetch">;
}

/** @throws `InvalidPageSize`, `InvalidOption` */
export function toFanOutSettings<Place extends FanOutPlace>(
  options: FanOutOptions<Place>,
  rules: PageRules,
): FanOutSettings<Place> {
  checkOptions("a walk over many", options, [...fanOutOptions, ...(rules.options ?? [])]);
  checkPageOptions(options, rules);
  const { concurrency = defaultConcurrency, onFailure = "throw", onSkip, onProgress, ...each } = options;
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    refuse("concurrency", `concurrency is a whole number of at least 1, not ${String(concurrency)}`);
  }
  if (onFailure !== "throw" && onFailure !== "skip") {
    refuse("onFailure", `onFailure is "throw" or "skip", not ${String(onFailure)}`);
  }
  if (onSkip !== undefined && typeof onSkip !== "function") refuse("onSkip", "onSkip is a function");
  if (onSkip !== undefined && onFailure === "throw") refuse("onSkip", 'onSkip needs onFailure: "skip"');
  if (onProgress !== undefined && typeof onProgress !== "function") refuse("onProgress", "onProgress is a function");
  return { concurrency, skips: onFailure === "skip", onSkip, onProgress, each };
}

function refuse(option: string, message: string): never {
  throw createError("InvalidOption", message, { option });
}
