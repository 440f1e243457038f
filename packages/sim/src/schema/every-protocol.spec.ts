import { createManualClock } from "@opend/core";
import { valuesOf } from "@opend/core/internal";
import { Qot_Common, Qot_Sub } from "@opend/core/protocols";
import { expect, test } from "vitest";
import type { Fields } from "../base/fields.js";
import { checkPlain } from "../testing/check-plain.js";
import { start } from "../testing/gateways.js";
import { askedProtocols, minimalRequest } from "../testing/minimal-request.js";
import { bodyOf, enterTcp, type RawClient } from "../testing/raw-client.js";
import { loadMeantProtocols, type SchemaProtocol } from "./schema-protocol.js";

const clock = createManualClock(Date.parse("2026-05-11T06:00:00Z"));
const meant = await loadMeantProtocols();
const paged = askedProtocols.filter(({ paging }) => paging !== undefined);

const security = { market: 1, code: "00700" };
/** Protocols that answer subscribers only. */
const subscription = {
  securityList: [security],
  subTypeList: valuesOf(Qot_Common.SubType).filter((subType) => subType >= 1 && subType < 22),
  regPushRehabTypeList: [],
  isSubOrUnSub: true,
};
/** Requests that need more than their required fields. */
const more: Readonly<Record<string, Fields>> = {
  Qot_Sub: { subTypeList: [1] },
  Qot_RegQotPush: { subTypeList: [1], isRegOrUnReg: false },
  Qot_SubEventContract: { securityList: [{ market: 101, code: "X" }], subTypeList: [2], isRegOrUnRegPush: false },
  Qot_GetPriceReminder: { market: 1 },
  // Deletes all reminders, since every added reminder gets a new key.
  Qot_SetPriceReminder: { op: 6 },
  Qot_RequestIndicatorCalc: { data: { security, klType: 2, kLine: [{ time: "2026-05-08", isBlank: false }] } },
  Qot_GetOptionChain: { beginTime: "2026-05-11", endTime: "2026-06-10" },
  Qot_GetPlateSecurity: { plate: { market: 1, code: "LIST9101" } },
  Qot_GetUserSecurity: { groupName: "All" },
  Qot_ModifyUserSecurity: { groupName: "Simulated A" },
};
/** Protocols whose replies have a new id each time, followed by a push. */
const isNumbered = ({ name }: SchemaProtocol) => name === "Qot_RequestIndicatorCalc";

/** A client of a gateway without frequency limits. It has subscribed to everything. */
async function enter(pagedRows?: number): Promise<RawClient> {
  const client = await enterTcp(
    await start({ clock, rateLimit: false, pushIntervalMs: false, pagedRows, tradingDays: 30 }),
  );
  bodyOf(await client.ask(Qot_Sub, subscription));
  return client;
}

/** Trading is strict, and has its own specs. */
const lenient = askedProtocols.filter(({ name }) => !name.startsWith("Trd_"));

test.each(lenient.map((protocol) => [protocol.name, protocol] as const))(
  "%s gives the same answer twice",
  async (_, protocol) => {
    const client = await enter();
    const c2s = { ...minimalRequest(protocol), ...more[protocol.name] };
    const first = await client.ask(protocol, c2s);
    expect(first).toMatchObject({ retType: 0 });
    if (!isNumbered(protocol)) expect(await client.ask(protocol, c2s)).toEqual(first);
  },
);

/** They have a day that real gateways have been seen to write in another way than the contract says. */
const otherwise = ["Qot_GetDailyShortVolume", "Qot_RequestRehab"];
const fitting = lenient.filter(({ name }) => !otherwise.includes(name));

test.each(fitting.map((protocol) => [protocol.name, protocol] as const))(
  "the reply of %s has a plain form with all its names, days and moments",
  async (_, protocol) => {
    const { plain } = meant.get(protocol.id) ?? {};
    const client = await enter();
    const c2s = { ...minimalRequest(protocol), ...more[protocol.name] };
    const body = bodyOf(await client.ask(protocol, c2s));
    if (plain) checkPlain(plain.reply, body, plain.request.zoneOf(c2s));
    expect(plain).toBeDefined();
  },
);

/** All rows of a paged protocol. */
async function walk(client: RawClient, { paging, ...protocol }: SchemaProtocol, size: number | undefined) {
  const rows: unknown[] = [];
  if (paging === undefined) return rows;
  const { fields } = paging;
  let c2s: Fields = minimalRequest({ ...protocol, paging });
  if (size !== undefined && fields.pageSize !== undefined) c2s = { ...c2s, [fields.pageSize]: size };
  for (let pages = 1; ; pages++) {
    const s2c = bodyOf(await client.ask(protocol, c2s));
    const page = fields.rows.flatMap((name) => s2c[name]);
    rows.push(...page);
    expect(pages).toBeLessThan(1000);
    if ("offset" in fields) {
      const { offset, lastPage = "", allCount = "" } = fields;
      if (page.length === 0 || s2c[lastPage] === true || s2c[lastPage] === 1 || rows.length === s2c[allCount])
        return rows;
      c2s = { ...c2s, [offset]: rows.length };
    } else {
      const key = s2c[fields.nextKey];
      if (key === undefined || key === "" || key === fields.end || s2c[fields.more ?? ""] === false) return rows;
      c2s = { ...c2s, [fields.key]: key };
    }
  }
}

const textOf = (row: unknown) => JSON.stringify(row, (_, value) => (typeof value === "bigint" ? `${value}n` : value));

test.each(paged.map((protocol) => [protocol.name, protocol] as const))(
  "%s has the same rows with any page size",
  async (_, protocol) => {
    const client = await enter(41);
    const { min = 1, max = 50 } = protocol.paging?.pageSize ?? {};
    const rows = await walk(client, protocol, Math.max(min, 7));
    expect(rows.length).toBeGreaterThan(2);
    expect(new Set(rows.map(textOf)).size).toBe(rows.length);
    expect(await walk(client, protocol, max)).toEqual(rows);
  },
);
