import type { PushProtocol } from "@opend/core";
import { Notify } from "@opend/core/protocols/Notify";
import { PacketEncryption } from "@opend/core/wire";
import { type Brand, brands } from "../base/brands.js";
import { resolveAccounts } from "../broker/accounts/account-options.js";
import { createPasswordCheck } from "../broker/orders/password-check.js";
import { TradingDesk } from "../broker/orders/trading-desk.js";
import { SecurityBook } from "../market/listing/security-book.js";
import { PushDesk } from "../market/pushes/push-desk.js";
import { SchemaHandlers } from "../schema/schema-handlers.js";
import { subscriptionQuota, userIdAt } from "../session/simulated-user.js";
import type { Accept, Channel, Listener } from "../wire/channel.js";
import { Connection } from "../wire/connection.js";
import type { ConnectionHost } from "../wire/connection-host.js";
import { ActiveFaults } from "../wire/faults/active-faults.js";
import type { Fault } from "../wire/faults/fault.js";
import { LeapingClock } from "../wire/faults/leaping-clock.js";
import { FrequencyLimit } from "../wire/frequency-limit.js";
import { createKeyCheck } from "../wire/key-check.js";
import { listenTcp } from "../wire/listen-tcp.js";
import { listenWebSocket } from "../wire/listen-websocket.js";
import { checkServerCertificate } from "../wire/server-certificate.js";
import { type Violation, ViolationLog } from "../wire/violation.js";
import { createBuiltInHandlers } from "./built-in-handlers.js";
import type { Gateway } from "./gateway.js";
import { type GatewayOptions, type ResolvedOptions, resolveOptions } from "./gateway-options.js";

/**
 * Starts a simulated gateway. It answers every request, takes subscriptions, pushes quotes, fills orders on simulated
 * accounts and strictly enforces the documented rules of the protocol. It makes up all its data, which is always the
 * same for the same code, whatever the time.
 *
 * @throws `InvalidOption` when an option is not valid. Throws an `Error` that names the port when a port cannot be
 * opened, and leaves nothing open
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  return await SimulatedGateway.start(resolveOptions(options), options);
}

/** As large as real ids, which a double cannot hold exactly. */
const firstConnectionId = 7_190_000_000_000_000_001n;

/** The secrets. The gateway keeps them in closures only. */
type Keys = Pick<GatewayOptions, "key" | "rsaKey" | "tls" | "tradePassword">;

class SimulatedGateway implements Gateway {
  readonly brand: Brand;
  readonly #options: ResolvedOptions;
  readonly #host: ConnectionHost;
  readonly #open = new Map<bigint, Connection>();
  readonly #requests = new Map<number, number>();
  readonly #faults = new ActiveFaults();
  readonly #log = new ViolationLog();
  readonly #desk: PushDesk;
  readonly #trading: TradingDesk;
  #droppedPushes = 0;
  readonly #webSocketScheme: "ws" | "wss";
  readonly #listenWebSocket: (port: number, accept: Accept) => Promise<Listener>;
  #nextConnectionId = firstConnectionId;
  #tcp: Listener | undefined;
  #webSocket: Listener | undefined;
  #closed: Promise<void> | undefined;

  private constructor(options: ResolvedOptions, { key, rsaKey, tls, tradePassword }: Keys) {
    if (tls) checkServerCertificate(tls);
    const { brand, language, tradingDays, keepAliveIntervalSeconds } = options;
    const clock = new LeapingClock(options.clock);
    for (const fault of options.faults) this.#faults.inject(fault);
    const book = new SecurityBook(options);
    this.#desk = new PushDesk({
      clock,
      quota: subscriptionQuota,
      pushIntervalMs: options.pushIntervalMs,
      send: (connectionId, protocolId, body) => this.#open.get(connectionId)?.push(protocolId, body) === true,
      broadcast: (protocolId, body) => this.#broadcast(protocolId, body),
    });
    // The TCP port opens, and so becomes known, before the WebSocket port. No client ever sees the user change.
    const userId = () => userIdAt((this.#tcp ?? this.#webSocket)?.port ?? 0);
    const facts = brands[brand];
    this.#trading = new TradingDesk({
      accounts: resolveAccounts(options.accounts),
      onlyCostPrice: options.onlyCostPrice,
      securityFirm: facts.securityFirm,
      securities: book,
      desk: this.#desk,
      userId,
      checkPassword: createPasswordCheck(tradePassword),
    });
    const builtIn = createBuiltInHandlers({
      book,
      hasQuoteRight: (market) => book.hasRight(market),
      desk: this.#desk,
      facts,
      tradingDays,
      keepAliveIntervalSeconds,
      isEncrypted: rsaKey !== undefined,
      userId,
      trading: this.#trading,
    });
    const handlers = new Map([...builtIn, ...options.handlers].map((handler) => [handler.protocol.id, handler]));
    const schemaHandlers = new SchemaHandlers(book, options.pagedRows);
    this.brand = brand;
    this.#options = options;
    this.#webSocketScheme = tls ? "wss" : "ws";
    this.#listenWebSocket = (port, accept) => listenWebSocket(options.host, port, accept, tls);
    this.#host = {
      brand,
      clock,
      language,
      checkKey: createKeyCheck(key, rsaKey),
      createEncryption: createEncryptionFactory(rsaKey),
      faults: this.#faults,
      findHandler: (id) => handlers.get(id) ?? schemaHandlers.find(id),
      frequencyLimit: options.rateLimit ? new FrequencyLimit(clock) : undefined,
      count: (id) => void this.#requests.set(id, this.requestCount({ id }) + 1),
      record: (violation) => this.#log.add(violation),
      countDroppedPush: () => void this.#droppedPushes++,
      release: (connectionId) => {
        if (!this.#open.delete(connectionId)) return;
        this.#desk.release(connectionId);
        this.#trading.release(connectionId);
      },
    };
  }

  static async start(options: ResolvedOptions, keys: Keys): Promise<Gateway> {
    const gateway = new SimulatedGateway(options, keys);
    try {
      await gateway.#listen();
    } catch (error) {
      await gateway.close();
      throw error;
    }
    return gateway;
  }

  get tcpUrl(): string | undefined {
    return this.#urlOf("tcp", this.#tcp);
  }

  get wsUrl(): string | undefined {
    return this.#urlOf(this.#webSocketScheme, this.#webSocket);
  }

  get connections(): number {
    return this.#open.size;
  }

  get violations(): readonly Violation[] {
    return this.#log.entries;
  }

  requestCount({ id }: { readonly id: number }): number {
    return this.#requests.get(id) ?? 0;
  }

  get droppedPushes(): number {
    return this.#droppedPushes;
  }

  push<S2C>(protocol: PushProtocol<S2C>, s2c: NoInfer<S2C>): number {
    return this.#desk.push(protocol, s2c);
  }

  pushNow(): number {
    return this.#desk.pushRound();
  }

  inject(fault: Fault): () => void {
    return this.#faults.inject(fault);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  dropConnections(): void {
    for (const connection of [...this.#open.values()]) connection.destroy();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #broadcast(protocolId: number, body: Uint8Array): number {
    const takers = [...this.#open.values()].filter(({ wantsNotices }) => protocolId !== Notify.id || wantsNotices);
    return takers.filter((connection) => connection.push(protocolId, body)).length;
  }

  async #listen(): Promise<void> {
    const { host, tcpPort, wsPort } = this.#options;
    const accept = (channel: Channel) => this.#accept(channel);
    if (tcpPort !== false) this.#tcp = await listenTcp(host, tcpPort, accept);
    if (wsPort !== false) this.#webSocket = await this.#listenWebSocket(wsPort, accept);
  }

  async #close(): Promise<void> {
    this.#desk.close();
    // The ports close first, so that no client connects after the cut.
    const closing = [this.#tcp?.close(), this.#webSocket?.close()];
    this.dropConnections();
    await Promise.all(closing);
  }

  #accept(channel: Channel): Connection {
    const id = this.#nextConnectionId++;
    const connection = new Connection(this.#host, channel, id);
    this.#open.set(id, connection);
    if (this.#closed) connection.destroy();
    return connection;
  }

  #urlOf(scheme: string, listener: Listener | undefined): string | undefined {
    if (listener === undefined) return undefined;
    const { host } = this.#options;
    return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${listener.port}`;
  }
}

/** Creates what encrypts each connection. @throws `InvalidOption` at once when the text is not an RSA private key */
function createEncryptionFactory(rsaKey: string | undefined): (() => PacketEncryption) | undefined {
  if (rsaKey === undefined) return undefined;
  new PacketEncryption(rsaKey);
  return () => new PacketEncryption(rsaKey);
}
