import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueAt } from "../base/value-at.js";
import { Qot_GetKL } from "../gen/plain/Qot_GetKL.js";
import {
  columnsOf,
  Qot_GetDailyShortVolume,
  Qot_GetOrderBook,
  Qot_GetSecuritySnapshot,
  Qot_GetSubInfo,
  Qot_RequestHistoryKL,
  Qot_UpdateTicker,
  rowsOf,
  Trd_GetOrderList,
  Trd_UpdateOrder,
} from "../gen/schema/index.js";
import { arbitraryMessage } from "../testing/arbitrary-message.js";
import { thrownBy } from "../testing/caught.js";
import { describedProtocols } from "../testing/described-protocols.js";
import type { Column } from "./column.js";

/** Writes columns as a table: name, type and unit, with `<` before those of the reply. */
function table(columns: readonly Column[]): string[] {
  return columns.map(
    ({ name, type, unit, from, isList, zone }) =>
      `${from === "reply" ? "< " : ""}${name} ${type}${isList ? "[]" : ""}${zone ? " zone" : ""}${unit ? ` (${unit})` : ""}`,
  );
}

describe("the columns of", () => {
  it("K-lines are those of the body, but not the page key, and those of a row", () => {
    expect(table(columnsOf(Qot_RequestHistoryKL))).toEqual([
      "< security text",
      "< name text",
      "time moment zone",
      "isBlank bool",
      "highPrice double (currency of the security)",
      "openPrice double (currency of the security)",
      "lowPrice double (currency of the security)",
      "closePrice double (currency of the security)",
      "lastClosePrice double (currency of the security)",
      "volume int64 (shares or contracts)",
      "turnover double (currency of the security)",
      "turnoverRate double (ratio)",
      "pe double (ratio)",
      "changeRate double (percent)",
      "timestamp moment",
      "hpVolume double (shares or contracts)",
    ]);
  });

  it("daily short volume are those of both lists, each once", () => {
    const columns = columnsOf(Qot_GetDailyShortVolume);
    expect(table(columns)).toEqual([
      "< aggregatedShort int64 (shares)",
      "< aggregatedShortRatio double (percent)",
      "< newTimeStr text",
      "timestamp moment",
      "timestampStr day",
      "totalSharesShort uint64 (shares)",
      "nasdaqSharesShort uint64 (shares)",
      "nyseSharesShort uint64 (shares)",
      "shortPercent double (percent)",
      "volume uint64 (shares)",
      "closePrice double (currency of the security)",
      "lastClosePrice double (currency of the security)",
      "dailyTradeAvgRatio double (percent)",
      "sharesTraded uint64 (shares)",
      "turnover double (currency of the security)",
      "shortSellSharesTraded uint64 (shares)",
      "shortSellTurnover double (currency of the security)",
      "openPrice double (currency of the security)",
    ]);
    expect(columns.find(({ name }) => name === "timestamp")?.description).toBe(
      "The trading day: its midnight in US Eastern time. Or: The trading day: its midnight in Hong Kong time.",
    );
  });

  it("snapshots have the messages of a row split up", () => {
    const columns = columnsOf(Qot_GetSecuritySnapshot);
    expect(columns).toHaveLength(147);
    expect(table(columns).slice(0, 4)).toEqual([
      "basic.security text",
      "basic.name text",
      "basic.type enum",
      "basic.isSuspend bool",
    ]);
    expect(columns.find(({ name }) => name === "basic.preMarket.price")).toEqual({
      name: "basic.preMarket.price",
      type: "double",
      unit: "currency of the security",
      description: "Price in the session.",
      from: "row",
      path: ["basic", "preMarket", "price"],
    });
  });

  it("a push are those of the items of its only list", () => {
    const columns = columnsOf(Qot_UpdateTicker);
    expect(table(columns).slice(0, 6)).toEqual([
      "< security text",
      "< name text",
      "time moment zone",
      "sequence text",
      "dir enum",
      "price double (currency of the security)",
    ]);
    expect(columns.find(({ name }) => name === "sequence")).toMatchObject({ id: "trade" });
    expect(columns.find(({ name }) => name === "dir")).toMatchObject({ names: ["Unknown", "Bid", "Ask", "Neutral"] });
  });

  it("orders name the column of their currency, and have lists as JSON", () => {
    const lines = table(columnsOf(Trd_GetOrderList));
    expect(lines.slice(0, 6)).toEqual([
      "< header.trdEnv enum",
      "< header.accID text",
      "< header.trdMarket enum",
      "< header.jpAccType enum",
      "trdSide enum",
      "orderType enum",
    ]);
    expect(lines).toContain("price double (see currency)");
    expect(lines.at(-1)).toBe("comboLegs text[]");
    expect(table(columnsOf(Trd_UpdateOrder))).toContain("order.price double (see order.currency)");
  });

  it("a body without rows, or with several lists, are those of the body", () => {
    expect(table(columnsOf(Qot_GetOrderBook))).toEqual([
      "security text",
      "name text",
      "orderBookAskList text[]",
      "orderBookBidList text[]",
      "svrRecvTimeBid moment zone",
      "svrRecvTimeBidTimestamp moment",
      "svrRecvTimeAsk moment zone",
      "svrRecvTimeAskTimestamp moment",
      "orderBookType enum",
    ]);
  });

  it("the body that have the name of one of the rows have another", () => {
    const names = columnsOf(Qot_GetSubInfo).map(({ name }) => name);
    expect(names).toContain("reply.optionUsedQuota");
    expect(names).toContain("optionUsedQuota");
  });

  it("a protocol without descriptions are refused", () => {
    // @ts-expect-error: the plain protocol has no descriptions
    const error = thrownBy(() => columnsOf(Qot_GetKL));
    expect(error).toMatchObject({ code: "InvalidOption", option: "protocol" });
  });
});

describe.each(describedProtocols.map((protocol) => [protocol.name, protocol] as const))(
  "the table of %s",
  (_, protocol) => {
    const columns = columnsOf(protocol);

    it("has each column once", () => {
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    });

    it("has a description of each column, and columns of currencies that others name", () => {
      const names = columns.map(({ name }) => name);
      for (const { name, description, unit } of columns) {
        expect(description, name).toMatch(/\w.*[.)]$/s);
        if (unit?.startsWith("see ")) expect(names).toContain(unit.slice("see ".length));
      }
    });

    it("leads to a value of the type of each column", () => {
      const { reply } = protocol.plain;
      fc.assert(
        fc.property(arbitraryMessage(reply.shape, true), (message) => {
          const plain = reply.toPlain(message, "Asia/Hong_Kong");
          for (const column of columns) {
            const values = (column.from === "reply" ? [plain] : rowsOf(protocol, plain))
              .map((row) => valueAt(row, column.path))
              .filter((value) => value !== undefined);
            expect(values, column.name).not.toHaveLength(0);
            for (const value of values)
              expect(fits(column, value), `${column.name}: ${JSON.stringify(value)}`).toBe(true);
          }
        }),
        { numRuns: 10 },
      );
    });
  },
);

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
      return /^(?:\d{4}-\d{2}-\d{2}|-?\d+)?$/.test(String(value));
    case "moment":
      return typeof value === "string" && (isMoment(value) || String(Number(value)) === value || /^-?\d*$/.test(value));
    case "enum":
      return Number.isSafeInteger(value) || (names ?? []).includes(String(value));
  }
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}.*)?$/.test(text);
}
