import fc from "fast-check";
import { expect, it } from "vitest";
import { thinRun } from "./thin-run.js";
import { createTimeAxis } from "./time-axis.js";

const days = Array.from({ length: 1000 }, (_, index) =>
  new Date(Date.parse("2020-01-01") + index * 86_400_000).toISOString().slice(0, 10),
);

it("keeps ends and peaks, and the order of what it keeps", () => {
  const axis = createTimeAxis(days);
  if (axis === undefined) throw new Error("these days have an axis");
  const ys = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 1000 });
  fc.assert(
    fc.property(ys, fc.integer({ min: 8, max: 200 }), (values, most) => {
      const run = values.map((y, index) => ({ x: axis.first + index, y }));
      const kept = thinRun(run, axis, most);
      expect(kept.length).toBeLessThanOrEqual(Math.max(most + 4, 4));
      expect([kept[0], kept.at(-1)]).toEqual([run[0], run.at(-1)]);
      expect(Math.max(...kept.map(({ y }) => y))).toBe(Math.max(...values));
      expect(Math.min(...kept.map(({ y }) => y))).toBe(Math.min(...values));
      expect(kept.map(({ x }) => x)).toEqual(run.filter((point) => kept.includes(point)).map(({ x }) => x));
    }),
  );
});
