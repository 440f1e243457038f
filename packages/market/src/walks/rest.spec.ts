import { Qot_GetSecuritySnapshot } from "@opend/core/protocols";
import { isPagerError } from "@opend/pager";
import { handle } from "@opend/sim";
import { rejectionOf } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import { candles } from "../tasks/candles.js";
import { snapshots } from "../tasks/snapshots.js";
import { open } from "../testing/open.js";
import { snapshotBasic } from "../testing/snapshot-basic.js";

const codes = ["HK.00001", "HK.00002", "HK.00003", "HK.00005", "HK.00006", "HK.00700"];

describe("a loop that ends within a page", () => {
  it.each([1, 2, 3, 4, 5, 6])("loses no security, however many rows it took: %d", async (most) => {
    const { client } = await open();
    const walk = snapshots(client, codes, { pageSize: 3, concurrency: 1 });
    const seen = new Set((await walk.toArray({ limit: most })).map(({ code }) => code));
    expect(seen.size).toBe(most);
    const { rest } = walk;
    // Nothing is asked for again once its page has been read.
    expect(rest.length).toBe(codes.length - 3 * Math.floor(most / 3));
    if (rest.length > 0) for await (const { code } of snapshots(client, rest)) seen.add(code);
    expect([...seen].toSorted()).toEqual(codes);
  });

  it("loses no row of many walks", async () => {
    const { client } = await open();
    const days = { since: "2026-04-01", until: "2026-05-08", pageSize: 5 };
    const keyOf = ({ code, day }: { readonly code: string; readonly day: string }) => `${code} ${day}`;
    const all = new Set((await candles(client, codes, days).toArray({ limit: 10_000 })).map(keyOf));
    for (const most of [1, 5, 12]) {
      const walk = candles(client, codes, days);
      const seen = new Set((await walk.toArray({ limit: most })).map(keyOf));
      for await (const row of candles(client, walk.rest, days)) seen.add(keyOf(row));
      expect(seen).toEqual(all);
    }
  });
});

describe("a reply that leaves a security out without a word", () => {
  const leavingOut = (missing: string) =>
    handle(Qot_GetSecuritySnapshot, ({ securityList }) => {
      const listed = securityList.filter(({ code }) => code !== missing);
      return { snapshotList: listed.map((security) => ({ basic: { ...snapshotBasic, security } })) };
    });

  it("ends the walk after the rows that came, and says what is left", async () => {
    const { client } = await open({ handlers: [leavingOut("00002")] });
    const walk = snapshots(client, codes);
    const seen: string[] = [];
    const error = await rejectionOf(
      (async () => {
        for await (const { code } of walk) seen.push(code);
      })(),
    );
    expect(seen).toHaveLength(codes.length - 1);
    if (!isPagerError(error, "FanOutFailed")) throw error;
    expect(error.cause).toMatchObject({ code: "NotAnswered", securityCode: "HK.00002" });
    expect(error.resume).toEqual([{ code: "HK.00002", cursor: undefined }]);
  });

  it("is skipped if that is wanted", async () => {
    const { client } = await open({ handlers: [leavingOut("00002")] });
    const walk = snapshots(client, codes, { onFailure: "skip" });
    expect(await walk.toArray()).toHaveLength(codes.length - 1);
    expect(walk.skipped).toMatchObject([{ code: "HK.00002", error: { code: "NotAnswered" } }]);
    expect(walk.rest).toEqual([]);
  });
});
