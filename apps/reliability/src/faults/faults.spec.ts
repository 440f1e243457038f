import { createManualClock } from "@opend/core";
import type { DailyShortVolume } from "@opend/futu";
import { GetGlobalState, Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { kickAfterLogin, repeatCursor, stallReplies } from "@opend/sim";
import { within } from "@opend/test-kit/within";
import { describe, expect, it, onTestFinished } from "vitest";
import { errorOf, rejectionOf } from "../testing/caught.js";
import { connectOn, type Route, routes, startOn } from "../testing/routes.js";
import { harmlessCases, noticedCases } from "./fault-cases.js";

const tradingDays = 120;
const pageSize = 50;
const code = "US.AAPL";
const settleMs = 5000;
const all = { limit: Number.POSITIVE_INFINITY };

/** A gateway and clients with manual clocks. */
async function open(route: Route) {
  const gatewayClock = createManualClock();
  const gateway = await startOn(route, { tradingDays, clock: gatewayClock });
  onTestFinished(() => gateway.close());
  const clock = createManualClock();
  const enter = () => within(settleMs, connectOn(route, gateway, { clock }));
  const undisturbed = async () => {
    const client = await enter();
    const rows = await client.dailyShortVolume(code).toArray(all);
    await client.close();
    return rows;
  };
  const expectNothingLeft = async () => {
    expect(clock.scheduled).toBe(0);
    await expect.poll(() => gateway.connections).toBe(0);
    expect(gatewayClock.scheduled).toBe(0);
  };
  /** Advances the client's clock, in steps that leave room for a heartbeat and its reply. */
  const idle = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 10_000) {
      clock.advance(10_000);
      await new Promise(setImmediate);
    }
  };
  return { gateway, gatewayClock, clock, enter, undisturbed, idle, expectNothingLeft };
}

describe.each(routes)("faults over $name", (route) => {
  it.each(harmlessCases)("$name: the user notices nothing", async ({ fault }) => {
    const { gateway, enter, expectNothingLeft } = await open(route);
    const client = await enter();
    // Two walks at a time, so that the gateway can join and swap replies.
    const walkBoth = () =>
      Promise.all(["HK.00700", code].map((each) => client.dailyShortVolume(each, { pageSize }).toArray(all)));
    const undisturbed = await walkBoth();
    const release = gateway.inject(fault);
    expect(await within(settleMs, walkBoth())).toEqual(undisturbed);
    // Includes the handshake when the fault affects all replies.
    const other = await enter();
    release();
    for (const each of [client, other]) await each.close();
    expect(await client.closed).toBeUndefined();
    expect(gateway.violations).toEqual([]);
    await expectNothingLeft();
  });

  it("a stall that ends in time: the user notices nothing", async () => {
    const { gateway, gatewayClock, enter, expectNothingLeft } = await open(route);
    const client = await enter();
    const undisturbed = await client.dailyShortVolume(code).page();
    const before = gatewayClock.scheduled;
    gateway.inject(stallReplies({ ms: 5000 }));
    const page = client.dailyShortVolume(code).page();
    await expect.poll(() => gatewayClock.scheduled).toBe(before + 1);
    gatewayClock.advance(5000);
    expect(await within(settleMs, page)).toEqual(undisturbed);
    await client.close();
    await expectNothingLeft();
  });

  it.each(noticedCases.filter(({ transport = route.transport }) => transport === route.transport))(
    "$name: $cause, and a cursor to continue from",
    async ({ fault, cause: expected, retryable, ends, idleMs = 0, waitMs }) => {
      const { gateway, clock, enter, undisturbed, idle, expectNothingLeft } = await open(route);
      const expectedRows = await undisturbed();
      const client = await enter();
      const pages = client.dailyShortVolume(code, { pageSize }).pages();
      const first = await pages.next();
      const rows: DailyShortVolume[] = first.done ? [] : [...first.value.rows];

      gateway.inject(fault);
      await idle(idleMs);
      const asked = gateway.requestCount(Qot_GetDailyShortVolume);
      const failing = within(settleMs, rejectionOf(pages.next(), "PageFailed"));
      if (waitMs !== undefined) {
        await expect.poll(() => gateway.requestCount(Qot_GetDailyShortVolume)).toBe(asked + 1);
        clock.advance(waitMs);
      }
      const failed = await failing;
      errorOf(failed.cause, expected);
      expect(failed).toMatchObject({ retryable, pagesFetched: 1, rowsFetched: pageSize });

      if (ends !== undefined) errorOf(await within(settleMs, client.closed), ends);
      gateway.clearFaults();
      // After a silence, nobody knows whether the connection still works.
      const next = ends === undefined && waitMs === undefined ? client : await enter();
      rows.push(...(await next.dailyShortVolume(code, { pageSize, from: failed.cursor }).toArray(all)));
      expect(rows).toEqual(expectedRows);
      for (const each of new Set([client, next])) await each.close();
      await expectNothingLeft();
    },
  );

  it.each(noticedCases.filter(({ transport = route.transport }) => transport !== route.transport))(
    "$name: the user notices nothing",
    async ({ fault, idleMs = 0 }) => {
      const { gateway, clock, enter, undisturbed, expectNothingLeft } = await open(route);
      const expectedRows = await undisturbed();
      const client = await enter();
      gateway.inject(fault);
      for (let passed = 0; passed < idleMs; passed += 10_000) {
        clock.advance(10_000);
        // The gateway answers this after the heartbeat.
        await client.call(GetGlobalState, { userID: 0n });
      }
      expect(await client.dailyShortVolume(code, { pageSize }).toArray(all)).toEqual(expectedRows);
      await client.close();
      await expectNothingLeft();
    },
  );

  it("the same cursor again: RepeatedCursor, after the page that contains it", async () => {
    const { gateway, enter, undisturbed, expectNothingLeft } = await open(route);
    const expectedRows = await undisturbed();
    gateway.inject(repeatCursor());
    const client = await enter();
    const rows: DailyShortVolume[] = [];
    const walk = async () => {
      for await (const row of client.dailyShortVolume(code, { pageSize })) rows.push(row);
    };
    const error = await within(settleMs, rejectionOf(walk(), "RepeatedCursor"));
    expect(error).toMatchObject({ pagesFetched: 2, rowsFetched: 2 * pageSize, retryable: false });
    expect(rows).toEqual(expectedRows.slice(0, 2 * pageSize));
    gateway.clearFaults();
    expect((await client.call(GetGlobalState, { userID: 0n })).qotLogined).toBe(true);
    await client.close();
    await expectNothingLeft();
  });

  it("kicked after login: connecting fails, and the next attempt gets in", async () => {
    const { gateway, enter, expectNothingLeft } = await open(route);
    gateway.inject(kickAfterLogin({ times: 1 }));
    expect((await rejectionOf(enter(), "ConnectionLost")).retryable).toBe(true);
    await expectNothingLeft();
    await (await enter()).close();
    await expectNothingLeft();
  });

  it("half-open at login: connecting fails in time", async () => {
    const { gateway, clock, expectNothingLeft } = await open(route);
    gateway.inject(stallReplies({ protocol: "all" }));
    const failing = rejectionOf(connectOn(route, gateway, { clock }), "Timeout");
    await expect.poll(() => gateway.connections).toBe(1);
    await expect.poll(() => clock.scheduled).toBe(2);
    clock.advance(10_000);
    expect((await within(settleMs, failing)).retryable).toBe(true);
    await expectNothingLeft();
  });
});
