import { setTimeout as sleep } from "node:timers/promises";
import { settle } from "@opend/test-kit/queue";
import { onTestFinished } from "vitest";
import { type Clock, createManualClock, type ManualClock } from "../base/clock.js";
import { Client } from "../client/client.js";
import type { ConnectOptions } from "../client/connect-options.js";
import { openClientCore } from "../client/open-client-core.js";
import { GetUserInfo } from "../gen/protocols/GetUserInfo.js";
import { Qot_Sub } from "../gen/protocols/Qot_Sub.js";
import { Qot_UpdateTicker } from "../gen/protocols/Qot_UpdateTicker.js";
import { Trd_SubAccPush } from "../gen/protocols/Trd_SubAccPush.js";
import type { LogEntry } from "../telemetry/log-entry.js";
import type { Frame } from "../wire/frame.js";
import { type Peer, reply, startTcpGateway } from "./fake-gateway.js";
import { greet } from "./greet.js";
import { testProfile } from "./profile.js";

/** The minimum age of a subscription before it can end. */
const minAgeMs = 60_000;

/** One connection as the gateway sees it. */
export interface Subscriber {
  readonly peer: Peer;
  /** When each topic (`4 00700`: data type and code) was subscribed. */
  readonly topics: Map<string, number>;
  accounts: readonly bigint[];
}

/** A Qot_Sub that arrived. */
export interface SubRequest {
  readonly isSub: boolean;
  readonly subTypes: readonly number[];
  readonly codes: readonly string[];
  readonly isRefused: boolean;
}

/** A client, and a gateway that keeps its own book of subscriptions. */
export interface PushScene {
  readonly client: Client;
  readonly clock: ManualClock;
  readonly log: LogEntry[];
  readonly subscribers: Subscriber[];
  readonly requests: SubRequest[];
  /** Every list of accounts that arrived. */
  readonly accountLists: (readonly bigint[])[];
  /** Requests that ended a subscription too early, or one that did not exist. */
  readonly violations: string[];
  /** The most topics that one connection may have. */
  quota: number;
  /** Topics, codes, or accounts that the gateway refuses. */
  readonly refused: Set<string>;
  /** The delay of a reply, in real milliseconds. */
  delayMs: number;
  /** Whether the gateway cuts new connections. */
  isDead: boolean;
  /** The topics of the newest connection. */
  readonly topics: readonly string[];
  /** Pushes one tick of a code to the newest connection, subscribed or not. */
  push(code: string, sequence?: number): void;
  cut(): void;
  /** Advances the clock until the connection is in a state. */
  until(status: "ready" | "reconnecting" | "closed", epoch?: number): Promise<void>;
  /** Advances the clock slowly enough for heartbeats to be answered. */
  pass(ms: number): Promise<void>;
}

/** Connects a client to such a gateway, with a manual clock unless `options` has one. */
export async function openPushScene(options: ConnectOptions = {}): Promise<PushScene> {
  const clock = createManualClock();
  const time: Clock = options.clock ?? clock;
  const log: LogEntry[] = [];
  const subscribers: Subscriber[] = [];
  const scene = {
    clock,
    log,
    subscribers,
    requests: [] as SubRequest[],
    accountLists: [] as (readonly bigint[])[],
    violations: [] as string[],
    quota: Number.POSITIVE_INFINITY,
    refused: new Set<string>(),
    delayMs: 0,
    isDead: false,
    get topics() {
      return [...(subscribers.at(-1)?.topics.keys() ?? [])];
    },
  };

  function subscribe(subscriber: Subscriber, request: Frame): { retType?: number; retMsg?: string } {
    const { c2s } = Qot_Sub.request.decode(request.body);
    const { securityList = [], subTypeList: subTypes = [], isSubOrUnSub: isSub = false } = c2s ?? {};
    const codes = securityList.map(({ code }) => code);
    const topics = subTypes.flatMap((subType) => codes.map((code) => `${subType} ${code}`));
    const retMsg = isSub ? refusal(subscriber, topics) : end(subscriber, topics);
    scene.requests.push({ isSub, subTypes, codes, isRefused: retMsg !== undefined });
    if (retMsg !== undefined) return { retType: -1, retMsg };
    for (const topic of topics) {
      if (isSub) subscriber.topics.set(topic, time.nowMs());
      else subscriber.topics.delete(topic);
    }
    return {};
  }

  function refusal({ topics: known }: Subscriber, topics: readonly string[]): string | undefined {
    const bad = topics.find(
      (topic) => scene.refused.has(topic) || scene.refused.has(topic.slice(topic.indexOf(" ") + 1)),
    );
    if (bad !== undefined) return "unknown stock";
    const fresh = topics.filter((topic) => !known.has(topic));
    return known.size + fresh.length > scene.quota ? "no quota left" : undefined;
  }

  function end({ topics: known }: Subscriber, topics: readonly string[]): string | undefined {
    const early = topics.find((topic) => time.nowMs() - (known.get(topic) ?? 0) < minAgeMs || !known.has(topic));
    if (early === undefined) return undefined;
    scene.violations.push(early);
    return "too early";
  }

  async function answer(request: Frame, peer: Peer): Promise<void> {
    let subscriber = subscribers.find((one) => one.peer === peer);
    if (!subscriber) {
      subscriber = { peer, topics: new Map(), accounts: [] };
      subscribers.push(subscriber);
    }
    if (scene.isDead) {
      peer.cut();
      return;
    }
    greet({ isAppNNOrMM: true })(request, peer);
    if (request.protocolId === Qot_Sub.id) {
      const outcome = subscribe(subscriber, request);
      if (scene.delayMs > 0) await sleep(scene.delayMs);
      reply(peer, request, Qot_Sub, outcome);
    } else if (request.protocolId === Trd_SubAccPush.id) {
      const accounts = Trd_SubAccPush.request.decode(request.body).c2s?.accIDList ?? [];
      scene.accountLists.push(accounts);
      const isRefused = accounts.some((account) => scene.refused.has(String(account)));
      if (!isRefused) subscriber.accounts = accounts;
      reply(peer, request, Trd_SubAccPush, isRefused ? { retType: -1, retMsg: "no such account" } : { s2c: {} });
    }
  }

  const gateway = await startTcpGateway((request, peer) => void answer(request, peer));
  const client = new Client(
    await openClientCore(testProfile(), {
      env: {},
      url: gateway.url,
      clock,
      limiter: false,
      log: (entry) => log.push(entry),
      reconnect: { baseDelayMs: 1, random: () => 1 },
      ...options,
    }),
  );
  onTestFinished(() => client.close());
  return Object.assign(scene, {
    client,
    push(code: string, sequence = 1) {
      const price = 471.4;
      const tick = { time: "", sequence: BigInt(sequence), dir: 1, price, volume: 1n, turnover: price };
      const s2c = { security: { market: 1, code }, tickerList: [tick] };
      const body = Qot_UpdateTicker.push.encode({ retType: 0, s2c });
      subscribers.at(-1)?.peer.send({ protocolId: Qot_UpdateTicker.id, serial: 0, body });
    },
    cut: () => subscribers.at(-1)?.peer.cut(),
    async until(status: string, epoch = 1) {
      for (let turns = 0; turns < 5_000; turns++) {
        const { state } = client;
        if (state.status === status && state.epoch >= epoch) return;
        clock.advance(10);
        await settle();
      }
      throw new Error(`still ${client.state.status} of epoch ${client.state.epoch}; ${JSON.stringify(log.slice(-3))}`);
    },
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 1_000) {
        clock.advance(1_000);
        await client.call(GetUserInfo, {});
      }
    },
  });
}
