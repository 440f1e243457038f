import { setTimeout as sleep } from "node:timers/promises";
import { settle } from "@opend/test-kit/queue";
import { describe, expect, it } from "vitest";
import { systemClock } from "../base/clock.js";
import { Notify } from "../gen/protocols/Notify.js";
import { Qot_UpdateKL } from "../gen/protocols/Qot_UpdateKL.js";
import { Qot_UpdateTicker } from "../gen/protocols/Qot_UpdateTicker.js";
import { Trd_UpdateOrder } from "../gen/protocols/Trd_UpdateOrder.js";
import { rejectionOf } from "../testing/caught.js";
import { openPushScene, type PushScene } from "../testing/open-push-scene.js";

const [a, b] = ["HK.00001", "HK.00002"] as const;

/** Cuts the connection and waits for the next one. */
async function reconnect(scene: PushScene, epoch = 2): Promise<void> {
  scene.cut();
  await scene.until("ready", epoch);
}

describe("a topic that is refused on a new connection", () => {
  it("ends a stream without other topics with the refusal, after the waiting pushes, and can be subscribed again", async () => {
    const scene = await openPushScene();
    const stream = scene.client.pushes(Qot_UpdateTicker, { codes: [a] });
    await stream.open();
    scene.push("00001", 7);
    await expect.poll(() => scene.client.stats().pushes).toBe(1);
    scene.refused.add("00001");
    await reconnect(scene);
    const iterator = stream[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toMatchObject({ tickerList: [{ sequence: 7n }] });
    expect(await rejectionOf(iterator.next())).toMatchObject({ code: "UnknownSecurity", retMsg: "unknown stock" });
    const refused = { event: "subscription-refused", level: "warn", topics: ["data type 4 of HK.00001"] };
    expect(scene.log).toContainEqual(expect.objectContaining(refused));

    expect((await rejectionOf(scene.client.pushes(Qot_UpdateTicker, { codes: [a] }).open())).code).toBe(
      "UnknownSecurity",
    );
    scene.refused.clear();
    await scene.client.pushes(Qot_UpdateTicker, { codes: [a] }).open();
    expect(scene.topics).toEqual(["4 00001"]);
  });

  it("is reported to a stream with other topics, which continues", async () => {
    const scene = await openPushScene();
    const told: unknown[] = [];
    const codes = [a, b];
    const stream = scene.client.pushes(Qot_UpdateTicker, { codes, onRefused: (failed) => told.push(failed) });
    const iterator = stream[Symbol.asyncIterator]();
    const next = iterator.next();
    await expect.poll(() => scene.topics.length).toBe(2);
    scene.refused.add("00001");
    await reconnect(scene);
    const failed = [{ subType: 4, code: a, error: expect.objectContaining({ code: "UnknownSecurity" }) }];
    expect(told).toEqual([failed]);
    expect(stream.refused).toEqual(failed);
    expect(scene.client.state).toMatchObject({ resumed: { failed } });
    scene.push("00002");
    expect((await next).value).toMatchObject({ security: { code: "00002" } });

    scene.refused.clear();
    await reconnect(scene, 3);
    expect(stream.refused).toEqual([]);
    expect(scene.topics).toEqual(["4 00001", "4 00002"]);
    await iterator.return();
  });

  it("may also be an account", async () => {
    const scene = await openPushScene();
    const stream = scene.client.pushes(Trd_UpdateOrder, { accounts: [1n] });
    const both = scene.client.pushes(Trd_UpdateOrder, { accounts: [1n, 2n] });
    await Promise.all([stream.open(), both.open()]);
    scene.refused.add("1");
    await reconnect(scene);
    expect(scene.subscribers.at(-1)?.accounts).toEqual([2n]);
    expect(await rejectionOf(stream[Symbol.asyncIterator]().next())).toMatchObject({ retMsg: "no such account" });
    expect(both.refused).toMatchObject([{ account: 1n }]);
    scene.refused.clear();
    await scene.client.pushes(Trd_UpdateOrder, { accounts: [1n] }).open();
    expect(scene.subscribers.at(-1)?.accounts).toEqual([2n, 1n]);
  });
});

describe("opening", () => {
  it("requests all data types at once, so that none is left behind when one is refused", async () => {
    const scene = await openPushScene();
    scene.refused.add("7 00001");
    const stream = scene.client.pushes(Qot_UpdateKL, { codes: [a], subTypes: [6, 7] });
    expect((await rejectionOf(stream.open())).code).toBe("UnknownSecurity");
    expect(scene.topics).toEqual([]);
    expect(scene.requests).toMatchObject([{ subTypes: [6, 7], codes: ["00001"] }]);
  });

  it("releases accepted topics after 60 s when another one was refused", async () => {
    const scene = await openPushScene();
    // More codes than fit into one request.
    const codes = Array.from({ length: 300 }, (_, index) => `HK.${10_000 + index}`);
    scene.refused.add("10299");
    expect((await rejectionOf(scene.client.pushes(Qot_UpdateTicker, { codes }).open())).code).toBe("UnknownSecurity");
    expect(scene.topics.length).toBeGreaterThan(0);
    await scene.pass(62_000);
    expect(scene.topics).toEqual([]);
    expect(scene.violations).toEqual([]);
  });

  it("waits for a reconnect, and requests all topics as soon as there is a connection", async () => {
    const scene = await openPushScene();
    scene.isDead = true;
    scene.cut();
    await scene.until("reconnecting");
    let opened = 0;
    const opening = [
      scene.client.pushes(Qot_UpdateTicker, { codes: [a] }),
      scene.client.pushes(Trd_UpdateOrder, { accounts: [1n] }),
      scene.client.pushes(Notify),
    ].map((stream) => stream.open().then(() => opened++));
    await settle();
    expect(opened).toBe(0);
    scene.isDead = false;
    await scene.until("ready", 2);
    await Promise.all(opening);
    expect(scene.topics).toEqual(["4 00001"]);
    expect(scene.subscribers.at(-1)?.accounts).toEqual([1n]);
  });

  it("ends with the refusal when the new connection refuses it", async () => {
    const scene = await openPushScene();
    scene.refused.add("00001").add("1");
    scene.cut();
    await scene.until("reconnecting");
    const opening = [
      rejectionOf(scene.client.pushes(Qot_UpdateTicker, { codes: [a] }).open()),
      rejectionOf(scene.client.pushes(Trd_UpdateOrder, { accounts: [1n] }).open()),
    ];
    await scene.until("ready", 2);
    expect((await Promise.all(opening)).map(({ code }) => code)).toEqual(["UnknownSecurity", "GatewayError"]);
  });

  it("stops waiting at its signal and at the end of the client, and leaves nothing behind", async () => {
    const scene = await openPushScene();
    scene.isDead = true;
    scene.cut();
    await scene.until("reconnecting");
    const stop = new AbortController();
    const aborted = rejectionOf(scene.client.pushes(Qot_UpdateTicker, { codes: [a], signal: stop.signal }).open());
    const left = scene.client.pushes(Qot_UpdateTicker, { codes: [b] })[Symbol.asyncIterator]();
    const next = left.next();
    stop.abort();
    expect((await aborted).code).toBe("Aborted");
    await left.return();
    expect(await next).toEqual({ done: true, value: undefined });
    scene.isDead = false;
    await scene.until("ready", 2);
    expect(scene.topics).toEqual([]);
    scene.isDead = true;
    scene.cut();
    await scene.until("reconnecting", 2);
    const closed = rejectionOf(scene.client.pushes(Qot_UpdateTicker, { codes: [a] }).open());
    await scene.client.close();
    expect((await closed).code).toBe("SessionClosed");
    await settle();
    expect(scene.clock.scheduled).toBe(0);
  });

  it("continues when the connection is lost in the meantime", async () => {
    const scene = await openPushScene();
    scene.delayMs = 50;
    const opening = scene.client.pushes(Qot_UpdateTicker, { codes: [a] }).open();
    await expect.poll(() => scene.requests.length).toBe(1);
    scene.delayMs = 0;
    scene.cut();
    await scene.until("ready", 2);
    await opening;
    expect(scene.topics).toEqual(["4 00001"]);
  });
});

describe("leaving", () => {
  it("releases a stream that was opened without a loop when its signal fires", async () => {
    const scene = await openPushScene();
    const stop = new AbortController();
    const { signal } = stop;
    const quotes = scene.client.pushes(Qot_UpdateTicker, { codes: [a], signal });
    const orders = scene.client.pushes(Trd_UpdateOrder, { accounts: [1n], signal });
    await Promise.all([quotes.open(), orders.open()]);
    stop.abort();
    await expect.poll(() => scene.accountLists).toEqual([[1n], []]);
    await scene.pass(62_000);
    expect(scene.topics).toEqual([]);
    expect((await rejectionOf(quotes[Symbol.asyncIterator]().next())).code).toBe("Aborted");
  });

  it("releases a stream that was opened without a loop when it ends on its own", async () => {
    const scene = await openPushScene();
    const stream = scene.client.pushes(Qot_UpdateTicker, { codes: [a], bufferSize: 1, policy: "error" });
    await stream.open();
    for (const sequence of [1, 2]) scene.push("00001", sequence);
    await scene.pass(62_000);
    expect(scene.topics).toEqual([]);
    const iterator = stream[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toMatchObject({ tickerList: [{ sequence: 1n }] });
    expect((await rejectionOf(iterator.next())).code).toBe("SlowConsumer");
  });

  it("is possible while waiting for a push, and before the first", async () => {
    const scene = await openPushScene();
    const stream = scene.client.pushes(Qot_UpdateTicker, { codes: [a] });
    const iterator = stream[Symbol.asyncIterator]();
    const next = iterator.next();
    await expect.poll(() => scene.topics.length).toBe(1);
    expect(await iterator.return()).toEqual({ done: true, value: undefined });
    expect(await next).toEqual({ done: true, value: undefined });
    await stream.open();
    await stream[Symbol.asyncIterator]().return();
    await scene.pass(62_000);
    expect(scene.topics).toEqual([]);
    expect(scene.requests).toHaveLength(2);
  });

  it("tries again if the gateway does not end the subscription yet", async () => {
    const scene = await openPushScene();
    const stream = scene.client.pushes(Qot_UpdateTicker, { codes: [a] });
    await stream.open();
    await stream[Symbol.asyncIterator]().return();
    // According to the gateway, the subscription began later.
    scene.subscribers[0]?.topics.set("4 00001", scene.clock.nowMs() + 10_000);
    await scene.pass(62_000);
    expect(scene.violations).toEqual(["4 00001"]);
    await scene.pass(62_000);
    expect(scene.topics).toEqual([]);
  });
});

it("a callback that throws is logged, and the connection continues", async () => {
  const scene = await openPushScene();
  const fail = () => {
    throw new Error("mine");
  };
  const codes = [a, b];
  const stream = scene.client.pushes(Qot_UpdateTicker, { codes, bufferSize: 1, onSlowConsumer: fail, onRefused: fail });
  await stream.open();
  for (const sequence of [1, 2, 3]) scene.push("00001", sequence);
  await expect.poll(() => scene.client.stats()).toMatchObject({ pushes: 3, pushesDropped: 2 });
  const slow = { event: "slow-consumer", level: "warn", protocol: "Qot_UpdateTicker" };
  expect(scene.log.filter(({ event }) => event === "slow-consumer")).toMatchObject([slow]);
  scene.refused.add("00001");
  await reconnect(scene);
  expect(scene.client.state).toMatchObject({ status: "ready", epoch: 2 });
  const failed = scene.log.flatMap((entry) => (entry.event === "callback-failed" ? [entry.callback] : []));
  expect(failed).toEqual(["onSlowConsumer", "onRefused"]);
});

it("a thousand codes are subscribed again within a second at 50 ms a reply", async () => {
  const scene = await openPushScene({ clock: systemClock });
  const codes = Array.from({ length: 1_000 }, (_, index) => `HK.${10_000 + index}`);
  const stream = scene.client.pushes(Qot_UpdateTicker, { codes });
  await stream.open();
  scene.delayMs = 50;
  const asked = scene.requests.length;
  scene.cut();
  const startMs = performance.now();
  await expect.poll(() => scene.client.state, { timeout: 10_000, interval: 5 }).toMatchObject({ epoch: 2 });
  expect(performance.now() - startMs).toBeLessThan(1_000);
  expect(scene.topics).toHaveLength(1_000);
  expect(scene.requests.length - asked).toBeLessThanOrEqual(5);
  await sleep(1);
});

it("the earliest topics win when the quota runs out, and the rest are reported without a request for each", async () => {
  const scene = await openPushScene();
  const codes = Array.from({ length: 1_000 }, (_, index) => `HK.${10_000 + index}`);
  const stream = scene.client.pushes(Qot_UpdateTicker, { codes });
  await stream.open();
  scene.quota = 321;
  const asked = scene.requests.length;
  await reconnect(scene);
  expect(scene.topics).toEqual(codes.slice(0, 321).map((code) => `4 ${code.slice(3)}`));
  expect(stream.refused.map(({ code }) => code)).toEqual(codes.slice(321));
  expect(scene.requests.length - asked).toBeLessThan(60);
});
