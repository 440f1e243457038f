import { type AnyRow, checkPage } from "./check-page.js";
import { percentile } from "./percentile.js";
import { readSettings, serveRounds, type Work } from "./serve-rounds.js";

/** The settings of the sides that walk. */
export interface WalkSettings {
  readonly url: string;
  /** How many walks run at a time. */
  readonly inFlight: number;
  /** Encryption of packets over TCP. Absent: none. */
  readonly rsaKey?: string;
  readonly cipher?: "AES_CBC" | "AES_ECB" | "FTAES_ECB";
}

/** A page from any library. */
export interface AnyPage {
  readonly rows: readonly AnyRow[];
  readonly nextKey: unknown;
}

/** Starts a walk over all pages. */
export type Walk = () => AsyncIterator<AnyPage>;

/** The settings of this side. */
export const walkSettings: WalkSettings = readSettings();

/**
 * Runs rounds: takes the requested number of pages, with several walks at a time. A walk starts over after its last page.
 * The check of a round is that of its last page.
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
