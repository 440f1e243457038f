import { Qot_Common, Qot_GetDailyShortVolume, Qot_GetStaticInfo } from "@opend/core/protocols";
import { handle, refuse } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { addDays } from "../base/days.js";
import { securities } from "../datasets/securities.js";
import { shortVolume } from "../datasets/short-volume.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { sync } from "./sync.js";

const databases = useDatabases();
const evenings = 30;
const firstEvening = "2026-03-02";
const { HK_Security } = Qot_Common.QotMarket;

/** A market that changes from evening to evening, and what is true of it. */
class World {
  /** Volumes by code and day. */
  readonly truth = new Map<string, Map<string, bigint>>();
  readonly delisted = new Set<string>();
  readonly gone = new Set<string>();
  /** Rows that were restated after the gateway had given them out. */
  restated = 0;
  today = firstEvening;
  #random = 7;

  constructor() {
    for (let index = 1; index <= 20; index++) this.list(`${10_000 + index}`, 170);
  }

  get listed(): string[] {
    return [...this.truth.keys()].filter((code) => !this.delisted.has(code) && !this.gone.has(code));
  }

  list(code: string, days: number): void {
    const rows = new Map<string, bigint>();
    for (let back = days; back >= 0; back--) {
      const day = addDays(this.today, -back);
      if (isTradingDay(day)) rows.set(day, this.#volume());
    }
    this.truth.set(code, rows);
  }

  /** The next trading day: new rows, and some of the last days are restated. */
  advance(): void {
    do this.today = addDays(this.today, 1);
    while (!isTradingDay(this.today));
    for (const code of this.listed) {
      const rows = this.truth.get(code);
      rows?.set(this.today, this.#volume());
      for (const day of rows?.keys() ?? []) {
        const isRecent = day > addDays(this.today, -shortVolume.restatedDays) && day < this.today;
        if (!isRecent || this.#next() % 5 !== 0) continue;
        rows?.set(day, this.#volume());
        this.restated++;
      }
    }
  }

  /** A page, newest day first. Its cursor is the day that it ends with. */
  pageOf(code: string, cursor: string | undefined, size: number) {
    const rows = this.truth.get(code);
    if (rows === undefined || this.gone.has(code)) return refuse("unknown stock");
    const days = [...rows.keys()].toSorted().reverse();
    const rest = cursor === undefined ? days : days.filter((day) => stampOf(day) < Number(cursor));
    const page = rest.slice(0, size);
    const last = page.at(-1);
    const hkItemList = page.map((day) => ({
      timestamp: BigInt(stampOf(day)),
      timestampStr: day,
      sharesTraded: rows.get(day) ?? 0n,
      shortSellSharesTraded: (rows.get(day) ?? 0n) / 3n,
    }));
    const nextKey = last === undefined || page.length === rest.length ? "-1" : String(stampOf(last));
    return { usItemList: [], hkItemList, nextKey };
  }

  /** The list of stocks. Those that are gone are not in it. */
  stocks() {
    const codes = [...this.truth.keys()].filter((code) => !this.gone.has(code));
    return codes.map((code) => ({
      basic: {
        security: { market: HK_Security, code },
        id: BigInt(code),
        lotSize: 100,
        secType: Qot_Common.SecurityType.Eqty,
        name: `Simulated ${code}`,
        listTime: "2020-01-02",
        delisting: this.delisted.has(code),
      },
    }));
  }

  #next(): number {
    this.#random = (this.#random * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.#random >> 8;
  }

  #volume(): bigint {
    return BigInt(1000 + (this.#next() % 1_000_000));
  }
}

function isTradingDay(day: string): boolean {
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** Midnight in Hong Kong, in seconds. */
function stampOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`) / 1000;
}

describe.each(["DuckDB", "PostgreSQL"] as const)("into %s", (kind) => {
  it(`${evenings} evenings leave the truth, for one page a security and evening`, { timeout: 180_000 }, async () => {
    const world = new World();
    const gateway = await startSim({
      handlers: [
        handle(Qot_GetDailyShortVolume, ({ security, nextKey, num = 10 }) => world.pageOf(security.code, nextKey, num)),
        handle(Qot_GetStaticInfo, () => ({ staticInfoList: world.stocks() })),
      ],
    });
    const client = await connectTo(gateway);
    const { store, database } = await openArchive(await databases.create(kind));
    const asked = () => gateway.requestCount(Qot_GetDailyShortVolume);
    const tooMany: string[] = [];
    for (let evening = 0; evening < evenings; evening++) {
      // What the gateway no longer answers for has no row of this day.
      if (evening === 15) world.gone.add("10007");
      if (evening > 0) world.advance();
      if (evening % 10 === 4) world.list(`${20_000 + evening}`, 3);
      if (evening === 9) world.delisted.add("10003");
      // The gateway is away for a whole day.
      if (evening === 13) continue;
      const now = () => new Date(`${world.today}T12:00:00Z`);
      const some = { clients: [client], now };
      for await (const _progress of sync(store, { ...some, dataset: securities, codes: ["HK"] }));
      const codes = await store.codesOf("HK", shortVolume);
      // The last days of what was delisted since the last evening are still wanted.
      const leaving = { 9: "10003", 15: "10007" }[evening] ?? [];
      expect(codes).toEqual(
        [...world.listed, leaving]
          .flat()
          .map((code) => `HK.${code}`)
          .toSorted(),
      );
      const before = asked();
      for await (const { pages } of sync(store, { ...some, dataset: shortVolume, codes, history: true })) {
        // The machine is switched off in the middle of this evening.
        if (evening === 20 && pages >= 15) break;
      }
      const requests = asked() - before;
      if (evening > 0 && evening !== 20 && requests > codes.length * 1.05) tooMany.push(`${evening}: ${requests}`);
    }
    expect(tooMany).toEqual([]);
    const expected = [...world.truth].flatMap(([code, rows]) =>
      [...rows].map(([day, volume]) => ({ code: `HK.${code}`, day, volume: String(volume) })),
    );
    const kept = await database.all(
      "SELECT code, CAST(day AS TEXT) AS day, CAST(volume AS TEXT) AS volume FROM short_volume ORDER BY code, day",
    );
    const place = ({ code, day }: { readonly code?: unknown; readonly day?: unknown }) => `${code} ${day}`;
    expect(kept).toEqual(expected.toSorted((one, other) => (place(one) < place(other) ? -1 : 1)));
    const status = (await store.status()).find(({ dataset }) => dataset === shortVolume.name);
    // What the gateway no longer answers for is not missing for ever.
    expect(status).toMatchObject({ codes: 23, done: 22, failed: 0, waiting: 0, dropped: 1, gaps: 0 });
    const [history] = await database.all("SELECT CAST(count(*) AS TEXT) AS rows FROM short_volume_history");
    // What was restated twice between two runs was kept once.
    expect(Number(history?.["rows"])).toBeGreaterThan(world.restated * 0.8);
    expect(Number(history?.["rows"])).toBeLessThanOrEqual(world.restated);
  });
});
