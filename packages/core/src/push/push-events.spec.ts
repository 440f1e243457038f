import { settle } from "@opend/test-kit/queue";
import { describe, expect, it } from "vitest";
import { systemClock } from "../base/clock.js";
import { Qot_UpdateTicker } from "../gen/protocols/Qot_UpdateTicker.js";
import { Trd_UpdateOrder } from "../gen/protocols/Trd_UpdateOrder.js";
import { rejectionOf } from "../testing/caught.js";
import { openPushScene, type PushScene } from "../testing/open-push-scene.js";
import type { PushEvent } from "./stream/push-stream.js";

const [a, b, c] = ["HK.00001", "HK.00002", "HK.00003"] as const;

type Event = PushEvent<Qot_UpdateTicker.S2C>;

/** A push as its code and sequence, and a gap as itself. */
function textOf(event: Event): string {
  if (event.kind === "resumed") return `resumed without ${event.refused.map(({ code }) => code)}`;
  const { security, tickerList } = event.push;
  return `${security.code} ${tickerList[0]?.sequence} of ${event.connection}`;
}

/** Takes events until none is waiting. */
async function takeWaiting(events: AsyncGenerator<Event>, count: number): Promise<string[]> {
  const texts: string[] = [];
  while (texts.length < count) {
    const { value } = await events.next();
    if (!value) break;
    texts.push(textOf(value));
  }
  return texts;
}

/** Waits on the machine's clock until a connection is ready. */
async function ready(scene: PushScene, epoch: number): Promise<void> {
  await expect
    .poll(() => scene.client.state, { timeout: 5_000, interval: 5 })
    .toMatchObject({ status: "ready", epoch });
}

async function pushed(scene: PushScene, count: number): Promise<void> {
  await expect.poll(() => scene.client.stats().pushes).toBe(count);
}

describe("the events of a stream", () => {
  it("tell a reconnect before the first push of the new connection, and after the last of the old one", async () => {
    const scene = await openPushScene({ clock: systemClock });
    const stream = scene.client.pushes(Qot_UpdateTicker, { codes: [a, b] });
    const events = stream.events();
    await stream.open();
    scene.push("00001", 1);
    const late = stream.events();
    expect(await takeWaiting(late, 1)).toEqual(["00001 1 of 1"]);
    await late.return();
    const begun = events.next();
    scene.push("00001", 1);
    expect(await begun).toMatchObject({ value: { kind: "push", connection: 1 } });
    scene.push("00001", 2);
    await pushed(scene, 3);
    scene.refused.add("00002");
    scene.delayMs = 30;
    scene.cut();
    // The gateway pushes as soon as it has the subscription, before the client knows what is refused.
    await expect.poll(() => scene.subscribers[1]?.topics.size, { interval: 1 }).toBe(1);
    scene.push("00001", 3);
    expect(scene.client.state.status).toBe("reconnecting");
    await ready(scene, 2);
    expect(await takeWaiting(events, 3)).toEqual(["00001 2 of 1", "resumed without HK.00002", "00001 3 of 2"]);
    expect(scene.client.state).toMatchObject({ resumed: { failed: [{ code: b }] } });
    await events.return();
  });

  it("have the gap of the state, also while the loop waits", async () => {
    const scene = await openPushScene();
    const events = scene.client.pushes(Qot_UpdateTicker, { codes: [a] }).events();
    const next = events.next();
    await expect.poll(() => scene.topics.length).toBe(1);
    scene.cut();
    await scene.until("ready", 2);
    const { state } = scene.client;
    if (state.status !== "ready") throw new Error(state.status);
    expect(state.resumed?.gapMs).toBeGreaterThan(0);
    expect((await next).value).toEqual({ kind: "resumed", gapMs: state.resumed?.gapMs, refused: [] });
    await events.return();
  });

  it("never replace a push of another connection, and gaps are never dropped", async () => {
    for (const policy of ["conflate", "drop-oldest"] as const) {
      const scene = await openPushScene();
      const stream = scene.client.pushes(Qot_UpdateTicker, { codes: [a], policy, bufferSize: 3 });
      await stream.open();
      scene.push("00001", 1);
      await pushed(scene, 1);
      scene.cut();
      await scene.until("ready", 2);
      scene.push("00001", 2);
      scene.push("00001", 3);
      await pushed(scene, 3);
      scene.cut();
      await scene.until("ready", 3);
      for (const sequence of [4, 5, 6]) scene.push("00001", sequence);
      await pushed(scene, 6);
      const [first, second] = ["resumed without ", "resumed without "];
      const expected =
        policy === "conflate"
          ? ["00001 1 of 1", first, "00001 3 of 2", second, "00001 6 of 3"]
          : [first, second, "00001 4 of 3", "00001 5 of 3", "00001 6 of 3"];
      const events = stream.events();
      expect(await takeWaiting(events, expected.length)).toEqual(expected);
      expect(stream.dropped).toBe(3);
      await events.return();
    }
  });

  it("tell one gap when a connection is lost before it is ready", async () => {
    const scene = await openPushScene({ clock: systemClock });
    const events = scene.client.pushes(Qot_UpdateTicker, { codes: [a] }).events();
    const next = events.next();
    await expect.poll(() => scene.topics.length).toBe(1);
    scene.delayMs = 10_000;
    scene.cut();
    await expect.poll(() => scene.subscribers[1]?.topics.size).toBe(1);
    scene.push("00001", 7);
    await pushed(scene, 1);
    scene.delayMs = 0;
    scene.cut();
    await ready(scene, 2);
    scene.push("00001", 8);
    const first = (await next).value;
    expect(first && textOf(first)).toBe("resumed without ");
    expect(await takeWaiting(events, 2)).toEqual(["00001 7 of 2", "00001 8 of 3"]);
    await events.return();
  });

  it("end with the client, and a waiting gap holds nothing back", async () => {
    const scene = await openPushScene({ clock: systemClock });
    const stream = scene.client.pushes(Qot_UpdateTicker, { codes: [a] });
    await stream.open();
    scene.delayMs = 10_000;
    scene.cut();
    await expect.poll(() => scene.subscribers[1]?.topics.size).toBe(1);
    scene.push("00001", 7);
    await pushed(scene, 1);
    await scene.client.close();
    const events = stream.events();
    expect((await events.next()).value).toMatchObject({ kind: "push", connection: 2 });
    expect((await events.next()).done).toBe(true);
  });

  it("say nothing of reconnects to a plain loop, nor of those before the stream", async () => {
    const scene = await openPushScene();
    const plain = scene.client.pushes(Qot_UpdateTicker, { codes: [a] });
    await plain.open();
    scene.cut();
    await scene.until("ready", 2);
    const events = scene.client.pushes(Qot_UpdateTicker, { codes: [a] }).events();
    const next = events.next();
    await settle();
    scene.push("00001", 1);
    for await (const { security } of plain) {
      expect(security.code).toBe("00001");
      break;
    }
    expect((await next).value).toMatchObject({ kind: "push" });
    await events.return();
  });
});

describe("onFailure skip", () => {
  it("begins with the topics that the gateway accepts, and tells the others", async () => {
    const scene = await openPushScene();
    scene.refused.add("00002");
    const told: unknown[] = [];
    const codes = [a, b, c];
    const onRefused = (refused: unknown) => told.push(refused);
    const stream = scene.client.pushes(Qot_UpdateTicker, { codes, onFailure: "skip", onRefused });
    await stream.open();
    const refused = [{ subType: 4, code: b, error: expect.objectContaining({ retMsg: "unknown stock" }) }];
    expect(stream.refused).toEqual(refused);
    expect(told).toEqual([refused]);
    expect(scene.topics).toEqual(["4 00001", "4 00003"]);
    const message =
      "the gateway refused data type 4 of HK.00002: Qot_Sub: the gateway does not serve this security: unknown stock";
    expect(scene.log).toContainEqual(expect.objectContaining({ event: "subscription-refused", message }));
    // Asked again at the next reconnect.
    scene.refused.clear();
    scene.cut();
    await scene.until("ready", 2);
    expect(stream.refused).toEqual([]);
    expect(scene.topics).toEqual(codes.map((code) => `4 ${code.slice(3)}`));
    await stream[Symbol.asyncIterator]().return();
    await scene.pass(62_000);
    expect(scene.topics).toEqual([]);
  });

  it("still ends with the gateway's error when nothing is accepted, and leaves nothing behind", async () => {
    const scene = await openPushScene();
    scene.refused.add("00001").add("00002").add("1");
    const onFailure = "skip";
    const quotes = scene.client.pushes(Qot_UpdateTicker, { codes: [a, b], onFailure });
    expect(await rejectionOf(quotes.open())).toMatchObject({ code: "UnknownSecurity", retMsg: "unknown stock" });
    const loop = scene.client.pushes(Qot_UpdateTicker, { codes: [a, b], onFailure })[Symbol.asyncIterator]();
    expect(await rejectionOf(loop.next())).toMatchObject({ code: "UnknownSecurity", retMsg: "unknown stock" });
    const orders = scene.client.pushes(Trd_UpdateOrder, { accounts: [1n], onFailure });
    expect(await rejectionOf(orders.open())).toMatchObject({ retMsg: "no such account" });
    scene.refused.clear();
    scene.cut();
    await scene.until("ready", 2);
    expect(scene.topics).toEqual([]);
  });

  it("gives the earliest codes the quota, without a request for each of the others", async () => {
    const scene = await openPushScene();
    scene.quota = 321;
    const codes = Array.from({ length: 1_000 }, (_, index) => `HK.${10_000 + index}`);
    const stream = scene.client.pushes(Qot_UpdateTicker, { codes, onFailure: "skip" });
    await stream.open();
    expect(scene.topics).toEqual(codes.slice(0, 321).map((code) => `4 ${code.slice(3)}`));
    expect(stream.refused.map(({ code }) => code)).toEqual(codes.slice(321));
    expect(scene.requests.length).toBeLessThan(60);
  });

  it("is refused unless it is throw or skip", async () => {
    const scene = await openPushScene();
    const options: Record<string, unknown> = { onFailure: "ignore" };
    const call = () => scene.client.pushes(Qot_UpdateTicker, { codes: [a], ...options });
    expect(call).toThrow('onFailure is "throw" or "skip", not "ignore"');
  });
});

it("a protocol may split its pushes into parts, of which a stream gets those that it wants", async () => {
  const scene = await openPushScene();
  const halves = { ...Qot_UpdateTicker, split: (push: Qot_UpdateTicker.S2C) => [push, { ...push, name: "again" }] };
  const others = {
    ...Qot_UpdateTicker,
    split: (push: Qot_UpdateTicker.S2C) => [push, { ...push, security: { market: 1, code: "9" } }],
  };
  const [both, one] = [scene.client.pushes(halves, { codes: [a] }), scene.client.pushes(others, { codes: [a] })];
  await Promise.all([both.open(), one.open()]);
  scene.push("00001", 1);
  await pushed(scene, 3);
  const names: unknown[] = [];
  for await (const { name } of both) if (names.push(name) === 2) break;
  expect(names).toEqual([undefined, "again"]);
});
