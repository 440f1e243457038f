import { channel } from "node:diagnostics_channel";
import { expect, it, onTestFinished, vi } from "vitest";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import { rejectionOf, thrownBy } from "../testing/caught.js";
import { reply } from "../testing/fake-gateway.js";
import { body, c2s, cut, openScene } from "../testing/open-scene.js";
import { createTelemetry } from "./create-telemetry.js";
import type { LogEntry } from "./log-entry.js";
import { Telemetry } from "./telemetry.js";

/** Returns the lines written to the console. */
function watchConsole(): string[] {
  const lines: string[] = [];
  for (const method of ["error", "warn"] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((line) => void lines.push(String(line)));
    onTestFinished(() => spy.mockRestore());
  }
  return lines;
}

const retry = { level: "info", event: "retry", message: "again", protocol: "P", attempt: 1, attempts: 5 } as const;
const entry: LogEntry = { ...retry, error: new Error("lost") };

it("logs each request on one line: protocol, serial number, time, bytes and outcome", async () => {
  const entries: LogEntry[] = [];
  const scene = await openScene({ log: (one) => entries.push(one), retry: false });
  await scene.client.call(Qot_GetShortInterest, c2s);
  scene.onQuery = (request, peer) => reply(peer, request, Qot_GetShortInterest, { retType: -1, retMsg: "no" });
  await rejectionOf(scene.client.call(Qot_GetShortInterest, c2s));
  scene.onQuery = (_, peer) => peer.cut();
  await rejectionOf(scene.client.call(Qot_GetShortInterest, c2s));
  const requests = entries.filter((one) => one.event === "request").filter(({ protocolId }) => protocolId === 3249);
  expect(requests.map(({ message }) => message)).toEqual([
    "Qot_GetShortInterest (3249) serial 3: 0.0 ms, 13 bytes out, 4 bytes in, retType 0",
    "Qot_GetShortInterest (3249) serial 4: 0.0 ms, 13 bytes out, 15 bytes in, retType -1: no",
    expect.stringMatching(/^Qot_GetShortInterest \(3249\) serial 5: 0\.0 ms, 13 bytes out, 0 bytes in, .*is gone/),
  ]);
  expect(requests.map(({ retType, error }) => [retType, error?.name])).toEqual([
    [0, undefined],
    [-1, undefined],
    [undefined, "OpendError"],
  ]);
});

it("counts requests, replies, retries, bytes, reconnects and round trips", async () => {
  const scene = await openScene();
  const before = scene.client.stats();
  expect(before).toMatchObject({ requests: 2, replies: 2, retries: 0, reconnects: 0, pushes: 0, strayFrames: 0 });
  scene.onQuery = (_, peer) => {
    scene.onQuery = (request, next) => {
      scene.clock.advance(20);
      reply(next, request, Qot_GetShortInterest, { s2c: body });
    };
    peer.cut();
  };
  const answer = scene.client.call(Qot_GetShortInterest, c2s);
  await scene.until("ready", 2);
  await answer;
  const after = scene.client.stats();
  expect(after).toMatchObject({ requests: 6, replies: 5, retries: 1, reconnects: 1 });
  expect(after.bytesSent - before.bytesSent).toBeGreaterThan(4 * 44);
  expect(after.bytesReceived - before.bytesReceived).toBeGreaterThan(3 * 44);
  expect(after.roundTrips).toMatchObject({ count: 5, minMs: 0, maxMs: expect.any(Number) });
  expect(after.roundTrips?.maxMs).toBeGreaterThanOrEqual(20);
  expect(before.requests).toBe(2);
});

it("reports the rest of the frequency limits", async () => {
  const scene = await openScene({ limiter: undefined });
  expect(scene.client.stats().quota).toEqual({});
  for (let n = 0; n < 3; n++) await scene.client.call(Qot_GetShortInterest, c2s);
  const { quota } = scene.client.stats();
  expect(quota).toEqual({ Qot_GetShortInterest: { left: 27, requests: 30, perSeconds: 30, waiting: 0 } });
  scene.clock.advance(30_001);
  expect(scene.client.stats().quota).toEqual({});
});

/** A runtime with these variables. */
function withVariables(env: Readonly<Record<string, string>>) {
  return { readVariable: (name: string) => env[name] };
}

it.each([
  [undefined, {}, "warn"],
  [undefined, { OPEND_LOG: "debug" }, "debug"],
  [undefined, { OPEND_LOG: "off" }, "off"],
  ["error", { OPEND_LOG: "debug" }, "error"],
  ["off", { OPEND_LOG: "debug" }, "off"],
] as const)("log %s with %o logs at %s", (log, env, level) => {
  const lines = watchConsole();
  const telemetry = createTelemetry(log, withVariables(env));
  const levels = ["error", "warn", "info", "debug"] as const;
  for (const one of levels) telemetry.log({ ...entry, level: one });
  expect(lines).toEqual(
    levels.slice(0, level === "off" ? 0 : levels.indexOf(level) + 1).map((one) => `opend ${one}: again`),
  );
});

it("rejects an unknown level, and warns about one in the variable", () => {
  const lines = watchConsole();
  // @ts-expect-error not a level
  expect(thrownBy(() => createTelemetry("verbose", withVariables({})))).toMatchObject({
    code: "InvalidOption",
    option: "log",
  });
  createTelemetry(undefined, withVariables({ OPEND_LOG: "dbug" }));
  expect(lines).toEqual(['opend warn: OPEND_LOG is one of "off", "error", "warn", "info", "debug", not "dbug"']);
});

it("publishes entries on diagnostics channels, whatever the level of the log", async () => {
  const published: unknown[] = [];
  const listener = (message: unknown) => published.push(message);
  channel("opend:request").subscribe(listener);
  onTestFinished(() => void channel("opend:request").unsubscribe(listener));
  const scene = await openScene({ log: "off" });
  await scene.client.call(Qot_GetShortInterest, c2s);
  expect(published.at(-1)).toMatchObject({ event: "request", protocol: "Qot_GetShortInterest", retType: 0 });
});

it("calls callbacks, and contains their errors", async () => {
  const entries: LogEntry[] = [];
  const telemetry = new Telemetry({ level: "error", write: (one) => entries.push(one) });
  expect(telemetry.callback("onIt", (a: number, b: number) => a + b, 1, 2)).toBe(3);
  expect(telemetry.callback("onIt", undefined)).toBeUndefined();
  const broken = (): number => {
    throw new Error("oops");
  };
  expect(telemetry.callback("onThis", broken)).toBeUndefined();
  telemetry.callback("onThat", async () => broken());
  await Promise.resolve();
  expect(entries).toMatchObject([
    { event: "callback-failed", callback: "onThis", error: { message: "oops" } },
    { event: "callback-failed", callback: "onThat", error: { message: "oops" } },
  ]);
});

it("reports a lost connection on the console by default", async () => {
  const lines = watchConsole();
  const scene = await openScene({ log: undefined });
  cut(scene);
  await scene.until("ready", 2);
  expect(lines).toEqual([
    expect.stringMatching(/^opend warn: the connection to tcp:\S+ is gone.* Connecting again until it works/),
    expect.stringMatching(/^opend warn: connected to tcp:\S+ again; nothing arrived for \d+ ms$/),
  ]);
});
