import { zoneIn } from "@opend/core/internal/simulator";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fields } from "../base/fields.js";
import { simulationOf } from "../gateway/simulation-of.js";
import { isTradingDay } from "../market/calendar/trading-calendar.js";
import { listedAt } from "../market/listing/listing.js";
import { SecurityBook } from "../market/listing/security-book.js";
import { checkPlain, type PlainField } from "../testing/check-plain.js";
import { readMeanings } from "../testing/contract-meanings.js";
import { minimalRequest } from "../testing/minimal-request.js";
import { makeReply } from "./make-reply.js";
import { loadMeantProtocols, type MeantProtocol } from "./schema-protocol.js";

const meant = await loadMeantProtocols();
const protocols = [...meant.values()].filter((protocol) => simulationOf(protocol) === "schema");
const meanings = readMeanings();
/** Markets of securities with and without a calendar of their own, and one without a time zone. */
const markets = [1, 11, 21, 31, 41, 51, 91, 101];

const securities = fc
  .tuple(fc.constantFrom(...markets), fc.nat())
  .map(([market, number]): Fields => ({ ...listedAt(market, number) }));

/** The fields of a reply about a security, checked against the contract. */
function replyFields(protocol: MeantProtocol, security: Fields): PlainField[] {
  const c2s = about(minimalRequest(protocol), security);
  const { market } = protocol.plain.request.shape;
  const zone = market ? zoneIn(market, c2s, "Asia/Hong_Kong") : "Asia/Hong_Kong";
  return checkPlain(protocol.plain.reply, makeReply(new SecurityBook(), protocol, c2s, 9), zone);
}

/** The same message about another security. */
function about(message: Fields, security: Fields): Fields {
  if ("market" in message && "code" in message) return security;
  const change = (value: unknown) => (isMessage(value) ? about(value, security) : value);
  return Object.fromEntries(
    Object.entries(message).map(([name, value]) => [name, Array.isArray(value) ? value.map(change) : change(value)]),
  );
}

function isMessage(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array) && !Array.isArray(value);
}

/** Names of fields with a time of one row: those with the same beginning tell the same time. */
const ending = /(?:timestamp|time|date|day)+(?:str|text)?$/i;
const timeRules = ["day", "slashedDay", "compactDay", "moment", "seconds", "milliseconds", "microseconds"];

test.each(protocols.map((protocol) => [protocol.name, protocol] as const))(
  "the reply of %s has what the contract says, about any security",
  (_, protocol) => {
    fc.assert(
      fc.property(securities, (security) => {
        for (const { name, rule, plain, row } of replyFields(protocol, security)) {
          if (typeof rule === "object") expect(plain, name).not.toMatch(/^(?:unk.*|none|all)$/i);
          const meaning = meanings.get(name) ?? "";
          if (meaning.includes("PERCENT")) expect(Math.abs(Number(plain)), name).toBeLessThanOrEqual(100);
          if (meaning.startsWith("price") && !isDifference(name)) expect(Number(plain), name).toBeGreaterThan(0);
          if (isWhole(meaning)) expect(Number.isInteger(Number(plain)), name).toBe(true);
          if (typeof rule === "string" && timeRules.includes(rule)) checkTime(name, String(plain), row);
        }
      }),
      { numRuns: 8 },
    );
  },
);

function isDifference(name: string): boolean {
  return /change|chg|spread/i.test(name.split(".").at(-1) ?? "");
}

/** Durations and averages have fractions. */
function isWhole(meaning: string): boolean {
  return meaning.startsWith("quantity") && !/days|milliseconds|lots/.test(meaning);
}

/** A time is on a trading day, and fields of one row that belong together tell the same time. */
function checkTime(name: string, text: string, row: Fields): void {
  const days = Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000;
  expect(isTradingDay("HK", days) || isTradingDay("US", days), `${name}: ${text}`).toBe(true);
  const field = name.split(".").at(-1) ?? "";
  for (const [other, value] of Object.entries(row)) {
    if (other === field || !ending.test(other) || other.replace(ending, "") !== field.replace(ending, "")) continue;
    const length = Math.min(text.length, String(value).length, "2026-05-08T10:15:00".length);
    expect(String(value).slice(0, length), `${name} and ${other}`).toBe(text.slice(0, length));
  }
}
