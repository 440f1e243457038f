import { expect, it } from "vitest";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import type { LogEntry } from "../telemetry/log-entry.js";
import { body, c2s, cut, openScene } from "../testing/open-scene.js";

const explode = () => {
  throw new Error("oops");
};

it.each([
  ["reconnect.decide", { reconnect: { decide: explode } }],
  ["reconnect.random", { reconnect: { random: explode } }],
  ["onStateChange", { onStateChange: explode }],
])("%s may throw: it is logged, and the client reconnects", async (callback, options) => {
  const entries: LogEntry[] = [];
  const scene = await openScene({ ...options, log: (entry) => entries.push(entry) });
  cut(scene);
  await scene.until("ready", 2);
  expect(await scene.client.call(Qot_GetShortInterest, c2s)).toEqual(body);
  expect(entries.filter(({ event }) => event === "callback-failed")[0]).toMatchObject({ level: "error", callback });
});

it.each([
  ["reconnect.decide", { decide: () => Number.NaN }],
  ["reconnect.decide", { decide: () => -1 }],
  ["reconnect.random", { random: () => Number.NaN }],
])("%s may return nonsense: it is logged, and the default is used", async (callback, reconnect) => {
  const entries: LogEntry[] = [];
  const scene = await openScene({ reconnect, log: (entry) => entries.push(entry) });
  cut(scene);
  expect(await scene.until("reconnecting")).toMatchObject({ delayMs: expect.any(Number) });
  await scene.until("ready", 2);
  expect(entries.filter(({ event }) => event === "callback-failed")[0]).toMatchObject({ level: "error", callback });
});

it("a log that throws does no harm", async () => {
  const scene = await openScene({ log: explode });
  cut(scene);
  await scene.until("ready", 2);
  expect(await scene.client.call(Qot_GetShortInterest, c2s)).toEqual(body);
});
