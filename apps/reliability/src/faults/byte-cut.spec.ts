import { createManualClock, type ErrorCode, isOpendError, type ManualClock } from "@opend/core";
import type { DailyShortVolume } from "@opend/futu";
import { GetGlobalState, Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { isPagerError } from "@opend/pager";
import { pushNotify } from "@opend/sim";
import { type Cut, type Side, startCuttingProxy } from "@opend/test-kit/cutting-proxy";
import { within } from "@opend/test-kit/within";
import { describe, expect, it } from "vitest";
import { type AnyErrorCode, errorOf } from "../testing/caught.js";
import { connectOn, encryptedTcp, plainTcp, plainWebSocket, type Route, startOn } from "../testing/routes.js";
import { portOf } from "../testing/targets.js";

// A typical session: handshake, brand, three pages, and a push before the second and the third page.
const code = "US.AAPL";
const pageSize = 4;
const tradingDays = 3 * pageSize;
const all = { limit: Number.POSITIVE_INFINITY };
const settleMs = 5000;
/** How long a client looks whether a port that hung up does so unasked. */
const lookMs = 300;

// By default, every offset over plain TCP and every third elsewhere, to keep the suite quick.
const stride = Number(process.env["OPEND_CUT_STRIDE"] ?? 3);
const plans = [
  { route: plainTcp, stride: 1 },
  { route: plainWebSocket, stride },
  { route: encryptedTcp, stride },
];
const cases = plans.flatMap(({ route, stride }) =>
  (["gateway", "client"] as const).map((from) => {
    const offsets = stride === 1 ? "every byte" : `every byte divisible by ${stride}`;
    return { route, from, stride, name: `${offsets} from the ${from}, over ${route.name}` };
  }),
);

describe.each(cases)("a cut at $name", ({ route, from, stride }) => {
  it("settles every promise, leaves nothing behind, and loses no row", { timeout: 120_000 }, async () => {
    const world = await startWorld(route);
    const whole = await world.run(undefined);
    expect(whole).toMatchObject({ failure: undefined, answered: true });
    expect(whole.rows).toHaveLength(tradingDays);
    const total = world.passed(from);
    const handles = countHandles();
    const failures = new Map<string, number>();
    for (let after = 0; after <= total; after += stride) {
      const { rows, failure, cursor } = await world.run({ after, from });
      const rest = failure === undefined ? [] : await world.rowsFrom(cursor);
      expect([...rows, ...rest], `cut after ${after} of ${total} bytes from the ${from}`).toEqual(whole.rows);
      failures.set(failure ?? "none", (failures.get(failure ?? "none") ?? 0) + 1);
    }
    await expect.poll(() => world.left()).toEqual({ connections: 0, sockets: 0 });
    await expect.poll(() => countHandles() - handles).toBeLessThanOrEqual(0);
    await world.close();
    // Only a cut after the very last byte comes too late to matter.
    expect(failures.get("none") ?? 0).toBeLessThanOrEqual(1);
    expect(failures.get("PageFailed")).toBeGreaterThan(0);
  });
});

/** The errors that report a cut while connecting. */
const connectErrors: readonly ErrorCode[] = ["ConnectFailed", "HandshakeRefused", "ConnectionLost"];

interface Run {
  readonly rows: readonly DailyShortVolume[];
  /** The code of the error that ended the walk. */
  readonly failure: AnyErrorCode | undefined;
  /** Whether the gateway answered the request outside the walk. */
  readonly answered: boolean;
  /** The cursor to continue from. */
  readonly cursor: string | undefined;
}

async function startWorld(route: Route) {
  const faults = [pushNotify({ protocol: Qot_GetDailyShortVolume, after: 1 })];
  const gateway = await startOn(route, { tradingDays, rateLimit: false, faults });
  const proxy = await startCuttingProxy(portOf(route.transport === "tcp" ? gateway.tcpUrl : gateway.wsUrl));
  const url = `${route.transport === "tcp" ? "tcp" : "ws"}://127.0.0.1:${proxy.port}`;
  const rest = new Map<string | undefined, readonly DailyShortVolume[]>();

  const run = async (cut: Cut | undefined): Promise<Run> => {
    // This clock stands still: nothing but a second look at a port that hung up may need time to pass.
    const clock = createManualClock();
    proxy.cut = cut;
    const rows: DailyShortVolume[] = [];
    let answered = false;
    let cursor: string | undefined;
    let failure: AnyErrorCode | undefined;
    let unsettled = 0;
    const watch = <T>(promise: Promise<T>): Promise<T> => {
      unsettled++;
      const settle = () => {
        unsettled--;
      };
      promise.then(settle, settle);
      return promise;
    };
    const session = async () => {
      const options = { url, clock, clientId: "byte cut", limiter: false } as const;
      const client = await secondLook(clock, watch(connectOn(route, gateway, options)));
      // In flight at the same time as the first page.
      const state = watch(client.call(GetGlobalState, { userID: 0n })).then(
        () => true,
        (error: unknown) => !isOpendError(error, "ConnectionLost"),
      );
      try {
        const pages = client.dailyShortVolume(code, { pageSize }).pages();
        for (;;) {
          const next = await watch(pages.next());
          if (next.done) break;
          rows.push(...next.value.rows);
        }
      } catch (error) {
        if (!isPagerError(error, "PageFailed")) throw error;
        errorOf(error.cause, "ConnectionLost");
        errorOf(await watch(client.closed), "ConnectionLost");
        ({ code: failure, cursor } = error);
      } finally {
        answered = await state;
        await watch(client.close());
      }
    };
    try {
      await within(settleMs, session());
    } catch (error) {
      if (!isOpendError(error, ...connectErrors)) throw new Error(`${JSON.stringify(cut)}: ${error}`, { cause: error });
      failure = error.code;
    }
    const place = JSON.stringify(cut);
    expect(unsettled, `promises left: ${place}`).toBe(0);
    expect(clock.scheduled, `timers left: ${place}`).toBe(0);
    return { rows, failure, answered, cursor };
  };
  /** Returns the rows from a cursor on. The gateway's rows never change, so the client requests each only once. */
  const rowsFrom = async (cursor: string | undefined) => {
    const known = rest.get(cursor);
    if (known) return known;
    const client = await connectOn(route, gateway);
    const rows = await client.dailyShortVolume(code, { from: cursor }).toArray(all);
    await client.close();
    rest.set(cursor, rows);
    return rows;
  };
  return {
    run,
    rowsFrom,
    passed: (side: Side) => proxy.passed[side],
    left: () => ({ connections: gateway.connections, sockets: proxy.sockets }),
    async close() {
      await proxy.close();
      await gateway.close();
    },
  };
}

/** Lets pass what a second look waits for, again and again, and less in all than any time limit. */
async function secondLook<T>(clock: ManualClock, connecting: Promise<T>): Promise<T> {
  let looks = 0;
  const timer = setInterval(() => {
    if (looks++ < 10) clock.advance(lookMs);
  }, 10);
  try {
    return await connecting;
  } finally {
    clearInterval(timer);
  }
}

/** Returns the sockets and timers that keep this process running. */
function countHandles(): number {
  return process.getActiveResourcesInfo().filter((name) => /TCPSocketWrap|Timeout|TCPConnectWrap/.test(name)).length;
}
