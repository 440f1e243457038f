import type {
  DailyShortVolume,
  DailyShortVolumePage,
  HkDailyShortVolume,
  OpendError,
  PagingClient,
  UsDailyShortVolume,
} from "@opend/futu";
import type { Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { describe, expect, expectTypeOf, it } from "vitest";
import { openClient } from "./open-client.js";

// `tsc` checks the types. Each test also checks the values at run time.
describe("types of rows", () => {
  it("of an HK code are HK rows", async () => {
    const { client } = await openClient();
    for await (const row of client.dailyShortVolume("HK.00700", { limit: 1 })) {
      expectTypeOf(row).toEqualTypeOf<HkDailyShortVolume>();
      expectTypeOf(row).not.toBeAny();
      expectTypeOf(row.market).toEqualTypeOf<"HK">();
      expectTypeOf(row.shortTurnover).toEqualTypeOf<number | undefined>();
      expectTypeOf(row.isShortRatioComputed).toEqualTypeOf<boolean>();
      expectTypeOf(row.day).toEqualTypeOf<string>();
      expectTypeOf(row.raw).toEqualTypeOf<Qot_GetDailyShortVolume.HkDailyShortVolumeItem>();
      expectTypeOf(row.raw.timestamp).toEqualTypeOf<bigint | undefined>();
      // @ts-expect-error: a field of US rows
      expect(row.nasdaqShortVolume).toBeUndefined();
      expect(row.day).toBe(row.raw.timestampStr);
      expect(row.market).toBe("HK");
    }
  });

  it("of a US code are US rows", async () => {
    const { client } = await openClient();
    const rows = await client.dailyShortVolume("US.AAPL").toArray({ limit: 1 });
    expectTypeOf(rows).toEqualTypeOf<UsDailyShortVolume[]>();
    expectTypeOf(rows[0]?.market).toEqualTypeOf<"US" | undefined>();
    expectTypeOf(rows[0]?.volume).toEqualTypeOf<number | undefined>();
    expectTypeOf(rows[0]?.nasdaqShortVolume).toEqualTypeOf<number | undefined>();
    // The gateway has it for HK securities only, and the type says so.
    expectTypeOf(rows[0]?.turnover).toEqualTypeOf<undefined>();
    expect(rows[0]?.turnover).toBeUndefined();
    // @ts-expect-error: the message of a US row has no field of HK rows
    expect(rows[0]?.raw.turnover).toBeUndefined();
    expect(rows.map(({ market }) => market)).toEqual(["US"]);
  });

  it("of any text are of either market, and market says which", async () => {
    const { client } = await openClient();
    const markets: string[] = [];
    for (const code of ["HK.00700", "US.AAPL"] as string[]) {
      for await (const row of client.dailyShortVolume(code, { limit: 1 })) {
        expectTypeOf(row).toEqualTypeOf<DailyShortVolume>();
        // What both markets have needs no look at the market.
        expectTypeOf(row.volume).toEqualTypeOf<number | undefined>();
        expectTypeOf(row.turnover).toEqualTypeOf<number | undefined>();
        // @ts-expect-error: only rows of one market have this field
        expect(row.nyseShortVolume !== undefined).toBe(row.market === "US");
        if (row.market === "HK") {
          expectTypeOf(row).toEqualTypeOf<HkDailyShortVolume>();
          expectTypeOf(row.turnover).toEqualTypeOf<number | undefined>();
        } else {
          expectTypeOf(row).toEqualTypeOf<UsDailyShortVolume>();
          expectTypeOf(row.nyseShortVolume).toEqualTypeOf<number | undefined>();
        }
        markets.push(row.market);
      }
    }
    expect(markets).toEqual(["HK", "US"]);
  });

  it("are the same in pages, which also describe the security", async () => {
    const { client } = await openClient();
    for await (const page of client.dailyShortVolume("HK.00700", { limit: 1 }).pages()) {
      expectTypeOf(page).toExtend<DailyShortVolumePage<HkDailyShortVolume>>();
      expectTypeOf(page).not.toBeAny();
      expectTypeOf(page.rows).toEqualTypeOf<readonly HkDailyShortVolume[]>();
      expectTypeOf(page.cursor).toEqualTypeOf<string | undefined>();
      expectTypeOf(page.index).toEqualTypeOf<number>();
      expectTypeOf(page.aggregatedShort).toEqualTypeOf<number | undefined>();
      expectTypeOf(page.aggregatedDay).toEqualTypeOf<string | undefined>();
      expect(page.index).toBe(0);
    }
  });

  it("of many securities follow from their codes", async () => {
    const { client } = await openClient();
    for await (const row of client.dailyShortVolume(["HK.00700", "HK.09988"], { limit: 1 })) {
      expectTypeOf(row).toEqualTypeOf<HkDailyShortVolume>();
      expect(row.market).toBe("HK");
    }
    for await (const page of client.dailyShortVolume(["US.AAPL", "US.TSLA"], { limit: 1 }).pages()) {
      expectTypeOf(page.rows).toEqualTypeOf<readonly UsDailyShortVolume[]>();
      expectTypeOf(page.code).toEqualTypeOf<"US.AAPL" | "US.TSLA">();
      expect(page.rows[0]?.code).toBe(page.code);
    }
    const codes: readonly string[] = ["HK.00700", "US.AAPL"];
    for await (const row of client.dailyShortVolume(codes, { limit: 1 })) {
      expectTypeOf(row).toEqualTypeOf<DailyShortVolume>();
      expect(codes).toContain(row.code);
    }
    const starts = [{ code: "HK.00700", cursor: undefined }] as const;
    for await (const row of client.dailyShortVolume(starts, { limit: 1 })) {
      expectTypeOf(row).toEqualTypeOf<HkDailyShortVolume>();
    }
  });

  it("report which of many securities were skipped and which remain, ready to resume", async () => {
    const { client } = await openClient();
    const walk = client.dailyShortVolume(["US.AAPL", "US.TSLA"], {
      limit: 1,
      onFailure: "skip",
      onSkip: (skipped) => {
        expectTypeOf(skipped.code).toEqualTypeOf<"US.AAPL" | "US.TSLA">();
        expectTypeOf(skipped.error).toEqualTypeOf<OpendError>();
      },
    });
    const rows = await walk.toArray();
    expectTypeOf(rows).toEqualTypeOf<UsDailyShortVolume[]>();
    expect(rows).toHaveLength(2);
    for (const { code, cursor, error } of walk.skipped) {
      expectTypeOf(code).toEqualTypeOf<"US.AAPL" | "US.TSLA">();
      expectTypeOf(cursor).toEqualTypeOf<string | undefined>();
      expectTypeOf(error).toEqualTypeOf<OpendError>();
    }
    expectTypeOf(client.dailyShortVolume(new Set(walk.rest))).toEqualTypeOf<typeof walk>();
    expectTypeOf(client.dailyShortVolume(new Set(walk.skipped))).toEqualTypeOf<typeof walk>();
    expect([...walk.rest, ...walk.skipped]).toEqual([]);
  });

  it("cannot be written to", async () => {
    const { client } = await openClient();
    const { rows } = await client.dailyShortVolume("US.AAPL", { pageSize: 1 }).page();
    // @ts-expect-error: pages are for reading
    expect(() => rows.push).not.toThrow();
    const [row] = rows;
    // @ts-expect-error: rows are for reading
    if (row) row.volume = 0;
    expect(rows).toHaveLength(1);
  });
});

it("accepts only known options", () => {
  const wrong = (client: PagingClient) => [
    // @ts-expect-error: a code is text
    client.dailyShortVolume(700),
    // @ts-expect-error: prefetch is 0 or 1
    client.dailyShortVolume("HK.00700", { prefetch: 2 }),
    // @ts-expect-error: the option has another name than the protocol's field
    client.dailyShortVolume("HK.00700", { num: 10 }),
    // @ts-expect-error: a day is text or a Date
    client.dailyShortVolume("HK.00700", { since: 20260508 }),
    // @ts-expect-error: each security needs its own cursor
    client.dailyShortVolume(["HK.00700"], { from: "1" }),
    // @ts-expect-error: only many securities can have a concurrency
    client.dailyShortVolume("HK.00700", { concurrency: 2 }),
    // @ts-expect-error: the limit is a number
    client.dailyShortVolume("HK.00700").toArray({ limit: "20" }),
    // @ts-expect-error: one of two words
    client.dailyShortVolume(["HK.00700"], { onFailure: "ignore" }),
    // @ts-expect-error: a single security has nothing to continue with
    client.dailyShortVolume("HK.00700", { onFailure: "skip" }),
  ];
  expectTypeOf(wrong).parameter(0).toEqualTypeOf<PagingClient>();
  expect(wrong).toHaveLength(1);
});
