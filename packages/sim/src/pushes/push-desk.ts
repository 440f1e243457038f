import type { Clock, PushProtocol, QuotePushProtocol } from "@opend/core";
import { Qot_UpdateKL } from "@opend/core/protocols";
import { marketOfNumber } from "../data/market-of-number.js";
import { LiveSecurity } from "./live-security.js";
import { pushFor } from "./push-contents.js";
import { type Subscription, Subscriptions, type Topic } from "./subscriptions.js";

/** Sends a push to one connection. False when the connection does not take it. */
export type SendPush = (connectionId: bigint, protocolId: number, body: Uint8Array) => boolean;

/** What a push desk is made with. */
export interface PushDeskSettings {
  readonly clock: Clock;
  /** Subscriptions that all connections may have together. */
  readonly quota: number;
  /** Milliseconds between rounds of pushes; `false` for rounds that are asked for only. */
  readonly pushIntervalMs: number | false;
  readonly send: SendPush;
}

/** Trades the securities that somebody is registered for, and pushes what comes of it. */
export class PushDesk {
  readonly subscriptions: Subscriptions;
  readonly #settings: PushDeskSettings;
  readonly #live = new Map<string, LiveSecurity>();
  #cancelRound: (() => void) | undefined;
  #isClosed = false;

  constructor(settings: PushDeskSettings) {
    this.#settings = settings;
    this.subscriptions = new Subscriptions(settings.clock, settings.quota);
  }

  /** One trade of every security that is registered by anyone, pushed to all who are. Gives the number of pushes. */
  pushRound(): number {
    const nowMs = this.#settings.clock.nowMs();
    const traded = new Set<LiveSecurity>();
    // What several connections are pushed is made once.
    const made = new Map<string, ReturnType<typeof pushFor>>();
    let sent = 0;
    for (const connectionId of this.subscriptions.connectionIds) {
      for (const { security, subType, registered } of this.subscriptions.of(connectionId)) {
        if (registered.size === 0) continue;
        const live = this.#liveOf(security);
        if (!traded.has(live)) live.advance(nowMs);
        traded.add(live);
        for (const rehabType of registered) {
          const key = `${subType} ${rehabType} ${security.market} ${security.code}`;
          const push = made.has(key) ? made.get(key) : pushFor(live, subType, rehabType, false);
          made.set(key, push);
          if (push && this.#settings.send(connectionId, push.protocolId, push.body)) sent++;
        }
      }
    }
    return sent;
  }

  /** Sends a push to the connections that are registered for all that it is about. Gives the number of connections. */
  push<S2C>(protocol: QuotePushProtocol<S2C>, s2c: S2C): number {
    const body = protocol.push.encode({ retType: 0, s2c });
    const subType = protocol.subTypeOf(s2c);
    const securities = protocol.securities(s2c);
    if (subType === undefined || securities.length === 0) return 0;
    const rehabType = rehabTypeOf(protocol, body);
    const takers = this.subscriptions.connectionIds.filter((id) =>
      securities.every((security) => this.subscriptions.find(id, { security, subType })?.registered.has(rehabType)),
    );
    return takers.filter((id) => this.#settings.send(id, protocol.id, body)).length;
  }

  /** Pushes what is known already to a connection that has just registered. */
  pushCached(connectionId: bigint, topics: readonly Topic[]): void {
    for (const topic of topics) {
      for (const rehabType of this.subscriptions.find(connectionId, topic)?.registered ?? []) {
        const push = pushFor(this.#liveOf(topic.security), topic.subType, rehabType, true);
        if (push) this.#settings.send(connectionId, push.protocolId, push.body);
      }
    }
  }

  /** To be called when registrations have changed: rounds go on only as long as there are any. */
  update(): void {
    const { clock, pushIntervalMs } = this.#settings;
    if (this.#isClosed || pushIntervalMs === false || !this.#hasRegistrations()) {
      this.#cancelRound?.();
      this.#cancelRound = undefined;
    } else {
      this.#cancelRound ??= clock.schedule(() => {
        this.#cancelRound = undefined;
        this.pushRound();
        this.update();
      }, pushIntervalMs);
    }
  }

  /** A connection is gone. */
  release(connectionId: bigint): void {
    this.subscriptions.release(connectionId);
    this.update();
  }

  /** Stops the rounds for good. */
  close(): void {
    this.#isClosed = true;
    this.update();
  }

  #hasRegistrations(): boolean {
    const isRegistered = ({ registered }: Subscription) => registered.size > 0;
    return this.subscriptions.connectionIds.some((id) => this.subscriptions.of(id).some(isRegistered));
  }

  #liveOf(security: Topic["security"]): LiveSecurity {
    const key = `${security.market} ${security.code}`;
    const known = this.#live.get(key);
    if (known) return known;
    const market = marketOfNumber(security.market);
    if (market === undefined) throw new Error(`market ${security.market} has no quotes`);
    const live = new LiveSecurity(market, security, this.#settings.clock.nowMs());
    this.#live.set(key, live);
    return live;
  }
}

/** Registrations of K-lines are told apart by price adjustment too. */
function rehabTypeOf({ id }: Pick<PushProtocol<never>, "id">, body: Uint8Array): number {
  return id === Qot_UpdateKL.id ? (Qot_UpdateKL.push.decode(body).s2c?.rehabType ?? 0) : 0;
}
