import type { SyncProgress } from "@opend/archive";
import { count, duration } from "../walk/progress.js";

/** What the status line of a sync is made of. */
export interface SyncView {
  readonly progress: Omit<SyncProgress, "codes"> & { readonly codes?: number };
  readonly requests: number;
  readonly elapsedMs: number;
  /** What was done before this process began. */
  readonly doneBefore: number;
  /** Requests that all gateways of this process take in a second. */
  readonly requestsPerSecond: number | undefined;
}

/** Once a run has lasted this long, its own pace tells more than the quota: other workers may help. */
const paceAfterMs = 60_000;

/** The status line: codes, pages, rows, requests, their rate, the time that is left, and what is in the way. */
export function syncStatusLine(view: SyncView): string {
  const { progress, requests, elapsedMs } = view;
  const { codes, done, failed, pages, rows, troubles } = progress;
  const perMinute = elapsedMs < 2000 ? undefined : Math.round((requests / elapsedMs) * 60_000);
  const left = timeLeftMs(view);
  return [
    codes === undefined ? `${done.toLocaleString("en-US")} done` : `${done + failed}/${codes} done`,
    ...(failed > 0 ? [`${failed} left out`] : []),
    count(pages, "page"),
    count(rows, "row"),
    count(requests, "request"),
    ...(perMinute === undefined ? [] : [`${perMinute}/min`]),
    ...(left === undefined || left < 2000 ? [] : [`about ${duration(left)} left`]),
    ...troubles.slice(-1),
  ].join(" · ");
}

/** How long it still takes, as far as that is known. */
export function timeLeftMs({ progress, elapsedMs, doneBefore, requestsPerSecond }: SyncView): number | undefined {
  const { codes, done, failed, pages } = progress;
  const doneHere = done + failed - doneBefore;
  if (codes === undefined || doneHere <= 0) return undefined;
  const left = codes - done - failed;
  if (elapsedMs >= paceAfterMs) return (elapsedMs / doneHere) * left;
  if (requestsPerSecond === undefined) return undefined;
  return ((left * Math.max(1, pages / doneHere)) / requestsPerSecond) * 1000;
}
