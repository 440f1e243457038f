import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { handle, refuse } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { shortVolume } from "../datasets/short-volume.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { sync } from "./sync.js";

const databases = useDatabases();
const codes = ["HK.00700", "US.AAPL", "US.MSFT", "HK.09988", "US.TSLA"];

/** A gateway without the right to one market. */
async function startWithout(market: number) {
  return await startSim({
    handlers: [
      handle(Qot_GetDailyShortVolume, ({ security }) => {
        if (security.market === market) return refuse("No permission to get quotes of this market");
        return { hkItemList: [], usItemList: [], nextKey: "-1" };
      }),
    ],
  });
}

describe.each(["DuckDB", "PostgreSQL"] as const)("a gateway without the right to a market, into %s", (kind) => {
  it("stops that market and goes on with the others", async () => {
    const gateway = await startWithout(11);
    const { store } = await openArchive(await databases.create(kind));
    let last: unknown;
    for await (const progress of sync(store, {
      dataset: shortVolume,
      codes,
      clients: [await connectTo(gateway)],
      concurrency: 1,
    })) {
      last = progress;
    }
    expect(last).toMatchObject({ codes: 5, done: 2, failed: 3 });
    expect(last).toMatchObject({ troubles: [expect.stringContaining("no right to US")] });
    const [status] = await store.status();
    expect(status?.failures.map(({ subject }) => subject).toSorted()).toEqual(["US.AAPL", "US.MSFT", "US.TSLA"]);
    expect(status?.failures[0]).toMatchObject({ code: "NoRight" });
    // One refusal is enough.
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(3);
  });

  it("leaves the market to a gateway that has the right", async () => {
    const [one, other] = [await startWithout(11), await startWithout(1)];
    const { store } = await openArchive(await databases.create(kind));
    let last: unknown;
    const clients = [await connectTo(one), await connectTo(other)];
    for await (const progress of sync(store, { dataset: shortVolume, codes, clients })) last = progress;
    expect(last).toMatchObject({ codes: 5, done: 5, failed: 0 });
  });
});

describe("a market that only one gateway has the right to", () => {
  it("counts as failed when that gateway ends, and the others go on", { timeout: 20_000 }, async () => {
    const without = await startWithout(11);
    const ending = await startWithout(1);
    const [one, other] = [await connectTo(without), await connectTo(ending)];
    const { store } = await openArchive();
    let last: unknown;
    const many = [...codes, ...Array.from({ length: 40 }, (_, index) => `US.T${index}`)];
    for await (const progress of sync(store, { dataset: shortVolume, codes: many, clients: [one, other] })) {
      last = progress;
      if (progress.done === 5) other.close();
    }
    expect(last).toMatchObject({ codes: 45 });
    const { done, failed } = last as { readonly done: number; readonly failed: number };
    expect(done + failed).toBe(45);
    expect(failed).toBeGreaterThan(0);
    const [status] = await store.status();
    expect(status?.failures[0]).toMatchObject({ code: "NoRight", message: expect.stringContaining("right to US") });
  });
});
