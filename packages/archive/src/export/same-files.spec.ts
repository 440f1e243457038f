import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createManualClock } from "@opend/core";
import {
  Qot_GetDailyShortVolume,
  Qot_GetShortInterest,
  Qot_GetStaticInfo,
  Qot_RequestHistoryKL,
  Qot_RequestRehab,
} from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { writeTable } from "@opend/table";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { listAccounts, openAccount } from "@opend/trade";
import { describe, expect, it } from "vitest";
import { orders } from "../datasets/account-history.js";
import { candlesOf } from "../datasets/candles.js";
import type { Dataset } from "../datasets/dataset.js";
import { rehab } from "../datasets/rehab.js";
import { securities } from "../datasets/securities.js";
import { shortInterest } from "../datasets/short-interest.js";
import { shortVolume } from "../datasets/short-volume.js";
import { tradingDays } from "../datasets/trading-days.js";
import { sync } from "../engine/sync.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { readParquet } from "../testing/read-parquet.js";
import { exportDataset } from "./export-dataset.js";

const databases = useDatabases();
const large = 2n ** 64n - 1n;

/** Candles with all that a gateway sends: other clocks than those of the market, parts of seconds, large volumes, -0. */
const candleHandler = handle(Qot_RequestHistoryKL, ({ security, klType }) => ({
  security,
  name: "Name, with a comma",
  klList: [
    { time: "2023-06-23 00:00:00", isBlank: false, closePrice: -0, volume: 2n ** 63n - 1n, timestamp: 1687449600 },
    {
      time: "2023-06-26 15:00:00.5",
      isBlank: false,
      closePrice: Number.NaN,
      timestamp: Date.UTC(2023, 5, 26, 20) / 1000,
    },
    { time: "2023-06-26 15:01", isBlank: false, volume: 5n, turnover: 1e21 },
    { time: "2023-06-26 15:02:00.123456", isBlank: true, pe: 0.1 },
    { time: "2023-11-05 01:30:00", isBlank: false, closePrice: 1, timestamp: Date.UTC(2023, 10, 5, 7, 30) / 1000 },
    // A day has one candle.
  ].filter((_, index) => klType === 1 || index % 4 === 0),
}));

const shortVolumeHandler = handle(Qot_GetDailyShortVolume, ({ security: { market } }) => {
  const us = [
    { timestampStr: "2026-05-08", volume: large, totalSharesShort: 2n ** 53n, nasdaqSharesShort: 1n, closePrice: 0.1 },
    { timestampStr: "2026-05-07", volume: 100n, totalSharesShort: 10n, shortPercent: 10 },
    { timestampStr: "2026-05-06" },
  ];
  const hk = [{ timestampStr: "2026-05-08", sharesTraded: 2n ** 63n, shortSellSharesTraded: 3n, openPrice: 1 / 3 }];
  return market === 1 ? { usItemList: [], hkItemList: hk } : { usItemList: us, hkItemList: [] };
});

const shortInterestHandler = handle(Qot_GetShortInterest, () => ({
  usItemList: [{ timestampStr: "2026-05-08", sharesShort: large, avgDailyShareVolume: 7n, shortPercent: 0.5 }],
  hkItemList: [],
  nextKey: "-1",
}));

const rehabHandler = handle(Qot_RequestRehab, () => ({
  rehabList: [
    {
      ...{ time: "2026-05-08", companyActFlag: 1n + 8n + 2n ** 40n },
      ...{ fwdFactorA: 1, fwdFactorB: -0.25, bwdFactorA: 1, bwdFactorB: 0.25, dividend: 0.25, splitBase: 2 },
    },
    { time: "2025-05-08", companyActFlag: 2n ** 60n, fwdFactorA: 1, fwdFactorB: 0, bwdFactorA: 1, bwdFactorB: 0 },
  ],
}));

const securitiesHandler = handle(Qot_GetStaticInfo, () => ({
  staticInfoList: ["00001", "00700"].map((code, index) => ({
    basic: {
      ...{ security: { market: 1, code }, id: 7n, lotSize: 100, secType: 3, name: index === 0 ? "=1+1" : 'A "B"\nC' },
      ...{ listTime: index === 0 ? "" : "2004-06-16", exchType: 999 },
    },
  })),
}));

const handlers = [candleHandler, shortVolumeHandler, shortInterestHandler, rehabHandler, securitiesHandler];
const minutes = candlesOf("1min");
const days = candlesOf("day");

const cases: readonly (readonly [string, Dataset, readonly string[]])[] = [
  ["candles of days", days, ["HK.00700"]],
  ["candles of minutes", minutes, ["US.NQmain", "HK.00700"]],
  ["short volume", shortVolume, ["US.AAPL", "HK.00700"]],
  ["short interest", shortInterest, ["US.AAPL"]],
  ["rehab factors", rehab, ["HK.00700", "US.AAPL"]],
  ["securities", securities, ["HK"]],
  ["trading days", tradingDays, ["HK", "US"]],
  ["orders", orders, []],
];

/** The rows of a walk, as commands write them. */
async function walked(client: Awaited<ReturnType<typeof connectTo>>, dataset: Dataset, subjects: readonly string[]) {
  const rows: object[] = [];
  const { signal } = new AbortController();
  for (const subject of subjects) {
    const { walk } = dataset;
    const range = { since: "2020-01-01", until: "2026-12-31" };
    const pages =
      walk.comes === "by-days"
        ? walk.open(client, subject, range, signal)
        : walk.comes === "whole"
          ? walk.open(client, subject, signal)
          : walk.open(client, subject, undefined, signal);
    for await (const page of pages) rows.push(...page.rows);
  }
  return rows;
}

const inOrder = (text: string) => text.split("\n").toSorted();

describe.each(["DuckDB", "PostgreSQL"] as const)("in %s", (kind) => {
  it.each(cases)("a file of %s is equal from a walk and from an archive", async (_, dataset, given) => {
    const clock = createManualClock(Date.UTC(2026, 4, 8, 2));
    const gateway = await startSim({ handlers: dataset === orders ? [] : handlers, clock });
    const client = await connectTo(gateway);
    let codes = given;
    if (dataset === orders) {
      const [paper] = (await listAccounts(client)).filter(({ isPaper, markets }) => isPaper && markets.includes("HK"));
      codes = [String(paper?.id)];
      const account = await openAccount(client, { paper: true, market: "HK", accountId: paper?.id });
      await account.placeOrder({ code: "HK.00700", side: "Buy", quantity: 100, type: "Market" });
    }
    const { store } = await openArchive(await databases.create(kind), () => new Date(clock.nowMs()));
    const now = () => new Date(Date.UTC(2026, 4, 8, 12));
    let last: unknown;
    for await (const progress of sync(store, { dataset, codes, clients: [client], since: "2020-01-01", now }))
      last = progress;
    expect(last).toMatchObject({ failed: 0, done: codes.length });
    const rows = await walked(client, dataset, codes);
    expect(rows.length).toBeGreaterThan(0);

    const folder = await tempFolder({});
    const simulated = {
      name: "simulated",
      type: "bool",
      path: ["simulated"],
    } as const;
    for (const format of ["csv", "ndjson", "parquet"] as const) {
      const [one, other] = [join(folder, `walk.${format}`), join(folder, `export.${format}`)];
      const marks = format !== "parquet";
      await writeTable(one, marks ? rows.map((row) => ({ ...row, simulated: true })) : rows, {
        columns: marks ? [...dataset.columns, simulated] : dataset.columns,
      });
      await exportDataset(store, { dataset, out: other });
      if (marks) {
        const texts = await Promise.all([one, other].map(async (file) => inOrder(await readFile(file, "utf8"))));
        expect(texts[1]).toEqual(texts[0]);
      } else {
        expect(await readParquet(other)).toEqual(await readParquet(one));
      }
    }
  });

  it("values that no number holds are kept exactly, and moments with their offset and microseconds", async () => {
    const client = await connectTo(await startSim({ handlers }));
    const { store, database } = await openArchive(await databases.create(kind));
    const now = () => new Date(Date.UTC(2026, 4, 8, 12));
    for (const [dataset, codes] of [
      [shortVolume, ["US.AAPL"]],
      [minutes, ["US.NQmain"]],
    ] as const) {
      for await (const _progress of sync(store, { dataset, codes, clients: [client], since: "2020-01-01", now }));
    }
    const folder = await tempFolder({});
    const [shorts, candles] = [join(folder, "shorts.csv"), join(folder, "candles.csv")];
    await exportDataset(store, { dataset: shortVolume, out: shorts });
    expect(await readFile(shorts, "utf8")).toContain(",18446744073709551615,,9007199254740992,");
    await exportDataset(store, { dataset: minutes, out: candles });
    const text = await readFile(candles, "utf8");
    for (const time of [
      "2023-06-26T15:00:00.500-05:00",
      "2023-06-26T15:01:00-04:00",
      "2023-06-26T15:02:00.123456-04:00",
      "2023-11-05T01:30:00-06:00",
    ]) {
      expect(text).toContain(`,${time},`);
    }
    expect(text).toContain(",9223372036854775807,");
    // Rows of an older archive have no offset of their own: that of the market counts.
    await database.run("UPDATE candles_1min SET time_offset = NULL");
    await exportDataset(store, { dataset: minutes, out: candles });
    expect(await readFile(candles, "utf8")).toContain(",2023-06-26T16:00:00.500-04:00,");
  });

  it("a table that was made for smaller integers is widened, and keeps its rows", async () => {
    const client = await connectTo(await startSim({ handlers }));
    const { store, database } = await openArchive(await databases.create(kind));
    await store.prepare(shortVolume);
    await database.run(`DROP VIEW short_volume_named`);
    for (const name of ["volume", "short_volume"]) {
      await database.run(`ALTER TABLE short_volume ALTER COLUMN ${name} TYPE BIGINT`);
    }
    await database.run(
      "INSERT INTO short_volume (market, code, day, volume) VALUES ('US', 'US.MSFT', '2020-01-02', 5)",
    );
    await store.prepare(shortVolume);
    for await (const _progress of sync(store, { dataset: shortVolume, codes: ["US.AAPL"], clients: [client] }));
    const kept = await database.all(
      "SELECT CAST(volume AS TEXT) AS volume FROM short_volume WHERE volume IS NOT NULL ORDER BY 1",
    );
    expect(kept.map((row) => row["volume"])).toEqual(["100", String(large), "5"]);
  });
});
