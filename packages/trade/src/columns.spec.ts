import { createManualClock } from "@opend/core";
import type { Column } from "@opend/core/columns";
import { describe, expect, it } from "vitest";
import { openAccount } from "./account/open-account.js";
import { unlockTrade } from "./account/unlock-trade.js";
import { accountColumns, fillColumns, fundsColumns, orderColumns, positionColumns } from "./columns.js";
import { listAccounts } from "./rows/accounts.js";
import { open } from "./testing/open.js";

/** Fields that tables leave out: they are there in another form. */
const left = ["raw", "createTimestamp", "updateTimestamp"];

const typesOf: Readonly<Record<Column["type"], readonly string[]>> = {
  text: ["string", "bigint"],
  enum: ["string", "number"],
  double: ["number"],
  int64: ["number"],
  uint64: ["number"],
  bool: ["boolean"],
  day: ["string"],
  moment: ["string"],
};

async function fetchTables() {
  const tradePassword = crypto.randomUUID();
  const { client } = await open({ tradePassword, clock: createManualClock(Date.UTC(2026, 4, 8, 2)) });
  await unlockTrade(client, { password: tradePassword });
  const account = await openAccount(client, { paper: false, market: "HK" });
  await account.placeOrder({ code: "HK.00700", side: "Buy", quantity: 200, type: "Market" });
  return [
    { columns: accountColumns, rows: await listAccounts(client) },
    { columns: orderColumns, rows: await account.orders() },
    { columns: fillColumns, rows: await account.fills() },
    { columns: positionColumns, rows: await account.positions() },
    { columns: fundsColumns, rows: [await account.funds()] },
  ];
}

describe("the columns", () => {
  it("are exactly the fields of the rows, which fit their types, and each is described", async () => {
    for (const { columns, rows } of await fetchTables()) {
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        const fields = Object.keys(row).filter((field) => !left.includes(field));
        expect(columns.map(({ name }) => name).toSorted()).toEqual(fields.toSorted());
        for (const { name, type, isList, description } of columns) {
          expect(description).not.toBe("");
          const value: unknown = Reflect.get(row, name);
          if (value === undefined) continue;
          if (isList) expect(value, name).toBeInstanceOf(Array);
          else expect(typesOf[type], name).toContain(typeof value);
        }
      }
    }
  });

  it("name the column that has the currency of an amount as it is named here", () => {
    expect(fundsColumns.find(({ name }) => name === "totalAssets")).toMatchObject({ unit: "see currency" });
    expect(positionColumns.find(({ name }) => name === "todayProfit")).toMatchObject({ unit: "see currency" });
  });
});
