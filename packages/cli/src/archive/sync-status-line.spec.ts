import { expect, it } from "vitest";
import { type SyncView, syncStatusLine } from "./sync-status-line.js";

const progress = { codes: 500, done: 20, failed: 0, pages: 300, rows: 15_000, changed: 15_000, troubles: [] };
const view: SyncView = { progress, requests: 301, elapsedMs: 30_000, doneBefore: 0, requestsPerSecond: 2 };

it.each<[string, SyncView, string]>([
  [
    "begins",
    { ...view, progress: { ...progress, done: 0, pages: 0, rows: 0 }, requests: 1, elapsedMs: 500 },
    "0/500 done · 0 pages · 0 rows · 1 request",
  ],
  [
    "goes on: 480 codes of 15 pages, two a second",
    view,
    "20/500 done · 300 pages · 15,000 rows · 301 requests · 602/min · about 60 min left",
  ],
  [
    "has lasted a while: by its own pace, since other workers may help",
    { ...view, elapsedMs: 100_000, progress: { ...progress, done: 250 } },
    "250/500 done · 300 pages · 15,000 rows · 301 requests · 181/min · about 2 min left",
  ],
  [
    "was gone on with: what was done before tells no pace",
    { ...view, doneBefore: 20 },
    "20/500 done · 300 pages · 15,000 rows · 301 requests · 602/min",
  ],
  [
    "is in trouble",
    { ...view, elapsedMs: 500, progress: { ...progress, done: 499, failed: 1, troubles: ["one", "two"] } },
    "500/500 done · 1 left out · 300 pages · 15,000 rows · 301 requests · two",
  ],
])("the status line of a run that %s", (_, given, line) => {
  expect(syncStatusLine(given)).toBe(line);
});
