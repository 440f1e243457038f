import { settle } from "@opend/test-kit/queue";
import { describe, expect, it } from "vitest";
import { createError } from "../base/errors.js";
import type { OpendError } from "../base/opend-error.js";
import { GetGlobalState } from "../gen/protocols/GetGlobalState.js";
import { GetUserInfo } from "../gen/protocols/GetUserInfo.js";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import { rejectionOf } from "../testing/caught.js";
import { reply } from "../testing/fake-gateway.js";
import type { Manners } from "../testing/greet.js";
import { body, c2s, command, cut, openScene } from "../testing/open-scene.js";

describe("a lost connection", () => {
  it("is reestablished, and reports it", async () => {
    const scene = await openScene({ reconnect: { random: () => 0.5 } });
    cut(scene);
    await scene.until("ready", 2);
    await settle();
    expect(scene.states).toMatchObject([
      { status: "ready", epoch: 1 },
      { status: "reconnecting", epoch: 1, attempt: 1, delayMs: 250, cause: { code: "ConnectionLost" } },
      { status: "ready", epoch: 2, gateway: { connectionId: "77" } },
    ]);
    expect(await scene.client.call(Qot_GetShortInterest, c2s)).toEqual(body);
  });

  it("makes queries wait until it is back, with or without retries", async () => {
    const scene = await openScene({ reconnect: { random: () => 0.5 } });
    cut(scene);
    await scene.until("reconnecting");
    const answers = [
      scene.client.call(Qot_GetShortInterest, c2s),
      scene.client.call(Qot_GetShortInterest, c2s, { retry: false }),
    ];
    await scene.until("ready", 2);
    expect(await Promise.all(answers)).toEqual([body, body]);
    expect(scene.asked).toBe(2);
  });

  it("makes a query wait no longer than its timeout", async () => {
    const scene = await openScene({ reconnect: { random: () => 1, baseDelayMs: 30_000 } });
    cut(scene);
    await scene.until("reconnecting");
    const rejection = rejectionOf(scene.client.call(Qot_GetShortInterest, c2s, { timeoutMs: 700 }));
    scene.clock.advance(700);
    expect(await rejection).toMatchObject({ code: "Timeout", timeoutMs: 700, sent: false });
    expect((await rejection).message).toContain("attempt 1");
    expect(scene.asked).toBe(0);
  });

  it("is retried at growing delays, which start over only after a stable connection", async () => {
    const delays: number[] = [];
    const decide = ({ delayMs }: { delayMs: number }) => {
      delays.push(delayMs);
      return undefined;
    };
    const scene = await openScene({ reconnect: { random: () => 1, baseDelayMs: 100, maxDelayMs: 450, decide } });
    for (let epoch = 2; epoch <= 5; epoch++) {
      cut(scene);
      await scene.until("ready", epoch);
    }
    expect(delays).toEqual([100, 200, 400, 450]);
    scene.clock.advance(10_000);
    await settle();
    cut(scene);
    await scene.until("ready", 6);
    expect(delays.at(-1)).toBe(100);
  });

  it.each<[string, Manners, string]>([["the other brand", { isAppNNOrMM: false }, "WrongGateway"]])(
    "ends the client for good at a gateway of %s",
    async (_, manners, code) => {
      const scene = await openScene();
      scene.manners = manners;
      cut(scene);
      expect(await scene.until("closed")).toMatchObject({ cause: { code } });
      expect(await scene.client.closed).toMatchObject({ code });
      expect(await rejectionOf(scene.client.call(Qot_GetShortInterest, c2s))).toMatchObject({
        code: "ConnectionLost",
        cause: { code },
      });
      expect(scene.clock.scheduled).toBe(0);
    },
  );

  it("ends the client when the hook says so, with the first cause", async () => {
    const scene = await openScene({ reconnect: { decide: ({ attempt }) => (attempt > 2 ? false : undefined) } });
    scene.manners = { refusesUserInfo: true, isAppNNOrMM: true };
    for (let epoch = 2; epoch <= 3; epoch++) {
      cut(scene);
      await scene.until("ready", epoch);
    }
    cut(scene);
    expect(await scene.until("closed", 3)).toMatchObject({ cause: { code: "ConnectionLost" } });
  });

  it("is not reestablished if reconnecting is off", async () => {
    const scene = await openScene({ reconnect: false });
    cut(scene);
    expect(await scene.client.closed).toMatchObject({ code: "ConnectionLost", retryable: true });
    expect(scene.peers).toHaveLength(1);
  });

  it("leaves nothing behind when the client is closed during a reconnect", async () => {
    const scene = await openScene();
    cut(scene);
    await scene.until("reconnecting");
    await scene.client.close();
    await settle();
    expect(scene.clock.scheduled).toBe(0);
    expect(await scene.client.closed).toBeUndefined();
    expect(scene.states.at(-1)).toMatchObject({ status: "closed", cause: undefined });
    expect((await rejectionOf(scene.client.call(Qot_GetShortInterest, c2s))).code).toBe("SessionClosed");
  });
});

describe("a query with retries", () => {
  it("is answered over the next connection", async () => {
    const scene = await openScene({ retry: true });
    scene.onQuery = (_, peer) => {
      scene.onQuery = (request, next) => reply(next, request, Qot_GetShortInterest, { s2c: body });
      peer.cut();
    };
    const answer = scene.client.call(Qot_GetShortInterest, c2s);
    await scene.until("ready", 2);
    expect(await answer).toEqual(body);
    expect(scene.asked).toBe(2);
  });

  it("waits for a reconnect", async () => {
    const scene = await openScene({ retry: true });
    cut(scene);
    await scene.until("reconnecting");
    const answer = scene.client.call(Qot_GetShortInterest, c2s);
    await scene.until("ready", 2);
    expect(await answer).toEqual(body);
    expect(scene.asked).toBe(1);
  });

  it("is sent again after a timeout reported by the gateway, a little later each time", async () => {
    const scene = await openScene({ retry: { attempts: 3 } });
    scene.onQuery = (request, peer) => reply(peer, request, Qot_GetShortInterest, { retType: -100 });
    let error: OpendError | undefined;
    void rejectionOf(scene.client.call(Qot_GetShortInterest, c2s)).then((reason) => {
      error = reason;
    });
    for (let turns = 0; turns < 500 && error === undefined; turns++) {
      scene.clock.advance(50);
      await settle();
    }
    expect(error).toMatchObject({ code: "GatewayError", retType: -100 });
    expect(scene.asked).toBe(3);
  });

  it("is not sent again for an error that would repeat", async () => {
    const scene = await openScene({ retry: true });
    scene.onQuery = (request, peer) => reply(peer, request, Qot_GetShortInterest, { retType: -1 });
    expect((await rejectionOf(scene.client.call(Qot_GetShortInterest, c2s))).code).toBe("GatewayError");
    expect(scene.asked).toBe(1);
  });

  it("is not tried again when the limiter failed, which has waited itself", async () => {
    let acquired = 0;
    const acquire = async () => {
      acquired++;
      throw createError("LimiterFailed", "no Redis", { protocolId: Qot_GetShortInterest.id });
    };
    const scene = await openScene({ retry: true, limiter: { acquire } });
    let error: OpendError | undefined;
    void rejectionOf(scene.client.call(Qot_GetShortInterest, c2s)).then((reason) => {
      error = reason;
    });
    for (let turns = 0; turns < 500 && error === undefined; turns++) {
      scene.clock.advance(50);
      await settle();
    }
    expect(error).toMatchObject({ code: "LimiterFailed", retryable: true });
    expect(acquired).toBe(1);
  });

  it("is the default for queries", async () => {
    const scene = await openScene();
    scene.onQuery = (_, peer) => peer.cut();
    const once = rejectionOf(scene.client.call(Qot_GetShortInterest, c2s, { retry: false }));
    expect(await once).toMatchObject({ code: "ConnectionLost", sent: true });
    await scene.until("ready", 2);
    scene.onQuery = (_, peer) => {
      scene.onQuery = (request, next) => reply(next, request, Qot_GetShortInterest, { s2c: body });
      peer.cut();
    };
    const answer = scene.client.call(Qot_GetShortInterest, c2s);
    await scene.until("ready", 3);
    expect(await answer).toEqual(body);
    expect(scene.asked).toBe(3);
  });

  it("is off if the client says so", async () => {
    const scene = await openScene({ retry: false });
    scene.onQuery = (_, peer) => peer.cut();
    expect((await rejectionOf(scene.client.call(Qot_GetShortInterest, c2s))).code).toBe("ConnectionLost");
    await scene.until("ready", 2);
    expect(scene.asked).toBe(1);
  });

  it("is aborted when its signal fires, wherever it waits", async () => {
    const scene = await openScene({ retry: true });
    cut(scene);
    await scene.until("reconnecting");
    const stop = new AbortController();
    const answer = rejectionOf(scene.client.call(Qot_GetShortInterest, c2s, { signal: stop.signal }));
    stop.abort(new Error("enough"));
    expect(await answer).toMatchObject({ code: "Aborted", message: "enough" });
  });

  it("ends when the connection does", async () => {
    const scene = await openScene({ retry: true });
    cut(scene);
    await scene.until("reconnecting");
    const answer = rejectionOf(scene.client.call(Qot_GetShortInterest, c2s));
    await scene.client.close();
    expect((await answer).code).toBe("SessionClosed");
  });
});

describe("a command", () => {
  it("is sent once, whatever the retries", async () => {
    const scene = await openScene({ retry: true });
    scene.onQuery = (_, peer) => peer.cut();
    const error = await rejectionOf(scene.client.call(command, c2s));
    expect(error).toMatchObject({ code: "ConnectionLost", sent: true });
    await scene.until("ready", 2);
    expect(scene.asked).toBe(1);
  });

  it("is not kept for the next connection", async () => {
    const scene = await openScene({ retry: true });
    cut(scene);
    await scene.until("reconnecting");
    expect(await rejectionOf(scene.client.call(command, c2s))).toMatchObject({ code: "ConnectionLost", sent: false });
    await scene.until("ready", 2);
    expect(scene.asked).toBe(0);
  });

  it("does not type-check with retries", async () => {
    const { client } = await openScene();
    // @ts-expect-error only queries have retries
    await client.call(command, c2s, { retry: true });
    await client.call(GetUserInfo, {}, { retry: true });
    expect(GetGlobalState.kind).toBe("query");
  });
});
