import { Qot_Common, Qot_GetStaticInfo } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { forkPeer } from "@opend/test-kit/fork-peer";
import { describe, expect, it } from "vitest";
import type { MemoryReport, PeerSettings } from "../../peers/sync-securities.js";
import { securities } from "../datasets/securities.js";
import { shortVolume } from "../datasets/short-volume.js";
import { tradingDays } from "../datasets/trading-days.js";
import { sync } from "../engine/sync.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";

const peer = new URL("../../peers/sync-securities.ts", import.meta.url);
const databases = useDatabases();
const at = "2026-05-08T10:00:00.000Z";
const state = { coverage: [], doneAt: at };

function listOf(count: number, change: (index: number) => object = () => ({})) {
  return Array.from({ length: count }, (_, index) => ({
    code: `HK.${String(index).padStart(6, "0")}`,
    name: `騰訊控股有限公司 Simulated ${index}`,
    market: "HK",
    day: "2004-06-16",
    listDay: "2004-06-16",
    isDelisted: false,
    ...change(index),
  }));
}

describe.each(["DuckDB", "PostgreSQL"] as const)("long lists in %s", (kind) => {
  const open = async () => {
    const archive = await openArchive(await databases.create(kind));
    await archive.store.prepare(securities, { keepsHistory: true });
    return archive;
  };

  it.each([900, 3500])("of %i rows are kept, changed and ended like short ones", async (count) => {
    const { store, database } = await open();
    const keep = (rows: readonly ReturnType<typeof listOf>[number][]) =>
      store.commit(securities, { subject: "HK", rows, state, others: "delisted", historyAt: at });
    expect(await keep(listOf(count))).toBe(count);
    expect(await keep(listOf(count))).toBe(0);
    const renamed = listOf(count, (index) => (index === 7 ? { name: "Other" } : {}));
    // One has gone, one is there twice, and one has another name.
    expect(await keep([...renamed.slice(0, -1), ...renamed.slice(0, 1)])).toBe(2);
    const changed = await database.all(
      "SELECT code, name FROM securities WHERE is_delisted OR name = 'Other' ORDER BY code",
    );
    expect(changed).toMatchObject([{ code: "HK.000007" }, { code: `HK.${String(count - 1).padStart(6, "0")}` }]);
    expect(await database.all("SELECT code FROM securities_history")).toEqual([{ code: "HK.000007" }]);
  });

  it("lose no other row because of one that does not fit, and tell it with its code", async () => {
    const { store, database } = await open();
    const impossible = ["99999-12-31", "2026-02-30", "0000-00-00", "soon"];
    const rows = listOf(2000, (index) => ({ listDay: impossible[index] ?? "2004-06-16" }));
    const told: string[] = [];
    const onLeftOut = (line: string) => void told.push(line);
    expect(await store.commit(securities, { subject: "HK", rows, state, others: "delisted", onLeftOut })).toBe(2000);
    expect(told).toEqual([
      'securities: listDay is "99999-12-31", which a column of the type day cannot hold. In HK.000000, the field is left out, as in 3 more',
    ]);
    const empty = await database.all("SELECT code FROM securities WHERE list_day IS NULL ORDER BY code");
    expect(empty.map(({ code }) => code)).toEqual(["HK.000000", "HK.000001", "HK.000002", "HK.000003"]);
  });

  it("leave out a row without a key, and rows of a security fail as one", async () => {
    const { store, database } = await open();
    await store.prepare(tradingDays);
    await store.prepare(shortVolume);
    const told: string[] = [];
    const onLeftOut = (line: string) => void told.push(line);
    const days = ["2026-05-07", "99999-12-31", "2026-05-08"].map((day) => ({ market: "HK", day }));
    await store.commit(tradingDays, { subject: "HK", rows: days, state, others: "kept", onLeftOut });
    expect(told).toEqual([expect.stringMatching(/day is "99999-12-31".* In HK 99999-12-31, the row is left out$/)]);
    expect(await database.all("SELECT day FROM trading_days")).toHaveLength(2);
    const rows = [
      { code: "HK.00700", day: "2026-05-08", volume: 1n },
      { code: "HK.00700", day: "2026-05-07", volume: 2n ** 70n },
    ];
    await expect(store.commit(shortVolume, { subject: "HK.00700", rows, state })).rejects.toMatchObject({
      code: "RowDoesNotFit",
    });
    expect(await database.all("SELECT day FROM short_volume")).toHaveLength(0);
  });

  it("are told by a sync", async () => {
    const { store } = await open();
    const gateway = await startSim({ handlers: [listHandler(100, "99999-12-31")] });
    const clients = [await connectTo(gateway)];
    let last: unknown;
    for await (const progress of sync(store, { dataset: securities, codes: ["HK"], clients })) last = progress;
    expect(last).toMatchObject({ done: 1, failed: 0, rows: 100 });
    expect(last).toMatchObject({ troubles: [expect.stringMatching(/99999-12-31.* In HK\.000007, the field/)] });
  });

  it("of 100,000 securities take bounded memory", { timeout: 180_000 }, async () => {
    const gateway = await startSim({ handlers: [listHandler(100_000)] });
    const settings: PeerSettings = { location: await databases.create(kind), url: gateway.tcpUrl ?? "" };
    const { megabytes } = await forkPeer(peer, settings).next<MemoryReport>();
    expect(megabytes).toBeLessThan(600);
    const { database } = await openArchive(settings.location);
    const [counted] = await database.all("SELECT CAST(count(*) AS TEXT) AS rows FROM securities");
    expect(counted).toEqual({ rows: "100000" });
  });
});

/** A gateway's list, with a day of its own for one row. */
function listHandler(count: number, day = "2004-06-16") {
  const staticInfoList = Array.from({ length: count }, (_, index) => ({
    basic: {
      security: { market: Qot_Common.QotMarket.HK_Security, code: String(index).padStart(6, "0") },
      id: BigInt(index),
      lotSize: 100,
      secType: Qot_Common.SecurityType.Eqty,
      name: `騰訊控股有限公司 Simulated ${index}`,
      listTime: index === 7 ? day : "2004-06-16",
      delisting: false,
    },
  }));
  return handle(Qot_GetStaticInfo, () => ({ staticInfoList }));
}
