import { security } from "@opend/core";
import { GetGlobalState, Qot_GetShortInterest, Qot_UpdateTicker } from "@opend/core/protocols";
import { dropConnection, handle, refuse } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { isPagerError, type PagerErrorOf } from "./errors/pager-error.js";
import { open } from "./testing/open.js";

const all = { limit: Number.POSITIVE_INFINITY };
const apple = { security: security("US.AAPL") };
const tencent = { security: security("HK.00700") };
const tesla = { security: security("US.TSLA") };

/** A gateway that refuses one security only. */
const refusing = handle(Qot_GetShortInterest, ({ security: { code }, nextKey }) => {
  if (code === "00700") refuse("unknown stock");
  const page = Number(nextKey ?? 0);
  const item = { timestamp: BigInt(page), closePrice: 1 };
  return { usItemList: [item], hkItemList: [], nextKey: page < 2 ? String(page + 1) : "-1" };
});

describe("paginate", () => {
  it("walks any paged protocol without changing the request", async () => {
    const { client } = await open();
    const c2s = Object.freeze({ security: Object.freeze({ market: 11, code: "AAPL" }) });
    const rows = await client.paginate(Qot_GetShortInterest, c2s, { pageSize: 5 }).toArray(all);
    expect(rows.length).toBeGreaterThan(5);
    expect(new Set(rows.map(({ timestamp }) => timestamp)).size).toBe(rows.length);
  });

  it("includes the body of the reply with each page", async () => {
    const { client } = await open();
    const { s2c, rows, cursor } = await client
      .paginate(Qot_GetShortInterest, { security: { market: 1, code: "00700" } }, { pageSize: 2 })
      .page();
    expect(s2c.hkItemList).toEqual(rows);
    expect(cursor).toBe(s2c.nextKey);
  });
});

describe("paginate over many requests", () => {
  it("yields a page of each in turn, with the request", async () => {
    const { client } = await open();
    const requests = [apple, tencent];
    const seen = new Map<number, number>();
    for await (const page of client.paginate(Qot_GetShortInterest, requests, { pageSize: 5 }).pages()) {
      expect(page.request).toBe(requests[page.requestIndex]);
      expect(page.s2c.nextKey).toBeDefined();
      seen.set(page.requestIndex, (seen.get(page.requestIndex) ?? 0) + page.rows.length);
    }
    for (const [index, request] of requests.entries()) {
      const alone = await client.paginate(Qot_GetShortInterest, request).toArray(all);
      expect(seen.get(index)).toBe(alone.length);
    }
  });

  it("reads them from an asynchronous iterable, and takes one request twice", async () => {
    const { client } = await open();
    async function* requests() {
      yield apple;
      yield apple;
    }
    const fanOut = client.paginate(Qot_GetShortInterest, requests(), { limit: 3 });
    expect(await fanOut.toArray()).toHaveLength(6);
  });

  it("leaves out one that the gateway refuses", async () => {
    const { client } = await open({ handlers: [refusing] });
    const fanOut = client.paginate(Qot_GetShortInterest, [apple, tencent, tesla], { onFailure: "skip" });
    expect(await fanOut.toArray(all)).toHaveLength(6);
    expect(fanOut.skipped).toEqual([
      {
        request: tencent,
        requestIndex: 1,
        cursor: undefined,
        error: expect.objectContaining({ code: "UnknownSecurity", retMsg: "unknown stock" }),
      },
    ]);
  });

  it("resumes the rest when one fails", async () => {
    const { client } = await open({ handlers: [refusing] });
    const fanOut = client.paginate(Qot_GetShortInterest, [tencent, apple, tesla], { concurrency: 2 });
    const error: unknown = await fanOut.toArray(all).catch((reason: unknown) => reason);
    if (!isPagerError(error, "FanOutFailed")) throw error;
    expect(error.message).toContain("request 0: ");
    expect(error.failed).toEqual({ request: tencent, requestIndex: 0, cursor: undefined });
    const { client: other } = await open();
    const rows = await other.paginate(Qot_GetShortInterest, fanOut.rest).toArray(all);
    const whole = await other.paginate(Qot_GetShortInterest, [tencent, apple, tesla]).toArray(all);
    expect(rows).toHaveLength(whole.length);
  });
});

describe("a connection that ends for good", () => {
  const failureOf = async (work: Promise<unknown>): Promise<PagerErrorOf<"FanOutFailed">> => {
    const error: unknown = await work.catch((reason: unknown) => reason);
    if (!isPagerError(error, "FanOutFailed")) throw new Error(`no FanOutFailed: ${String(error)}`);
    return error;
  };

  it.each([true, false])("is never left out as if it were one security (retry %s)", async (retry) => {
    const codes = ["HK.00700", "US.AAPL", "HK.09988", "US.TSLA", "HK.01810"];
    for (const concurrency of [1, 2, 5]) {
      const { client } = await open(
        { faults: [dropConnection({ after: 5 })] },
        { retry, reconnect: false, log: "off" },
      );
      const fanOut = client.dailyShortVolume(codes, { pageSize: 20, concurrency, onFailure: "skip" });
      const rows: string[] = [];
      const walk = async () => {
        for await (const { code, day } of fanOut) rows.push(`${code} ${day}`);
      };
      const error = await failureOf(walk());
      expect(error.skipped).toEqual([]);
      const { client: other } = await open();
      for await (const { code, day } of other.dailyShortVolume(fanOut.rest)) rows.push(`${code} ${day}`);
      expect(new Set(rows).size).toBe(codes.length * 120);
      expect(rows).toHaveLength(codes.length * 120);
    }
  });

  it("by close() ends the walk with all remaining walks", async () => {
    const { client } = await open();
    const fanOut = client.dailyShortVolume(["HK.00700", "US.AAPL"], { pageSize: 20, onFailure: "skip" });
    const walk = async () => {
      for await (const _ of fanOut.pages()) await client.close();
    };
    expect((await failureOf(walk())).cause).toMatchObject({ code: "SessionClosed" });
    expect(fanOut.rest.length).toBeGreaterThan(0);
    expect(fanOut.skipped).toEqual([]);
  });
});

describe("misuse", () => {
  it("with an invalid request throws at the call, unchanged", async () => {
    const { client, gateway } = await open();
    const wrong = { security: { market: 1 } };
    for (const asked of [wrong, [apple, wrong]]) {
      expect(() => Reflect.apply(client.paginate, client, [Qot_GetShortInterest, asked])).toThrow(
        expect.objectContaining({ code: "InvalidMessage", path: "c2s.security.code" }),
      );
    }
    expect(gateway.requestCount(Qot_GetShortInterest)).toBe(0);
  });

  it.each<[unknown, unknown, string, string]>([
    [
      GetGlobalState,
      { userID: 0n },
      "protocol",
      "GetGlobalState has no pages, only one reply: use client.call(GetGlobalState",
    ],
    [Qot_UpdateTicker, {}, "protocol", "Qot_UpdateTicker"],
    [undefined, {}, "protocol", "paginate takes a protocol, such as Qot_RequestHistoryKL, not undefined"],
    ["Qot_GetShortInterest", {}, "protocol", "paginate takes a protocol"],
    [Qot_GetShortInterest, undefined, "c2s", "not undefined"],
    [Qot_GetShortInterest, "HK.00700", "c2s", "not HK.00700"],
    [Qot_GetShortInterest, [], "requests", "the list of requests is empty"],
    [Qot_GetShortInterest, [null], "c2s", "not null"],
  ])("throws at the call (%#)", async (protocol, asked, option, message) => {
    const { client } = await open();
    const call = () => Reflect.apply(client.paginate, client, [protocol, asked]);
    expect(call).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
    expect(call).toThrow(message);
  });
});
