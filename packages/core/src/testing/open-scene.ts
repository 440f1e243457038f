import { settle } from "@opend/test-kit/queue";
import { onTestFinished } from "vitest";
import { createManualClock, type ManualClock } from "../base/clock.js";
import { Client } from "../client/client.js";
import type { ConnectOptions } from "../client/connect-options.js";
import { openClientCore } from "../client/open-client-core.js";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import type { RequestProtocol } from "../protocol/protocol.js";
import type { ConnectionState } from "../reconnect/connection-state.js";
import { type Answer, type Peer, reply, startTcpGateway } from "./fake-gateway.js";
import { greet, type Manners } from "./greet.js";
import { testProfile } from "./profile.js";

/** A query that the gateway of a scene answers with `body`. */
export const c2s = { security: { market: 1, code: "00700" } };
export const body = { usItemList: [], hkItemList: [] };

/** A query for the types, but a command for the session, so it must not be sent twice. */
export const command: RequestProtocol<Qot_GetShortInterest.C2S, object, Qot_GetShortInterest.C2SInput> = {
  ...Qot_GetShortInterest,
  kind: "command",
};

/** A client, its gateway, and the clock that drives both. */
export interface Scene {
  readonly client: Client;
  readonly clock: ManualClock;
  readonly states: ConnectionState[];
  /** Every connection that the gateway accepted, in order. */
  readonly peers: Peer[];
  /** Requests for short interest that arrived. */
  readonly asked: number;
  /** How the gateway behaves from now on. A dead one accepts no client. */
  manners: Manners | "dead";
  onQuery: Answer;
  /** Advances the clock until the connection is in a state. */
  until(status: ConnectionState["status"], epoch?: number): Promise<ConnectionState>;
}

/** Connects a client to a fake gateway. */
export async function openScene(options: ConnectOptions = {}): Promise<Scene> {
  const clock = createManualClock();
  const peers: Peer[] = [];
  const asked: number[] = [];
  const scene = {
    clock,
    peers,
    states: [] as ConnectionState[],
    manners: { isAppNNOrMM: true } as Scene["manners"],
    onQuery: ((request, peer) => reply(peer, request, Qot_GetShortInterest, { s2c: body })) as Answer,
    get asked() {
      return asked.length;
    },
  };
  const gateway = await startTcpGateway((request, peer) => {
    if (!peers.includes(peer)) peers.push(peer);
    if (scene.manners === "dead") {
      peer.cut();
      return;
    }
    greet(scene.manners)(request, peer);
    if (request.protocolId !== Qot_GetShortInterest.id) return;
    asked.push(request.serial);
    scene.onQuery(request, peer);
  });
  const client = new Client(
    await openClientCore(testProfile(), { env: {}, log: "off", url: gateway.url, clock, limiter: false, ...options }),
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

/** Cuts the newest connection. */
export function cut(scene: Scene): void {
  scene.peers.at(-1)?.cut();
}
