import type { PagedProtocol } from "@opend/core";
import * as protocols from "@opend/futu/protocols";
import type { PagingClient } from "@opend/pager";
import type { Gateway } from "@opend/sim";
import { minimalRequest } from "@opend/test-kit/minimal-request";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectOn, plainTcp, plainWebSocket, startOn } from "../testing/routes.js";

type Fields = Readonly<Record<string, unknown>>;
type AnyPaged = PagedProtocol<Fields, Fields, Fields, Fields, Fields>;

const exported: readonly unknown[] = Object.values(protocols);
const paged = exported.filter(isPaged);
const [pagedRows, tradingDays] = [41, 41];

function isPaged(value: unknown): value is AnyPaged {
  return typeof value === "object" && value !== null && "paging" in value;
}

describe.each([plainTcp, plainWebSocket])("every paged protocol over $name", (route) => {
  let gateway: Gateway;
  let client: PagingClient;
  beforeAll(async () => {
    gateway = await startOn(route, { pagedRows, tradingDays, rateLimit: false });
    client = await connectOn(route, gateway, { limiter: false });
  });
  afterAll(async () => {
    await client.close();
    expect(gateway.violations).toEqual([]);
    await gateway.close();
  });

  it.each(paged)("$name", async (protocol) => {
    const c2s = minimalRequest(protocol.request.shape, protocols.Qot_Common.SecurityShape);
    const { pageSize } = protocol.paging;
    const small = pageSize && Math.max(pageSize.min, 7);
    const [byPage, all] = await Promise.all([
      client.paginate(protocol, c2s, { pageSize: small }).toArray({ limit: 10_000 }),
      client.paginate(protocol, c2s).toArray({ limit: 10_000 }),
    ]);
    expect(all.length).toBeGreaterThan(2);
    expect(byPage).toEqual(all);
    const first = await client.paginate(protocol, c2s, { pageSize: small }).page();
    if (first.cursor === undefined) return;
    const rest = await client
      .paginate(protocol, c2s, { pageSize: small, from: first.cursor })
      .toArray({ limit: 10_000 });
    expect([...first.rows, ...rest]).toEqual(all);
  });
});
