import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "@opend/core";
import {
  Trd_Common,
  Trd_GetAccList,
  Trd_GetHistoryOrderFillList,
  Trd_GetHistoryOrderList,
} from "@opend/core/protocols";
import { handle, refuse } from "@opend/sim";
import { type TableColumn, writeTable } from "@opend/table";
import { rejectionOf } from "@opend/test-kit/caught";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { openAccount } from "@opend/trade";
import { describe, expect, it } from "vitest";
import { addDays } from "../base/days.js";
import { fills, orders } from "../datasets/account-history.js";
import type { Dataset } from "../datasets/dataset.js";
import { exportDataset } from "../export/export-dataset.js";
import type { Database } from "../sql/database.js";
import type { SqlStore } from "../store/sql-store.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { readParquet } from "../testing/read-parquet.js";
import { sync } from "./sync.js";

const { OrderStatus, TrdMarket, TrdSecMarket } = Trd_Common;
const databases = useDatabases();

/** 01:00 of the next day in Hong Kong. */
const late = new Date("2026-05-08T17:00:00Z");
const today = "2026-05-09";
const since = addDays(today, -799);
const [universal, paper] = ["7", "8"];

const places = {
  HK: { trdMarket: TrdMarket.HK, secMarket: TrdSecMarket.HK },
  US: { trdMarket: TrdMarket.US, secMarket: TrdSecMarket.US },
  HKCC: { trdMarket: TrdMarket.HKCC, secMarket: TrdSecMarket.CN_SH },
};

/** Something that was traded, as an order and as the deal that filled it. */
function trade(id: bigint, market: keyof typeof places, code: string, createTime: string) {
  const row = { ...places[market], code, name: "", qty: 100, price: 1.5, trdSide: 1, createTime };
  const order: Trd_Common.Order = {
    ...{ ...row, orderID: id, orderIDEx: `FT${id}`, orderType: 1, orderStatus: OrderStatus.Filled_All },
    ...{ updateTime: createTime, comboLegs: [] },
  };
  return { order, fill: { ...row, orderID: id, fillID: id + 100n, fillIDEx: `F${id}` } };
}

/** An order of the HK day that has begun, one at the moment that two requests have, and others, newest first. */
const trades = [
  trade(5n, "HK", "00700", "2026-05-09 00:30:00"),
  trade(4n, "US", "AAPL", "2026-05-08 12:00:00"),
  trade(3n, "HKCC", "600519", `${addDays(since, 359)} 00:00:00`),
  trade(2n, "HK", "09988", `${addDays(since, 358)} 23:59:59.500`),
  trade(1n, "US", "MSFT", `${since} 09:30:00`),
];

const paperTrades = [trade(9n, "HK", "00005", "2026-05-08 10:00:00")];

/** Starts a gateway with a universal account with real money and a paper account, which answers as the documents say. */
async function start() {
  const asked: unknown[] = [];
  const state = { asked, orders: trades.map(({ order }) => order), onAsk: () => {} };
  const select = <Row extends Trd_Common.Order | Trd_Common.OrderFill>(
    { accID }: Trd_Common.TrdHeader,
    { beginTime = "", endTime = "", filterMarket }: Trd_Common.TrdFilterConditions,
    rows: readonly Row[],
  ) => {
    asked.push([String(accID), beginTime, endTime, filterMarket]);
    state.onAsk();
    if (Date.parse(`${endTime}Z`) - Date.parse(`${beginTime}Z`) > 360 * 86_400_000) refuse("above 360 days");
    return rows
      .filter(({ trdMarket }) => filterMarket === undefined || trdMarket === filterMarket)
      .filter(({ createTime }) => beginTime <= createTime && createTime <= endTime);
  };
  const accounts = [
    { trdEnv: 1, accID: 7n, trdMarketAuthList: [1, 2, 4], accType: 2, jpAccType: [] },
    { trdEnv: 0, accID: 8n, trdMarketAuthList: [1], simAccType: 1, jpAccType: [] },
  ];
  const gateway = await startSim({
    handlers: [
      handle(Trd_GetAccList, ({ trdCategory }) => ({ accList: trdCategory === 1 ? accounts : [] })),
      handle(Trd_GetHistoryOrderList, ({ header, filterConditions }) => {
        const own = header.accID === 7n ? state.orders : paperTrades.map(({ order }) => order);
        return { header, orderList: select(header, filterConditions, own) };
      }),
      handle(Trd_GetHistoryOrderFillList, ({ header, filterConditions }) => {
        if (header.trdEnv === 0) refuse("simulated trading has no deals");
        const own = trades.map(({ fill }) => fill);
        const found = select(header, filterConditions, own);
        // The same deal may come twice.
        return { header, orderFillList: [...found, ...found.slice(0, 1)] };
      }),
    ],
  });
  return { state, client: await connectTo(gateway) };
}

interface Run {
  readonly store: SqlStore;
  readonly client: Client;
  readonly dataset: Dataset;
  readonly codes?: readonly string[];
  readonly now?: Date;
  readonly signal?: AbortSignal;
}

async function run({ store, client, dataset, codes = [universal, paper], now = late, signal }: Run) {
  let last: unknown;
  const options = { dataset, codes, clients: [client], since, now: () => now, concurrency: 1, signal };
  for await (const progress of sync(store, options)) last = progress;
  return last;
}

async function rowsIn(database: Database, dataset: Dataset) {
  const [, id] = dataset === orders ? ["", "order_id"] : ["", "fill_id"];
  return await database.all(
    `SELECT account, market, code, CAST(${id} AS TEXT) AS id, status FROM ${dataset.name} ORDER BY account, ${id} DESC`,
  );
}

const wholeRange = [
  [universal, `${since} 00:00:00`, `${addDays(since, 359)} 00:00:00`, undefined],
  [universal, `${addDays(since, 359)} 00:00:00`, `${addDays(since, 718)} 00:00:00`, undefined],
  [universal, `${addDays(since, 718)} 00:00:00`, `${today} 23:59:59`, undefined],
];

describe.each(["DuckDB", "PostgreSQL"] as const)("with accounts, in %s", (kind) => {
  const open = async () => openArchive(await databases.create(kind), () => late);

  it("orders are asked for once an account, until the day of its markets, and updated where they changed", async () => {
    const { state, client } = await start();
    const { store, database } = await open();
    expect(await run({ store, client, dataset: orders })).toMatchObject({ done: 2, failed: 0, rows: 7, changed: 6 });
    expect(state.asked.filter((request) => Array.isArray(request) && request[0] === universal)).toEqual(wholeRange);
    expect(state.asked).toHaveLength(6);
    const filled = { status: "Filled_All" };
    const before = [
      { account: "7", market: "HK", code: "HK.00700", id: "5", ...filled },
      { account: "7", market: "US", code: "US.AAPL", id: "4", ...filled },
      { account: "7", market: "HKCC", code: "SH.600519", id: "3", ...filled },
      { account: "7", market: "HK", code: "HK.09988", id: "2", ...filled },
      { account: "7", market: "US", code: "US.MSFT", id: "1", ...filled },
      { account: "8", market: "HK", code: "HK.00005", id: "9", ...filled },
    ];
    expect(await rowsIn(database, orders)).toEqual(before);
    state.asked.length = 0;
    const restated = { orderStatus: OrderStatus.FillCancelled };
    state.orders = state.orders.map((order) => (order.orderID === 4n ? { ...order, ...restated } : order));
    const later = new Date(late.getTime() + 3_600_000);
    expect(await run({ store, client, dataset: orders, now: later })).toMatchObject({ done: 2, failed: 0, changed: 1 });
    expect(state.asked).toEqual(
      [universal, paper].map((id) => [
        id,
        `${addDays(today, -89)} 00:00:00`,
        `${today} 23:59:59`,
        id === paper ? 1 : undefined,
      ]),
    );
    const [first, second, ...others] = before;
    expect(await rowsIn(database, orders)).toEqual([first, { ...second, status: "FillCancelled" }, ...others]);
    expect(await store.status()).toMatchObject([{ dataset: "orders", done: 2, failed: 0, gaps: 0, rows: 6 }]);
  });

  it("a sync that is ended in the middle goes on there", async () => {
    const { state, client } = await start();
    const { store, database } = await open();
    const stop = new AbortController();
    state.onAsk = () => state.asked.length === 2 && stop.abort();
    const cut = run({ store, client, dataset: orders, codes: [universal], signal: stop.signal });
    expect(await rejectionOf(cut)).toMatchObject({ code: "Aborted" });
    expect((await rowsIn(database, orders)).map(({ id }) => id)).toEqual(["3", "2", "1"]);
    state.onAsk = () => {};
    state.asked.length = 0;
    expect(await run({ store, client, dataset: orders, codes: [universal] })).toMatchObject({ done: 1, failed: 0 });
    // From where it was, with the days that orders may have changed in.
    const next = addDays(since, 359 - 90);
    expect(state.asked).toMatchObject([
      { 0: universal, 1: `${next} 00:00:00` },
      { 0: universal, 1: `${addDays(next, 359)} 00:00:00` },
    ]);
    expect((await rowsIn(database, orders)).map(({ id }) => id)).toEqual(["5", "4", "3", "2", "1"]);
  });

  it("deals are kept once, and an account on paper has none, which is said and no failure", async () => {
    const { state, client } = await start();
    const { store, database } = await open();
    const note = "account 8 is a paper account, which has no deals";
    expect(await run({ store, client, dataset: fills })).toMatchObject({ done: 2, failed: 0, troubles: [note] });
    expect(state.asked).toEqual(wholeRange);
    const ok = { account: "7", status: null };
    expect(await rowsIn(database, fills)).toEqual([
      { ...ok, market: "HK", code: "HK.00700", id: "105" },
      { ...ok, market: "US", code: "US.AAPL", id: "104" },
      { ...ok, market: "HKCC", code: "SH.600519", id: "103" },
      { ...ok, market: "HK", code: "HK.09988", id: "102" },
      { ...ok, market: "US", code: "US.MSFT", id: "101" },
    ]);
    const later = new Date(late.getTime() + 3_600_000);
    expect(await run({ store, client, dataset: fills, now: later })).toMatchObject({ done: 2, failed: 0, changed: 0 });
    expect(await store.status()).toMatchObject([{ dataset: "fills", done: 2, failed: 0, rows: 5, failures: [] }]);
  });

  it.each([orders, fills])("a file of $name has what the account lists", async (dataset) => {
    const { client } = await start();
    const { store } = await open();
    await run({ store, client, dataset, codes: [universal] });
    const account = await openAccount(client, { paper: false });
    const times = { from: since, to: today };
    const rows = await (dataset === orders ? account.orderHistory(times) : account.fillHistory(times));
    const unique = [...new Map(rows.map((row) => [row.createTime, row])).values()];
    expect(unique).toHaveLength(5);
    const folder = await tempFolder({});
    const write = async (format: string, marks: object, more: readonly TableColumn[]) => {
      const [list, file] = [join(folder, `list.${format}`), join(folder, `file.${format}`)] as const;
      const marked = unique.map((row) => ({ ...row, account: universal, ...marks }));
      await writeTable(list, marked, { columns: [...dataset.columns, ...more] });
      await exportDataset(store, { dataset, out: file });
      return [list, file] as const;
    };
    const csv = await write("csv", { simulated: true }, [{ name: "simulated", type: "bool", path: ["simulated"] }]);
    const [list, file] = await Promise.all(
      csv.map(async (path) => (await readFile(path, "utf8")).split("\n").toSorted()),
    );
    expect(file).toEqual(list);
    const parquet = await write("parquet", {}, []);
    expect(await readParquet(parquet[1])).toEqual(await readParquet(parquet[0]));
  });

  it("a subject that is not the number of an account is left out", async () => {
    const { client } = await start();
    const { store } = await open();
    expect(await run({ store, client, dataset: orders, codes: ["mine"] })).toMatchObject({ done: 0, failed: 1 });
    const failures = [{ subject: "mine", code: "InvalidCode", message: 'an account has a number, not "mine"' }];
    expect(await store.status()).toMatchObject([{ failures }]);
  });
});
