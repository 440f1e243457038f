import type { Clock, EventContractPushProtocol, PushProtocol, QuotePushProtocol } from "@opend/core";
import { Qot_Common, Qot_UpdateKL } from "@opend/core/protocols";
import { clockOfMarket } from "../data/quote-market.js";
import { LiveContract } from "../live/live-contract.js";
import { LiveSecurity } from "../live/live-security.js";
import { pushFor } from "../live/push-for.js";
import { AccountSubscriptions } from "./account-subscriptions.js";
import { type Subscription, Subscriptions, type Topic } from "./subscriptions.js";

/** Sends a push to one connection. Returns false if it was not sent. */
export type SendPush = (connectionId: bigint, protocolId: number, body: Uint8Array) => boolean;

/** Sends a push to all connections that want its protocol. Returns the number of connections. */
export type BroadcastPush = (protocolId: number, body: Uint8Array) => number;

/** Something else that needs trades, such as orders that wait for a price. */
export interface TradeFollower {
  /** The securities to trade in every round, whether or not a connection is registered for them. */
  readonly securities: readonly Qot_Common.Security[];
  /** Called after every round. */
  onRound(): void;
}

/** The newest trade of what is traded. */
export interface NewestTrade {
  readonly price: number;
  readonly volume: number;
  /** The last price of the day before. */
  readonly lastClose: number;
}

/** The settings of a push desk. */
export interface PushDeskSettings {
  readonly clock: Clock;
  /** The number of subscriptions that all connections may have together. */
  readonly quota: number;
  /** Milliseconds between rounds of pushes. With `false`, rounds happen only on request. */
  readonly pushIntervalMs: number | false;
  readonly send: SendPush;
  readonly broadcast: BroadcastPush;
}

/** Makes the trades of everything that connections are registered for, and sends all pushes of the gateway. */
export class PushDesk {
  /** The subscriptions to securities and event contracts, which share one quota. */
  readonly subscriptions: Subscriptions;
  /** The subscriptions to accounts, whose orders and deals are pushed. */
  readonly accounts = new AccountSubscriptions();
  readonly #settings: PushDeskSettings;
  readonly #securities = new Map<string, LiveSecurity>();
  readonly #contracts = new Map<string, LiveContract>();
  readonly #followers: TradeFollower[] = [];
  #cancelRound: (() => void) | undefined;
  #isClosed = false;

  constructor(settings: PushDeskSettings) {
    this.#settings = settings;
    this.subscriptions = new Subscriptions(settings.clock, settings.quota);
  }

  /** The clock of the gateway. */
  get clock(): Clock {
    return this.#settings.clock;
  }

  /** Trades the securities of a follower too, from now on. The follower calls {@link update} when they change. */
  follow(follower: TradeFollower): void {
    this.#followers.push(follower);
  }

  /**
   * A security as it is traded now. The first call makes its first trade. What accounts trade in markets without quotes
   * follows the clock of Hong Kong.
   */
  liveOf(security: Qot_Common.Security): LiveSecurity {
    const market = clockOfMarket(security.market) ?? "HK";
    return findOrMake(this.#securities, security, () => new LiveSecurity(market, security, this.clock.nowMs()));
  }

  /** A security as it is traded now. Undefined if nobody has needed it yet. */
  findLive(security: Qot_Common.Security): LiveSecurity | undefined {
    return this.#securities.get(keyOf(security));
  }

  /** An event contract as it is traded now. The first call makes its first trade. */
  contractOf(security: Qot_Common.Security): LiveContract {
    return findOrMake(this.#contracts, security, () => new LiveContract(security, this.clock.nowMs()));
  }

  /** The newest trade of a security, or of an event contract at the price of Yes. */
  tradeOf(security: Qot_Common.Security): NewestTrade {
    const live = this.#tradedOf(security);
    const { close: price, lastClose } = live.barOf(Qot_Common.KLType.Day);
    return { price, volume: live.trade.volume, lastClose };
  }

  /**
   * Makes one trade of everything that a connection is registered for or a follower needs, and pushes it to the
   * registered connections. Returns the number of pushes.
   */
  pushRound(): number {
    const nowMs = this.clock.nowMs();
    const traded = new Set<LiveSecurity | LiveContract>();
    const trade = (live: LiveSecurity | LiveContract) => {
      if (!traded.has(live)) live.advance(nowMs);
      traded.add(live);
    };
    for (const { securities } of this.#followers) for (const security of securities) trade(this.#tradedOf(security));
    // A push for several connections is made once.
    const made = new Map<string, ReturnType<typeof pushFor>>();
    let sent = 0;
    for (const connectionId of this.subscriptions.connectionIds) {
      for (const { security, subType, registered } of this.subscriptions.of(connectionId)) {
        if (registered.size === 0) continue;
        const live = this.#tradedOf(security);
        trade(live);
        for (const variant of registered) {
          const key = `${subType} ${variant} ${security.market} ${security.code}`;
          const push = made.has(key) ? made.get(key) : pushFor(live, subType, variant, false);
          made.set(key, push);
          if (push && this.#settings.send(connectionId, push.protocolId, push.body)) sent++;
        }
      }
    }
    for (const follower of this.#followers) follower.onRound();
    return sent;
  }

  /**
   * Sends a push to the connections that are registered for everything it is about, to those that have subscribed to
   * its account, or, if it needs no subscription, to all. Returns the number of connections.
   */
  push<S2C>(protocol: PushProtocol<S2C>, s2c: S2C): number {
    const body = protocol.push.encode({ retType: 0, s2c });
    if (protocol.feed === "plain") return this.#settings.broadcast(protocol.id, body);
    const takers =
      protocol.feed === "account"
        ? this.accounts.takersOf(protocol.accountOf(s2c))
        : this.#registeredFor(protocol, s2c, body);
    return takers.filter((id) => this.#settings.send(id, protocol.id, body)).length;
  }

  /** Sends a push to one connection, such as the result of its own request. */
  pushTo<S2C>(connectionId: bigint, protocol: PushProtocol<S2C>, s2c: S2C): boolean {
    return this.#settings.send(connectionId, protocol.id, protocol.push.encode({ retType: 0, s2c }));
  }

  /** Pushes the newest known data to a connection that has just registered. */
  pushCached(connectionId: bigint, topics: readonly Topic[]): void {
    for (const topic of topics) {
      for (const variant of this.subscriptions.find(connectionId, topic)?.registered ?? []) {
        const push = pushFor(this.#tradedOf(topic.security), topic.subType, variant, true);
        if (push) this.#settings.send(connectionId, push.protocolId, push.body);
      }
    }
  }

  /**
   * Starts the rounds, or stops them if there is nothing to trade. Call it when registrations or a follower's securities
   * have changed.
   */
  update(): void {
    const { clock, pushIntervalMs } = this.#settings;
    if (this.#isClosed || pushIntervalMs === false || !this.#hasTrades()) {
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

  /** Forgets a connection that has ended. */
  release(connectionId: bigint): void {
    this.subscriptions.release(connectionId);
    this.accounts.release(connectionId);
    this.update();
  }

  /** Stops the rounds for good. */
  close(): void {
    this.#isClosed = true;
    this.update();
  }

  #registeredFor<S2C>(
    protocol: QuotePushProtocol<S2C> | EventContractPushProtocol<S2C>,
    s2c: S2C,
    body: Uint8Array,
  ): readonly bigint[] {
    const subTypes = protocol.subTypeOf ? [protocol.subTypeOf(s2c)] : protocol.subTypes;
    const securities = protocol.securities(s2c);
    if (securities.length === 0) return [];
    const rehabType = protocol.id === Qot_UpdateKL.id ? Qot_UpdateKL.push.decode(body).s2c?.rehabType : undefined;
    const wants = (id: bigint, topic: Topic) => {
      const registered = this.subscriptions.find(id, topic)?.registered;
      return registered !== undefined && (rehabType === undefined ? registered.size > 0 : registered.has(rehabType));
    };
    return this.subscriptions.connectionIds.filter((id) =>
      securities.every((security) =>
        subTypes.some((subType) => subType !== undefined && wants(id, { security, subType })),
      ),
    );
  }

  #tradedOf(security: Qot_Common.Security): LiveSecurity | LiveContract {
    const isContract = security.market === Qot_Common.QotMarket.EventContract;
    return isContract ? this.contractOf(security) : this.liveOf(security);
  }

  #hasTrades(): boolean {
    const isRegistered = ({ registered }: Subscription) => registered.size > 0;
    return (
      this.#followers.some(({ securities }) => securities.length > 0) ||
      this.subscriptions.connectionIds.some((id) => this.subscriptions.of(id).some(isRegistered))
    );
  }
}

function keyOf({ market, code }: Qot_Common.Security): string {
  return `${market} ${code}`;
}

function findOrMake<T>(known: Map<string, T>, security: Qot_Common.Security, make: () => T): T {
  const key = keyOf(security);
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
