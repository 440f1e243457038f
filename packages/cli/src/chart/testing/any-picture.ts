import fc from "fast-check";
import type { Picture } from "../picture.js";

/** The plain form writes numbers that JSON does not have as texts, typed as what they nearly always are. */
const special = fc.constantFrom("NaN", "Infinity", "-Infinity", "-0").map((text): number => JSON.parse(`"${text}"`));
const value = fc.option(
  fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double({ min: -1e13, max: 1e13, noNaN: true }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e-7, 123_456_789),
    special,
  ),
  { nil: undefined },
);
const day = fc
  .date({ min: new Date("2019-01-01"), max: new Date("2026-05-08"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const moment = fc
  .date({ min: new Date("2026-05-01"), max: new Date("2026-05-08"), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}+08:00`);
const time = fc.oneof(
  { weight: 9, arbitrary: day },
  { weight: 1, arbitrary: fc.constantFrom("", "soon", "2026-02-30", "99999-12-31", "2026-05-08\u001B[2J\u202E") },
);
const code = fc.constantFrom(
  "HK.00700",
  "US.AAPL",
  "騰訊控股",
  "SH.600519",
  "US.A.VERY.LONG.OPTION.CODE260508C00250000",
  "#1.\u001B[2J\u202E",
);
const title = fc.option(
  fc.constantFrom(
    "",
    "騰訊控股 每日卖空 <&\"'>\u00A0\u001B[2J\u0000\uD800\uFFFF\r\n\u202E\u200B]]>",
    "a ".repeat(100),
    "x".repeat(300),
  ),
  { nil: undefined },
);

function seriesOf<Point>(point: fc.Arbitrary<Point>) {
  const series = fc.record(
    { code, currency: fc.constant("HKD"), points: fc.array(point, { maxLength: 60 }) },
    { requiredKeys: ["code", "points"] },
  );
  return fc.array(series, { maxLength: 7 });
}

const base = { simulated: fc.boolean(), title };

/** Pictures of any kind, with everything that rows may lack or repeat. */
export const anyPicture: fc.Arbitrary<Picture> = fc
  .oneof(
    fc.record({
      ...base,
      kind: fc.constant("short-volume" as const),
      series: seriesOf(fc.record({ day: time, shortVolume: value, shortRatio: value, close: value })),
    }),
    fc.record({
      ...base,
      kind: fc.constant("candles" as const),
      period: fc.constant("Day"),
      series: seriesOf(
        fc.record({ time: fc.oneof(time, moment), open: value, high: value, low: value, close: value, volume: value }),
      ),
    }),
    fc.record({
      ...base,
      kind: fc.constant("lines" as const),
      columns: fc.constantFrom(
        [
          { name: "a", unit: "%" },
          { name: "b", label: "淨流入" },
        ],
        [{ name: "a" }],
        [],
      ),
      series: seriesOf(fc.record({ time: fc.oneof(time, moment), values: fc.record({ a: value, b: value }) })),
    }),
  )
  .map(({ title: given, ...picture }) => (given === undefined ? picture : { ...picture, title: given }));
