import { securities as walkSecurities, tradingDays as walkTradingDays } from "@opend/market";
import { listAccounts } from "@opend/trade";
import { describe, expect, it } from "vitest";
import { orders } from "../datasets/account-history.js";
import { datasets, findDataset } from "../datasets/find-dataset.js";
import { securities } from "../datasets/securities.js";
import { shortVolume } from "../datasets/short-volume.js";
import { tradingDays } from "../datasets/trading-days.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { sync } from "./sync.js";

const databases = useDatabases();

describe.each(["DuckDB", "PostgreSQL"] as const)("into %s", (kind) => {
  const open = async () => openArchive(await databases.create(kind));

  it("the universe of a market is kept, so that its codes are known", async () => {
    const client = await connectTo(await startSim());
    const clients = [client];
    const { store } = await open();
    let last: unknown;
    for await (const progress of sync(store, { dataset: securities, codes: ["HK", "US"], clients })) last = progress;
    expect(last).toMatchObject({ codes: 2, done: 2, failed: 0 });
    for (const market of ["HK", "US"] as const) {
      const listed = await walkSecurities(client, { market }).toArray({ limit: 10_000 });
      expect(await store.codesOf(market, shortVolume)).toEqual(listed.map(({ code }) => code).toSorted());
      expect(listed.length).toBeGreaterThan(50);
    }
    expect(await store.codesOf("SG", shortVolume)).toEqual([]);
  });

  it("trading days are kept as the gateway has them", async () => {
    const client = await connectTo(await startSim());
    const { store, database } = await open();
    for await (const _progress of sync(store, { dataset: tradingDays, codes: ["HK"], clients: [client] }));
    const kept = await database.all(
      "SELECT market, CAST(day AS TEXT) AS day FROM trading_days ORDER BY day DESC LIMIT 5",
    );
    const last = await walkTradingDays(client, { market: "HK" }).toArray({ limit: 1000 });
    const expected = last.slice(-5).toReversed();
    expect(kept).toEqual(expected.map(({ day }) => ({ market: "HK", day })));
  });

  it("orders of an account are kept, and asked for again only where they may have changed", async () => {
    const client = await connectTo(await startSim());
    const [account] = await listAccounts(client);
    const codes = [String(account?.id)];
    const { store } = await open();
    let last: unknown;
    const some = { dataset: orders, codes, clients: [client], since: "2026-01-01" };
    for await (const progress of sync(store, some)) last = progress;
    expect(last).toMatchObject({ codes: 1, done: 1, failed: 0 });
    const [status] = await store.status();
    expect(status).toMatchObject({ dataset: "orders", done: 1, gaps: 0 });
  });

  it("an account that is not there is recorded as failed", async () => {
    const client = await connectTo(await startSim());
    const { store } = await open();
    for await (const _progress of sync(store, { dataset: orders, codes: ["1234"], clients: [client] }));
    const [status] = await store.status();
    expect(status).toMatchObject({ done: 0, failed: 1, failures: [{ subject: "1234", code: "AccountNotFound" }] });
  });
});

describe("the datasets", () => {
  it("have names and keys of their own, and keys among their columns", () => {
    const names = datasets.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, key, columns } of datasets) {
      expect(findDataset(name)?.name).toBe(name);
      for (const part of key) expect(columns.map((column) => column.name)).toContain(part);
    }
  });
});
