import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askInParts, historyParts } from "./history-parts.js";

const conditions = { codeList: ["00700"], idList: [], orderIDExList: [] };
const history = (beginTime: string, endTime: string) => ({ ...conditions, beginTime, endTime });

const partsOf = (begin: string, end: string, maxDays = 360) =>
  [...historyParts(history(begin, end), maxDays)].map(({ beginTime, endTime }) => [beginTime, endTime]);

const minute = (minutes: number) => new Date(minutes * 60_000).toISOString().slice(0, 19).replace("T", " ");
const msOf = (time = "") => Date.parse(`${time.replace(" ", "T")}Z`);

describe("a history", () => {
  it("of no more days than a request takes is one part, as it is", () => {
    const whole = history("2025-05-14 00:00:00", "2026-05-08 23:59:59");
    expect([...historyParts(whole, 360)]).toEqual([whole]);
  });

  it("of more days comes in parts, newest first, that have a moment in common", () => {
    expect(partsOf("2024-02-29 09:30:00", "2026-05-08 23:59:59.5")).toEqual([
      ["2025-05-14 00:00:00", "2026-05-08 23:59:59.5"],
      ["2024-05-20 00:00:00", "2025-05-14 00:00:00"],
      ["2024-02-29 09:30:00", "2024-05-20 00:00:00"],
    ]);
  });

  it("has no gap and no part above the limit, whatever the days", () => {
    const moment = fc.integer({ min: 0, max: 60 * 24 * 365 * 60 });
    fc.assert(
      fc.property(moment, moment, fc.integer({ min: 2, max: 400 }), (one, other, maxDays) => {
        const [begin, end] = [minute(Math.min(one, other)), minute(Math.max(one, other))];
        const parts = partsOf(begin, end, maxDays);
        expect([parts.at(-1)?.[0], parts[0]?.[1]]).toEqual([begin, end]);
        for (const [index, [from, to]] of parts.entries()) {
          expect(msOf(from)).toBeLessThanOrEqual(msOf(to));
          expect(msOf(to) - msOf(from)).toBeLessThanOrEqual(maxDays * 86_400_000);
          if (index > 0) expect(to).toBe(parts[index - 1]?.[0]);
        }
      }),
    );
  });

  it("has what two parts have in common once, and what one reply has as it is", async () => {
    const replies = [[3n, 2n, 2n], [2n, 1n], []];
    const ids = await askInParts(
      history("2024-05-01 00:00:00", "2026-05-08 23:59:59"),
      360,
      async () => replies.shift() ?? [],
      (id) => id,
    );
    expect(ids).toEqual([3n, 2n, 2n, 1n]);
    expect(replies).toEqual([]);
  });

  it("fails as a whole when a part fails", async () => {
    let asked = 0;
    const asking = askInParts(
      history("2024-05-01 00:00:00", "2026-05-08 23:59:59"),
      360,
      async () => {
        if (++asked === 2) throw new Error("refused");
        return [1n];
      },
      (id) => id,
    );
    await expect(asking).rejects.toThrow("refused");
    expect(asked).toBe(2);
  });
});
