import { valuesOf } from "@opend/core/internal";
import type { PlainRule, PlainShape } from "@opend/core/plain";
import { Qot_Common } from "@opend/core/protocols";
import type { Fields } from "../base/fields.js";
import { pageFieldNames, pageFieldsOf, pageRangeOf } from "../base/page-of.js";
import type { SecurityBook } from "../market/listing/security-book.js";
import { askedSecurities } from "./asked-securities.js";
import { marketNamed } from "./field-enum.js";
import { hasOwnSecurity, makeItem, makeMessage, shapeIn } from "./make-message.js";
import { type Place, placeOf, placeWithin } from "./place.js";
import type { MeantProtocol } from "./schema-protocol.js";

const { HK_Security: hk, EventContract: eventContract } = Qot_Common.QotMarket;

/**
 * Makes the body of a reply from the schema and the meanings of its fields. It is always the same for the same protocol
 * and securities, and repeats the fields of the request that the reply has too.
 *
 * @param pagedRows rows over all pages, if the protocol is paged
 */
export function makeReply(book: SecurityBook, protocol: MeantProtocol, c2s: Fields, pagedRows: number): Fields {
  const { paging, plain } = protocol;
  const [asked, given] = [plain.request.shape, plain.reply.shape];
  const securities = askedSecurities(book, asked, c2s);
  const security = securities[0] ?? { market: marketOf(protocol, c2s), code: "00700" };
  const place = placeWithin(placeOf(protocol.name, security), asked, c2s);
  const echo = echoOf(asked, given, c2s, paging ? pageFieldNames(paging) : []);
  if (paging === undefined) {
    return makeMessage(given, place, { ...listsPerSecurity(given, place, securities), ...echo });
  }
  const seed = place.seed;
  const { start, end } = pageRangeOf(paging, c2s, seed, pagedRows);
  const rows = rowsOf(protocol, place, start, end);
  return makeMessage(given, place, { ...echo, ...rows, ...pageFieldsOf(paging, given.wire, seed, end, pagedRows) });
}

/** The market that a request without a security is about. */
function marketOf({ name, plain }: MeantProtocol, c2s: Fields): number {
  const { fields, market } = plain.request.shape;
  const [field = ""] = market?.path ?? [];
  const [rule, value] = [fields[field], c2s[field]];
  const isNamed = typeof rule === "object" && "enum" in rule && typeof value === "number";
  return (isNamed && marketNamed(rule.enum, value)) || (name.includes("EventContract") ? eventContract : hk);
}

/** The fields that a reply repeats from its request: those with the same name, type and meaning. */
function echoOf(asked: PlainShape, given: PlainShape, c2s: Fields, apart: readonly (string | undefined)[]): Fields {
  const [askedFields, givenFields] = [asked, given].map(({ wire }) => ({ ...wire.required, ...wire.optional }));
  const echoed = Object.entries(given.fields).filter(([name, rule]) => {
    if (c2s[name] === undefined || apart.includes(name) || givenFields?.[name] === undefined) return false;
    return askedFields?.[name] === givenFields[name] && isRepeatable(asked.fields[name], rule, c2s[name]);
  });
  return Object.fromEntries(echoed.map(([name]) => [name, c2s[name]]));
}

/** Whether a value means the same in both fields. A request may have a number that its enum lacks, and no reply has. */
function isRepeatable(asked: PlainRule | undefined, given: PlainRule, value: unknown): boolean {
  if (typeof asked !== "object" || typeof given !== "object") return asked === given;
  if ("enum" in asked && "enum" in given)
    return asked.enum === given.enum && valuesOf(given.enum).some((each) => each === value);
  return shapeIn(asked) !== undefined && shapeIn(asked) === shapeIn(given);
}

/** The lists whose items are about one security each: an item for each requested security, in order. */
function listsPerSecurity(
  { fields, wire }: PlainShape,
  place: Place,
  securities: readonly Qot_Common.Security[],
): Fields {
  if (securities.length === 0) return {};
  const lists = Object.keys(wire.repeated ?? {}).flatMap((name) => {
    const item = shapeIn(fields[name]);
    if (item === undefined || !hasOwnSecurity(item)) return [];
    return [[name, securities.map((security, index) => makeItem(item, place, name, index, security))]];
  });
  return Object.fromEntries(lists);
}

/** The rows of a page, in the list for the market. The lists for other markets are empty. */
function rowsOf({ paging, plain }: MeantProtocol, place: Place, start: number, end: number): Fields {
  const names = paging?.fields.rows ?? [];
  const prefix = place.profile.market.toLowerCase();
  const filled = names.find((name) => name.startsWith(prefix)) ?? names[0];
  const lists = names.map((name) => {
    const item = shapeIn(plain.reply.shape.fields[name]);
    if (name !== filled || item === undefined) return [name, []];
    return [name, Array.from({ length: end - start }, (_, row) => makeItem(item, place, name, start + row))];
  });
  return Object.fromEntries(lists);
}
