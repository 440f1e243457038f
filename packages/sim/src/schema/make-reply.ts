import { valuesOf } from "@opend/core/internal";
import { Qot_Common } from "@opend/core/protocols";
import type { Fields } from "../base/fields.js";
import { pageFieldNames, pageFieldsOf, pageRangeOf } from "../base/page-of.js";
import { askedSecurities } from "./asked-securities.js";
import { hasOwnSecurity, makeItem, makeMessage } from "./make-message.js";
import { type Place, placeOf } from "./place.js";
import type { SchemaProtocol } from "./schema-protocol.js";

const markets: ReadonlySet<unknown> = new Set(valuesOf(Qot_Common.QotMarket));
const { HK_Security: hk, EventContract: eventContract } = Qot_Common.QotMarket;

/**
 * Makes the body of a reply from the schema alone. It is always the same for the same protocol and securities, and
 * repeats the fields of the request that the reply has too.
 *
 * @param pagedRows rows over all pages, if the protocol is paged
 */
export function makeReply(protocol: SchemaProtocol, c2s: Fields, pagedRows: number): Fields {
  const { paging, request, s2c } = protocol;
  const { required = {}, optional = {} } = request.shape;
  const asked = { ...required, ...optional }["c2s"];
  const askedShape = typeof asked === "object" ? asked : {};
  const securities = askedSecurities(askedShape, c2s);
  const place = placeOf(protocol.name, securities[0] ?? { market: marketOf(protocol, c2s), code: "00700" });
  const echo = echoOf(askedShape, s2c.shape, c2s, paging ? pageFieldNames(paging) : []);
  if (paging === undefined) {
    return makeMessage(s2c.shape, place, { ...listsPerSecurity(s2c.shape, place, securities), ...echo });
  }
  const seed = place.seed;
  const { start, end } = pageRangeOf(paging, c2s, seed, pagedRows);
  const rows = rowsOf(protocol, place, start, end);
  return makeMessage(s2c.shape, place, { ...echo, ...rows, ...pageFieldsOf(paging, s2c.shape, seed, end, pagedRows) });
}

/** The market that a request without a security is about. */
function marketOf({ name }: SchemaProtocol, { market }: Fields): number {
  if (typeof market === "number" && market !== 0 && markets.has(market)) return market;
  return name.includes("EventContract") ? eventContract : hk;
}

type Shape = SchemaProtocol["s2c"]["shape"];

/** The fields that a reply repeats from its request: those of the same name and type. */
function echoOf(asked: Shape, given: Shape, c2s: Fields, apart: readonly (string | undefined)[]): Fields {
  const askedFields = { ...asked.required, ...asked.optional };
  const echoed = Object.entries({ ...given.required, ...given.optional }).filter(
    ([name, field]) => askedFields[name] === field && c2s[name] !== undefined && !apart.includes(name),
  );
  return Object.fromEntries(echoed.map(([name]) => [name, c2s[name]]));
}

/** The lists whose items are about one security each: an item for each requested security, in order. */
function listsPerSecurity({ repeated = {} }: Shape, place: Place, securities: readonly Qot_Common.Security[]): Fields {
  if (securities.length === 0) return {};
  const lists = Object.entries(repeated).flatMap(([name, item]) => {
    if (typeof item === "string" || !hasOwnSecurity(item)) return [];
    return [[name, securities.map((security, index) => makeItem(item, place, name, index, security))]];
  });
  return Object.fromEntries(lists);
}

/** The rows of a page, in the list for the market. The lists for other markets are empty. */
function rowsOf({ paging, s2c }: SchemaProtocol, place: Place, start: number, end: number): Fields {
  const names = paging?.fields.rows ?? [];
  const prefix = place.profile.market.toLowerCase();
  const filled = names.find((name) => name.startsWith(prefix)) ?? names[0];
  const lists = names.map((name) => {
    const item = s2c.shape.repeated?.[name];
    if (name !== filled || typeof item !== "object") return [name, []];
    return [name, Array.from({ length: end - start }, (_, row) => makeItem(item, place, name, start + row))];
  });
  return Object.fromEntries(lists);
}
