import { markOmitted } from "@opend/core/internal";
import fc from "fast-check";
import type { SampleRow } from "./sample-columns.js";

/** A row as plain forms have it, and what each of its cells is. */
export interface Sample {
  readonly row: SampleRow;
  readonly cells: {
    readonly code: string | null;
    readonly volume: bigint | null;
    readonly shares: bigint | null;
    readonly price: number | null;
    readonly isOpen: boolean | null;
    /** Days since 1970. */
    readonly day: number | null;
    /** Microseconds since 1970. */
    readonly time: bigint | null;
    readonly side: string | null;
    readonly legs: string | null;
  };
}

/** A value, and its cell. */
interface Value<V, C> {
  readonly value: V;
  readonly cell: C;
}

function same<T>(values: fc.Arbitrary<T>): fc.Arbitrary<Value<T, T>> {
  return values.map((value) => ({ value, cell: value }));
}

const tricky = fc.constantFrom('"', "'", ",", "\n", "\r", "\\", "=", "-", " ", "é", "𝔘", "a", "0");
const texts = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: tricky }),
  fc.constantFrom("HK.00700", "null"),
);

const doubles = fc.double().map((number) => {
  const needsText = !Number.isFinite(number) || Object.is(number, -0);
  const text = Object.is(number, -0) ? "-0" : String(number);
  return { value: needsText ? text : number, cell: number };
});

/** Whole numbers as plain forms have them, and those that they leave out. */
function integers(min: bigint, max: bigint): fc.Arbitrary<Value<number | bigint, bigint>> {
  const sentinels = fc.constantFrom(...[0n, 2n ** 53n - 1n, 2n ** 53n, min, max, max - 1n]);
  return fc.oneof(sentinels, fc.bigInt({ min, max }), fc.bigInt({ min: 0n, max: 10n ** 9n })).map((cell) => {
    const number = Number(cell);
    return { value: Number.isSafeInteger(number) ? number : cell, cell };
  });
}

const emptyTime: fc.Arbitrary<Value<string, null>> = fc.constant({ value: "", cell: null });
const dates = fc.date({ min: new Date("1000-01-02"), max: new Date("9998-12-31"), noInvalidDate: true });

const days = dates.map((date) => ({
  value: date.toISOString().slice(0, 10),
  cell: Math.floor(date.getTime() / 86_400_000),
}));

const offsets = fc.constantFrom(0, 480, -240, -300, 330);
const moments = fc.tuple(dates, offsets, fc.integer({ min: 0, max: 999 })).map(([date, minutes, micros]) => {
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  const ahead = new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16);
  return {
    value: `${local}${String(micros).padStart(3, "0")}${minutes < 0 ? "-" : "+"}${ahead}`,
    cell: BigInt(date.getTime()) * 1000n + BigInt(micros),
  };
});

const enums = fc
  .constantFrom<string | number>("Buy", "Sell", 7, -1, 0)
  .map((value) => ({ value, cell: String(value) }));
const lists = fc.array(fc.jsonValue(), { maxLength: 3 }).map((value) => {
  const cell = JSON.stringify(value);
  // JSON has no -0.
  return { value: JSON.parse(cell), cell };
});

/** Rows with all kinds of values, in which each may be missing. */
export const samples: fc.Arbitrary<Sample> = fc
  .record({
    code: fc.option(same(texts)),
    volume: fc.option(integers(-(2n ** 63n), 2n ** 63n - 1n)),
    shares: fc.option(integers(0n, 2n ** 64n - 1n)),
    price: fc.option(doubles),
    isOpen: fc.option(same(fc.boolean())),
    day: fc.option(fc.oneof(days, emptyTime)),
    time: fc.option(fc.oneof(moments, emptyTime)),
    side: fc.option(enums),
    legs: fc.option(lists),
  })
  .map(({ code, volume, shares, price, isOpen, day, time, side, legs }) => ({
    row: leaveOut({
      ...(code && { code: code.value }),
      ...(volume && { volume: volume.value }),
      ...(shares && { shares: shares.value }),
      ...(price && { quote: { price: price.value } }),
      ...(isOpen && { isOpen: isOpen.value }),
      ...(day && { day: day.value }),
      ...(time && { time: time.value }),
      ...(side && { side: side.value }),
      ...(legs && { legs: legs.value }),
    }),
    cells: {
      code: code?.cell ?? null,
      volume: volume?.cell ?? null,
      shares: shares?.cell ?? null,
      price: price?.cell ?? null,
      isOpen: isOpen?.cell ?? null,
      day: day?.cell ?? null,
      time: time?.cell ?? null,
      side: side?.cell ?? null,
      legs: legs?.cell ?? null,
    },
  }));

/** Plain rows leave out what no number holds, and note it. A row of a program may have a `bigint`, so some do. */
function leaveOut({ volume, ...row }: SampleRow): SampleRow {
  if (typeof volume !== "bigint") return volume === undefined ? row : { ...row, volume };
  return markOmitted(row, [{ path: "volume", value: volume }]);
}

/** Enough rows for several row groups of three. */
export const sampleTables: fc.Arbitrary<readonly Sample[]> = fc.array(samples, { maxLength: 10 });
