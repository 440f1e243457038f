import { join } from "node:path";
import { forkPeer } from "@opend/test-kit/fork-peer";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import type { MemoryReport, PeerSettings } from "../../peers/measure-memory.js";
import { tableFormats } from "../formats/table-format.js";

const peer = new URL("../../peers/measure-memory.ts", import.meta.url);
const rowGroupSize = 5000;
const groups = 45;
const third = groups / 3;
/** A row takes more than 100 bytes in memory. */
const bytesOfThird = third * rowGroupSize * 100;

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

describe("memory", () => {
  it.each(tableFormats)("does not grow with the rows of %s", { timeout: 60_000 }, async (format) => {
    const path = join(await tempFolder({}), `rows.${format}`);
    const settings: PeerSettings = { path, format, rows: groups * rowGroupSize, rowGroupSize };
    const { usedBytes } = await forkPeer(peer, settings, ["--expose-gc"]).next<MemoryReport>();
    expect(usedBytes).toHaveLength(groups);
    // In the first third the engine optimizes the code. From then on it keeps one more buffer of 1.3 MB at times, so less
    // than that tells nothing.
    const growth = median(usedBytes.slice(2 * third)) - median(usedBytes.slice(third, 2 * third));
    expect(growth).toBeLessThan(bytesOfThird / 4);
  });
});
