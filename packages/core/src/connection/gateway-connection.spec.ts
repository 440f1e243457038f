import { describe, expect, it, onTestFinished } from "vitest";
import { Client } from "../client.js";
import { createManualClock, type ManualClock } from "../clock.js";
import type { ConnectOptions } from "../connect/connect-options.js";
import type { OpendError } from "../errors.js";
import { GetGlobalState } from "../gen/protocols/GetGlobalState.js";
import { GetUserInfo } from "../gen/protocols/GetUserInfo.js";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import type { RequestProtocol } from "../protocol/protocol.js";
import { rejectionOf } from "../testing/caught.js";
import { type Answer, type Peer, reply, startTcpGateway } from "../testing/fake-gateway.js";
import { greet, type Manners } from "../testing/greet.js";
import { testProfile } from "../testing/profile.js";
import { settle } from "../testing/queue.js";
import type { ConnectionState } from "./connection-state.js";
import { openConnection } from "./open-connection.js";

const c2s = { security: { market: 1, code: "00700" } };
const body = { usItemList: [], hkItemList: [] };

/** A query to the types, a command to the session: what must not be sent twice. */
const command: RequestProtocol<Parameters<typeof Qot_GetShortInterest.request.encode>[0]["c2s"], object> = {
  ...Qot_GetShortInterest,
  kind: "command",
};

interface Scene {
  readonly client: Client;
  readonly clock: ManualClock;
  readonly states: ConnectionState[];
  /** Every connection that the gateway has taken, in order. */
  readonly peers: Peer[];
  /** Requests for short interest that arrived. */
  readonly asked: number;
  /** How the gateway behaves from now on. */
  manners: Manners;
  onQuery: Answer;
  /** Advances the clock until the connection is in a state. */
  until(status: ConnectionState["status"], epoch?: number): Promise<ConnectionState>;
}

async function open(options: ConnectOptions = {}): Promise<Scene> {
  const clock = createManualClock();
  const peers: Peer[] = [];
  const asked: number[] = [];
  const scene = {
    clock,
    peers,
    states: [] as ConnectionState[],
    manners: { isAppNNOrMM: true } as Manners,
    onQuery: ((request, peer) => reply(peer, request, Qot_GetShortInterest, { s2c: body })) as Answer,
    get asked() {
      return asked.length;
    },
  };
  const gateway = await startTcpGateway((request, peer) => {
    if (!peers.includes(peer)) peers.push(peer);
    greet(scene.manners)(request, peer);
    if (request.protocolId !== Qot_GetShortInterest.id) return;
    asked.push(request.serial);
    scene.onQuery(request, peer);
  });
  const client = new Client(
    await openConnection(testProfile(), { env: {}, url: gateway.url, clock, limiter: false, ...options }),
  );
  const watching = (async () => {
    for await (const state of client.states()) scene.states.push(state);
  })();
  onTestFinished(async () => {
    await client.close();
    await watching;
  });
  return Object.assign(scene, {
    client,
    async until(status: ConnectionState["status"], epoch = 1) {
      for (let turns = 0; turns < 2_000; turns++) {
        const { state } = client;
        if (state.status === status && state.epoch >= epoch) return state;
        clock.advance(50);
        await settle();
      }
      throw new Error(`still ${client.state.status} of epoch ${client.state.epoch}`);
    },
  });
}

function cut(scene: Scene): void {
  scene.peers.at(-1)?.cut();
}

describe("a connection that goes", () => {
  it("is made again, and says so", async () => {
    const scene = await open({ reconnect: { random: () => 0.5 } });
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

  it("rejects calls at once until it is there again", async () => {
    const scene = await open();
    cut(scene);
    await scene.until("reconnecting");
    const error = await rejectionOf(scene.client.call(Qot_GetShortInterest, c2s));
    expect(error).toMatchObject({ code: "ConnectionLost", sent: false, retryable: true });
    expect(error.message).toContain("attempt 1");
    expect(scene.asked).toBe(0);
  });

  it("is tried at growing delays, which start small again only after stable readiness", async () => {
    const delays: number[] = [];
    const decide = ({ delayMs }: { delayMs: number }) => {
      delays.push(delayMs);
      return undefined;
    };
    const scene = await open({ reconnect: { random: () => 1, baseDelayMs: 100, maxDelayMs: 450, decide } });
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
    "ends for good at a gateway of %s",
    async (_, manners, code) => {
      const scene = await open();
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

  it("ends when the hook decides so, with the first cause", async () => {
    const scene = await open({ reconnect: { decide: ({ attempt }) => (attempt > 2 ? false : undefined) } });
    scene.manners = { refusesUserInfo: true, isAppNNOrMM: true };
    for (let epoch = 2; epoch <= 3; epoch++) {
      cut(scene);
      await scene.until("ready", epoch);
    }
    cut(scene);
    expect(await scene.until("closed", 3)).toMatchObject({ cause: { code: "ConnectionLost" } });
  });

  it("is not made again where that is switched off", async () => {
    const scene = await open({ reconnect: false });
    cut(scene);
    expect(await scene.client.closed).toMatchObject({ code: "ConnectionLost", retryable: true });
    expect(scene.peers).toHaveLength(1);
  });

  it("closed while it is being made again leaves nothing behind", async () => {
    const scene = await open();
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
    const scene = await open({ retry: true });
    scene.onQuery = (_, peer) => {
      scene.onQuery = (request, next) => reply(next, request, Qot_GetShortInterest, { s2c: body });
      peer.cut();
    };
    const answer = scene.client.call(Qot_GetShortInterest, c2s);
    await scene.until("ready", 2);
    expect(await answer).toEqual(body);
    expect(scene.asked).toBe(2);
  });

  it("waits for a connection that is being made again", async () => {
    const scene = await open({ retry: true });
    cut(scene);
    await scene.until("reconnecting");
    const answer = scene.client.call(Qot_GetShortInterest, c2s);
    await scene.until("ready", 2);
    expect(await answer).toEqual(body);
    expect(scene.asked).toBe(1);
  });

  it("is sent again after a timeout of the gateway's own, a little later each time", async () => {
    const scene = await open({ retry: { attempts: 3 } });
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

  it("is not sent again for an error that would come again", async () => {
    const scene = await open({ retry: true });
    scene.onQuery = (request, peer) => reply(peer, request, Qot_GetShortInterest, { retType: -1 });
    expect((await rejectionOf(scene.client.call(Qot_GetShortInterest, c2s))).code).toBe("GatewayError");
    expect(scene.asked).toBe(1);
  });

  it("can be told so one by one", async () => {
    const scene = await open();
    cut(scene);
    await scene.until("reconnecting");
    const without = rejectionOf(scene.client.call(Qot_GetShortInterest, c2s));
    const withRetries = scene.client.call(Qot_GetShortInterest, c2s, { retry: true });
    expect((await without).code).toBe("ConnectionLost");
    await scene.until("ready", 2);
    expect(await withRetries).toEqual(body);
  });

  it("is given up when its signal fires, wherever it waits", async () => {
    const scene = await open({ retry: true });
    cut(scene);
    await scene.until("reconnecting");
    const stop = new AbortController();
    const answer = rejectionOf(scene.client.call(Qot_GetShortInterest, c2s, { signal: stop.signal }));
    stop.abort(new Error("enough"));
    expect(await answer).toMatchObject({ code: "Aborted", message: "enough" });
  });

  it("ends when the connection does", async () => {
    const scene = await open({ retry: true });
    cut(scene);
    await scene.until("reconnecting");
    const answer = rejectionOf(scene.client.call(Qot_GetShortInterest, c2s));
    await scene.client.close();
    expect((await answer).code).toBe("SessionClosed");
  });
});

describe("a request that changes something", () => {
  it("is sent once, whatever the retries", async () => {
    const scene = await open({ retry: true });
    scene.onQuery = (_, peer) => peer.cut();
    const error = await rejectionOf(scene.client.call(command, c2s));
    expect(error).toMatchObject({ code: "ConnectionLost", sent: true });
    await scene.until("ready", 2);
    expect(scene.asked).toBe(1);
  });

  it("is not kept for the next connection", async () => {
    const scene = await open({ retry: true });
    cut(scene);
    await scene.until("reconnecting");
    expect(await rejectionOf(scene.client.call(command, c2s))).toMatchObject({ code: "ConnectionLost", sent: false });
    await scene.until("ready", 2);
    expect(scene.asked).toBe(0);
  });

  it("cannot even be written with retries", async () => {
    const { client } = await open();
    // @ts-expect-error retries are for queries
    await client.call(command, c2s, { retry: true });
    await client.call(GetUserInfo, {}, { retry: true });
    expect(GetGlobalState.kind).toBe("query");
  });
});
