import type { Column } from "@opend/core/columns";
import { Qot_GetOptionChain } from "@opend/core/protocols";
import { dailyShortVolume } from "@opend/pager";
import { describe, expect, it } from "vitest";
import {
  candleColumns,
  capitalFlowColumns,
  dailyShortVolumeColumns,
  marketStateColumns,
  plateColumns,
  rehabColumns,
  securityInfoColumns,
  shortInterestColumns,
  snapshotColumns,
  tradingDayColumns,
} from "../columns.js";
import { open } from "../testing/open.js";
import { candles } from "./candles.js";
import { capitalFlow } from "./capital-flow.js";
import { marketStates } from "./market-states.js";
import { optionChain } from "./option-chain.js";
import { plateMembers } from "./plate-members.js";
import { plates } from "./plates.js";
import { rehab } from "./rehab.js";
import { securities } from "./securities.js";
import { shortInterest } from "./short-interest.js";
import { snapshots } from "./snapshots.js";
import { tradingDays } from "./trading-days.js";

const all = { limit: Number.POSITIVE_INFINITY };
const codes = ["HK.00700", "US.AAPL"];

type Opened = Awaited<ReturnType<typeof open>>["client"];

describe.each<[string, readonly Column[], (client: Opened) => Promise<readonly object[]>]>([
  ["candles", candleColumns, (client) => candles(client, codes).toArray(all)],
  ["minutes", candleColumns, (client) => candles(client, "HK.00700", { period: "1min", limit: 50 }).toArray()],
  ["snapshots", snapshotColumns, (client) => snapshots(client, codes).toArray()],
  ["securities", securityInfoColumns, (client) => securities(client, { market: "HK" }).toArray(all)],
  ["optionChain", securityInfoColumns, (client) => optionChain(client, codes).toArray({ limit: 500 })],
  ["plateMembers", securityInfoColumns, (client) => plateMembers(client, "HK.LIST9101").toArray(all)],
  ["plates", plateColumns, (client) => plates(client, { market: "us" }).toArray(all)],
  ["tradingDays", tradingDayColumns, (client) => tradingDays(client, { market: "us" }).toArray(all)],
  ["marketStates", marketStateColumns, (client) => marketStates(client, codes).toArray()],
  ["capitalFlow", capitalFlowColumns, (client) => capitalFlow(client, codes, { period: "day" }).toArray(all)],
  ["shortInterest", shortInterestColumns, (client) => shortInterest(client, codes).toArray(all)],
  ["rehab", rehabColumns, (client) => rehab(client, codes).toArray(all)],
  ["dailyShortVolume HK", dailyShortVolumeColumns, (client) => dailyShortVolume(client, "HK.00700").toArray(all)],
  ["dailyShortVolume US", dailyShortVolumeColumns, (client) => dailyShortVolume(client, "US.AAPL").toArray(all)],
])("%s", (_, columns, fetch) => {
  it("have rows with exactly the fields that the columns name, and values that fit", async () => {
    const { client } = await open();
    const rows = await fetch(client);
    expect(rows.length).toBeGreaterThan(0);
    const names = new Set(columns.map(({ name }) => name));
    expect(names.size).toBe(columns.length);
    for (const row of rows) {
      for (const [path, value] of leavesOf(row, columns)) {
        const column = columns.find(({ name }) => name === path);
        expect(column, path).toBeDefined();
        if (column && value !== undefined) expect(fits(column, value), `${path}: ${JSON.stringify(value)}`).toBe(true);
      }
    }
    for (const { description, path, from, name } of columns) {
      expect(description, name).toMatch(/\w.*\.$/s);
      expect(from).toBe("row");
      expect(path.join(".")).toBe(name);
    }
  });
});

/** The values of a row, those of messages one by one. Lists are values. */
function leavesOf(row: object, columns: readonly Column[], above = ""): [string, unknown][] {
  return Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
    const path = `${above}${name}`;
    const isMessage = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isMessage) return leavesOf(value, columns, `${path}.`);
    // A message that is absent has no column of its own.
    if (value === undefined && columns.some((column) => column.name.startsWith(`${path}.`))) return [];
    return [[path, value]];
  });
}

function fits({ type, names, isList }: Column, value: unknown): boolean {
  if (isList) return Array.isArray(value);
  switch (type) {
    case "text":
      return typeof value === "string";
    case "int64":
      return Number.isSafeInteger(value);
    case "uint64":
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case "double":
      return typeof value === "number" || ["NaN", "Infinity", "-Infinity", "-0"].includes(String(value));
    case "bool":
      return typeof value === "boolean";
    case "day":
      return /^(?:\d{4}-\d{2}-\d{2})?$/.test(String(value));
    case "moment":
      return /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}.*)?$/.test(String(value));
    case "enum":
      return Number.isSafeInteger(value) || (names ?? []).includes(String(value));
  }
}

describe("optionChain", () => {
  it("has every contract once, in the order of expiry, over ranges of days that the protocol takes", async () => {
    const { client, gateway } = await open();
    const rows = await optionChain(client, "HK.00700").toArray(all);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
    const days = rows.map(({ expiry }) => expiry ?? "");
    expect(days).toEqual([...days].sort());
    expect(new Set(days).size).toBeGreaterThan(5);
    expect(gateway.requestCount(Qot_GetOptionChain)).toBeGreaterThan(1);
    const calls = await optionChain(client, "HK.00700", { type: "call" }).toArray(all);
    expect(calls).toHaveLength(rows.length / 2);
  });

  it("goes on at a page", async () => {
    const { client } = await open();
    const pages: { rows: readonly object[]; cursor: string | undefined }[] = [];
    for await (const page of optionChain(client, "US.AAPL").pages()) pages.push(page);
    const [first, ...others] = pages;
    const rest = await optionChain(client, "US.AAPL", { from: first?.cursor }).toArray(all);
    expect(rest).toEqual(others.flatMap(({ rows }) => rows));
  });
});

it.each<[string, (client: Opened) => unknown, string]>([
  [
    "a market of plates",
    (client) => plates(client, { market: "XX" as "HK" }),
    "market is what the codes of a market begin with",
  ],
  ["a kind of securities", (client) => securities(client, { market: "HK", type: "stock" as "eqty" }), "type is"],
  ["a market of days", (client) => tradingDays(client, { market: "hong kong" as "hk" }), "market is"],
  [
    "an option",
    (client) => Reflect.apply(plates, undefined, [client, { market: "HK", kind: "all" }]),
    "plates has no option kind",
  ],
  ["a period", (client) => capitalFlow(client, "HK.00700", { period: "daily" as "day" }), "did you mean day?"],
  ["a sort", (client) => plateMembers(client, "HK.LIST9101", { sort: "cod" as "code" }), "did you mean code?"],
  ["no code", (client) => securities(client, []), "the list of codes is empty"],
])("refuses %s that does not exist", async (_, call, message) => {
  const { client } = await open();
  expect(() => call(client)).toThrow(message);
});
