import type { OffsetPagingFields, PagedProtocol } from "@opend/core";
import * as protocols from "@opend/futu/protocols";
import { handle } from "@opend/sim";
import { minimalRequest } from "@opend/test-kit/minimal-request";
import { afterEach, describe, expect, it } from "vitest";
import { connectOn, plainTcp, startOn } from "../testing/routes.js";

type Fields = Readonly<Record<string, unknown>>;
type AnyPaged = PagedProtocol<Fields, Fields, Fields, Fields, Fields>;

const exported: readonly unknown[] = Object.values(protocols);
const paged = exported.filter(isPaged);
const byOffset = paged.filter(({ paging }) => "offset" in paging.fields);
const opened: AsyncDisposable[] = [];

function isPaged(value: unknown): value is AnyPaged {
  return typeof value === "object" && value !== null && "paging" in value;
}

function offsetFieldsOf({ paging: { fields }, name }: AnyPaged): OffsetPagingFields {
  if ("offset" in fields) return fields;
  throw new Error(`${name} has no offset`);
}

afterEach(async () => {
  for (const resource of opened.splice(0).reverse()) await resource[Symbol.asyncDispose]();
});

/** The first page of a simulated gateway, and a client of a gateway that answers every request with `answer`. */
async function setup(protocol: AnyPaged, answer: (first: Fields, offset: number, size: number) => Fields) {
  const good = await startOn(plainTcp, { pagedRows: 41, rateLimit: false });
  opened.push(good);
  const source = await connectOn(plainTcp, good, { limiter: false });
  opened.push(source);
  const c2s = minimalRequest(protocol.request.shape, protocols.Qot_Common.SecurityShape);
  const { s2c, rows } = await source.paginate(protocol, c2s).page();
  const fields = offsetFieldsOf(protocol);
  const handler = handle(protocol, (asked) =>
    answer(s2c, Number(asked[fields.offset] ?? 0), Number(asked[fields.pageSize ?? ""] ?? rows.length)),
  );
  const bad = await startOn(plainTcp, { handlers: [handler], rateLimit: false });
  opened.push(bad);
  const client = await connectOn(plainTcp, bad, { limiter: false });
  opened.push(client);
  return { client, gateway: bad, c2s, rows };
}

/** A reply that says that more pages follow. */
function withMore(protocol: AnyPaged, s2c: Fields): Fields {
  const { lastPage, allCount } = offsetFieldsOf(protocol);
  const more = { ...s2c };
  if (lastPage !== undefined) more[lastPage] = typeof s2c[lastPage] === "number" ? 0 : false;
  if (allCount !== undefined) more[allCount] = 1_000_000;
  return more;
}

it("covers every protocol with an offset", () => {
  expect(byOffset).toHaveLength(14);
});

it("no request has a field named request, which is what a walk's position uses", () => {
  for (const { request } of paged)
    expect(Object.keys(minimalRequest(request.shape, protocols.Qot_Common.SecurityShape))).not.toContain("request");
});

describe.each(byOffset)("$name", (protocol) => {
  it("ends when the gateway returns the same page forever", async () => {
    const { client, gateway, c2s, rows } = await setup(protocol, (first) => withMore(protocol, first));
    const walk = client.paginate(protocol, c2s).toArray({ limit: 1_000_000 });
    await expect(walk).rejects.toMatchObject({ code: "RepeatedCursor", cursor: String(rows.length), pagesFetched: 1 });
    expect(gateway.requestCount(protocol)).toBe(2);
  });

  it("ends when the gateway starts over after its last page", async () => {
    const [name] = offsetFieldsOf(protocol).rows;
    if (name === undefined) throw new Error("no rows");
    const { client, gateway, c2s, rows } = await setup(protocol, (first, offset, size) => {
      const list: readonly unknown[] = Array.isArray(first[name]) ? first[name] : [];
      const at = offset % list.length;
      return withMore(protocol, { ...first, [name]: list.slice(at, at + size) });
    });
    const { pageSize } = protocol.paging;
    const small = pageSize && Math.max(pageSize.min, 10);
    const walk = client.paginate(protocol, c2s, { pageSize: small }).toArray({ limit: 1_000_000 });
    await expect(walk).rejects.toMatchObject({ code: "RepeatedCursor" });
    expect(gateway.requestCount(protocol)).toBeLessThan(40);
    expect(rows.length).toBeGreaterThan(2);
  });

  it("ends when the gateway always claims that more follows, but has no more", async () => {
    const [name] = offsetFieldsOf(protocol).rows;
    if (name === undefined) throw new Error("no rows");
    const { client, gateway, c2s, rows } = await setup(protocol, (first, offset) =>
      withMore(protocol, offset === 0 ? first : { ...first, [name]: [] }),
    );
    expect(await client.paginate(protocol, c2s).toArray({ limit: 1_000_000 })).toHaveLength(rows.length);
    expect(gateway.requestCount(protocol)).toBe(2);
  });
});
