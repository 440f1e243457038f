import { type AnyRow, checkPage } from "./check-page.js";
import { percentile } from "./percentile.js";
import { readSettings, serveRounds, type Work } from "./serve-rounds.js";

/** What the sides that walk are told. */
export interface WalkSettings {
  readonly url: string;
  /** How many walks there are at a time. */
  readonly inFlight: number;
  /** How packets over TCP are encrypted; left out where they are not. */
  readonly rsaKey?: string;
  readonly cipher?: "AES_CBC" | "AES_ECB" | "FTAES_ECB";
}

/** A page, whoever has read it. */
export interface AnyPage {
  readonly rows: readonly AnyRow[];
  readonly nextKey: unknown;
}

/** What a walk over all pages gives. */
export type Walk = () => AsyncIterator<AnyPage>;

/** What this side was told. */
export const walkSettings: WalkSettings = readSettings();

/**
 * Takes pages when it is told how many: by so many walks at a time, each of which begins again after its last page.
 * The check is that of the last page.
 */
export async function serveWalks(startWalk: Walk): Promise<never> {
  return await serveRounds((pages) => takePages(startWalk, pages));
}

async function takePages(startWalk: Walk, pages: number): Promise<Work> {
  const latenciesMs: number[] = [];
  let left = pages;
  let last: AnyPage | undefined;
  const take = async () => {
    let walk = startWalk();
    while (left > 0) {
      left--;
      const startMs = performance.now();
      let { done, value } = await walk.next();
      if (done) {
        walk = startWalk();
        ({ done, value } = await walk.next());
      }
      latenciesMs.push(performance.now() - startMs);
      if (done) throw new Error("a walk without pages");
      last = value;
    }
    await walk.return?.();
  };
  await Promise.all(Array.from({ length: walkSettings.inFlight }, take));
  const p99Ms = percentile(latenciesMs, 0.99);
  return { check: checkPage(last?.rows ?? [], last?.nextKey), figures: { p99Ms } };
}
