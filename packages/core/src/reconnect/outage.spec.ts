import { settle } from "@opend/test-kit/queue";
import { describe, expect, it } from "vitest";
import { Notify } from "../gen/protocols/Notify.js";
import type { LogEntry } from "../telemetry/log-entry.js";
import { rejectionOf } from "../testing/caught.js";
import { cut, openScene, type Scene } from "../testing/open-scene.js";
import type { ConnectionState } from "./connection-state.js";

/** Makes the gateway accept no more connections. */
function die(scene: Scene): void {
  scene.manners = "dead";
  cut(scene);
}

describe("ready", () => {
  it("resolves immediately on a ready connection", async () => {
    const scene = await openScene();
    await scene.client.ready();
  });

  it("waits for the next connection", async () => {
    const scene = await openScene();
    cut(scene);
    await scene.until("reconnecting");
    const ready = scene.client.ready();
    await scene.until("ready", 2);
    await ready;
  });

  it("gives up after its timeout, at its signal, and at the end", async () => {
    const scene = await openScene();
    die(scene);
    await scene.until("reconnecting");
    const inTime = rejectionOf(scene.client.ready({ timeoutMs: 1_000 }));
    const stop = new AbortController();
    const aborted = rejectionOf(scene.client.ready({ signal: stop.signal }));
    const closed = rejectionOf(scene.client.ready());
    scene.clock.advance(1_000);
    expect(await inTime).toMatchObject({ code: "Timeout", timeoutMs: 1_000, sent: false });
    stop.abort(new Error("enough"));
    expect(await aborted).toMatchObject({ code: "Aborted", message: "enough" });
    await scene.client.close();
    expect(await closed).toMatchObject({ code: "SessionClosed" });
    expect((await rejectionOf(scene.client.ready())).code).toBe("SessionClosed");
    await settle();
    expect(scene.clock.scheduled).toBe(0);
  });
});

describe("giveUpAfterMs", () => {
  it("ends the client and all its streams of pushes this long after the connection was lost", async () => {
    const scene = await openScene({ reconnect: { giveUpAfterMs: 60_000 } });
    const stream = scene.client.pushes(Notify)[Symbol.asyncIterator]();
    const next = rejectionOf(stream.next());
    await settle();
    die(scene);
    await scene.until("reconnecting");
    const startMs = scene.clock.nowMs();
    const state = await scene.until("closed");
    expect(scene.clock.nowMs() - startMs).toBeLessThanOrEqual(60_000);
    expect(scene.clock.nowMs() - startMs).toBeGreaterThan(59_000);
    expect(state).toMatchObject({ cause: { code: expect.any(String) } });
    expect(await next).toBe(state.status === "closed" ? state.cause : undefined);
    expect(scene.clock.scheduled).toBe(0);
  });

  it("is told with the loss, and when it stays away", async () => {
    const messages: string[] = [];
    const log = (entry: LogEntry) => messages.push(entry.message);
    const scene = await openScene({ reconnect: { giveUpAfterMs: 90_000 }, log });
    die(scene);
    await scene.until("closed");
    expect(messages).toContainEqual(expect.stringMatching(/ Connecting again for 90 s at most; then the client ends$/));
    expect(messages).toContainEqual(expect.stringMatching(/^still no connection after \d\d s of 90 s; attempt/));
    expect(messages.join()).not.toContain("until it works");
  });

  it("counts from the newest loss", async () => {
    const scene = await openScene({ reconnect: { giveUpAfterMs: 20_000, maxDelayMs: 100 } });
    for (let epoch = 2; epoch <= 5; epoch++) {
      cut(scene);
      await scene.until("ready", epoch);
      scene.clock.advance(19_000);
      await settle();
    }
    expect(scene.client.state.status).toBe("ready");
  });

  it("is never by default", async () => {
    const scene = await openScene();
    die(scene);
    await scene.until("reconnecting");
    for (let minute = 0; minute < 60; minute++) {
      for (let turn = 0; turn < 6; turn++) {
        scene.clock.advance(10_000);
        await settle();
      }
    }
    expect(scene.client.state).toMatchObject({ status: "reconnecting" });
  });
});

describe("onStateChange", () => {
  it("is called with each later state, in order", async () => {
    const states: ConnectionState[] = [];
    const scene = await openScene({ onStateChange: (state) => states.push(state) });
    cut(scene);
    await scene.until("ready", 2);
    await scene.client.close();
    expect(states.map(({ status, epoch }) => `${status} ${epoch}`)).toEqual(["reconnecting 1", "ready 2", "closed 2"]);
  });
});

describe("the log", () => {
  it("reports at warn that the connection is lost, stays lost, and is back", async () => {
    const entries: LogEntry[] = [];
    const scene = await openScene({ log: (entry) => entries.push(entry) });
    const warned = () => entries.filter(({ level }) => level === "warn").map(({ event }) => event);
    die(scene);
    await scene.until("reconnecting");
    expect(warned()).toEqual(["connection-lost"]);
    for (let turn = 0; turn < 30; turn++) {
      scene.clock.advance(10_000);
      await settle();
    }
    expect(warned().filter((event) => event === "reconnecting").length).toBeGreaterThan(2);
    scene.manners = { isAppNNOrMM: true };
    await scene.until("ready", 2);
    expect(warned().at(-1)).toBe("reconnected");
    await scene.client.close();
    expect(entries.at(-1)).toMatchObject({ level: "info", event: "closed" });
  });
});
