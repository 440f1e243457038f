import { setTimeout as sleep } from "node:timers/promises";
import { forkPeer } from "@opend/test-kit/fork-peer";
import { useRandom } from "@opend/test-kit/test-seed";
import { describe, expect, it } from "vitest";
import type { PeerSettings } from "../../peers/sync-codes.js";
import { shortVolume } from "../datasets/short-volume.js";
import { dump, useDatabases } from "../testing/databases.js";
import { startSim } from "../testing/open-archive.js";

const peer = new URL("../../peers/sync-codes.ts", import.meta.url);
const codes = Array.from({ length: 60 }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);
const databases = useDatabases();

/** Runs the process, and kills it after some steps. Returns whether it was done before. */
async function runAndKill(settings: PeerSettings, steps: number, thenMs: number): Promise<boolean> {
  const process = forkPeer(peer, settings);
  for (let step = 0; step <= steps; step++) if ((await process.next()) === "done") return true;
  await sleep(thenMs);
  await process.stop();
  return false;
}

describe.each([
  ["DuckDB", 120],
  ["PostgreSQL", 80],
] as const)("killed processes and %s", (kind, kills) => {
  it(`lose nothing and write nothing twice, killed ${kills} times`, { timeout: 300_000 }, async () => {
    const random = useRandom();
    const gateway = await startSim();
    const url = gateway.tcpUrl ?? "";
    const whole = { location: await databases.create(kind), url, codes };
    expect(await runAndKill(whole, Number.POSITIVE_INFINITY, 0)).toBe(true);
    const expected = await dump(whole.location, shortVolume);
    expect(expected.rows).toHaveLength(60 * 230);
    let location = await databases.create(kind);
    for (let killed = 0; killed < kills; killed++) {
      if (!(await runAndKill({ location, url, codes }, random.below(8), random.below(10_000) / 1000))) continue;
      expect(await dump(location, shortVolume)).toEqual(expected);
      location = await databases.create(kind);
    }
    while (!(await runAndKill({ location, url, codes }, Number.POSITIVE_INFINITY, 0)));
    expect(await dump(location, shortVolume)).toEqual(expected);
  });
});

describe("workers that share a PostgreSQL database", () => {
  it.each([
    [2, 100],
    [4, 100],
  ])(
    "%i of them lose nothing and write nothing twice, killed %i times",
    { timeout: 600_000 },
    async (workers, kills) => {
      const random = useRandom();
      const gateway = await startSim();
      const url = gateway.tcpUrl ?? "";
      const whole = { location: await databases.create("PostgreSQL"), url, codes };
      expect(await runAndKill(whole, Number.POSITIVE_INFINITY, 0)).toBe(true);
      const expected = await dump(whole.location, shortVolume);
      const location = await databases.create("PostgreSQL");
      let left = kills;
      const work = async () => {
        while (left-- > 0) await runAndKill({ location, url, codes }, random.below(8), random.below(10_000) / 1000);
      };
      await Promise.all(Array.from({ length: workers }, work));
      while (!(await runAndKill({ location, url, codes }, Number.POSITIVE_INFINITY, 0)));
      expect(await dump(location, shortVolume)).toEqual(expected);
    },
  );
});
