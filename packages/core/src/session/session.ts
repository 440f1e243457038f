import { abortedError } from "../base/aborted-error.js";
import { type Clock, systemClock } from "../base/clock.js";
import { createError } from "../base/errors.js";
import { Listeners } from "../base/listeners.js";
import { onAbort } from "../base/on-abort.js";
import { OpendError } from "../base/opend-error.js";
import { pushIds } from "../gen/contract/push-ids.js";
import type { QuotaLeft } from "../limits/limiter.js";
import { type QuotaCallOptions, QuotaGate, type QuotaOptions } from "../limits/quota-gate.js";
import type { PacketId, Reply, RequestProtocol, SentProtocol } from "../protocol/protocol.js";
import { relayError } from "../refusals/reply-error.js";
import { Telemetry } from "../telemetry/telemetry.js";
import type { Connection, Transport, TransportCodec, TransportEncryption } from "../transport/transport.js";
import { defaultMaxFrameBytes, type Frame } from "../wire/frame.js";
import { PendingRequests } from "./pending-requests.js";
import { RequestTrace } from "./request-trace.js";

/** How a session behaves. Every option has a default. */
export interface SessionOptions extends QuotaOptions {
  /** Longest time to open the connection and shake hands, in milliseconds. Default: 10,000. */
  readonly connectTimeoutMs?: number | undefined;
  /**
   * Longest time from sending a request to its reply, in milliseconds, unless the request says otherwise. Default:
   * 12,000.
   */
  readonly timeoutMs?: number | undefined;
  /** Largest frame to accept. Default: 16 MiB. */
  readonly maxFrameBytes?: number | undefined;
  /** The source of time. Default: the machine. */
  readonly clock?: Clock | undefined;
}

/** How one request behaves. */
export interface CallOptions extends QuotaCallOptions {
  /** Longest time from sending the request to its reply. Default: the `timeoutMs` of `connect`. */
  readonly timeoutMs?: number | undefined;
  /** Aborts the request, whether it waits for its turn or for its reply. */
  readonly signal?: AbortSignal | undefined;
}

/** Longest time from sending a request to its reply, in milliseconds, unless an option overrides it. */
export const defaultTimeoutMs = 12_000;

/** The protocol id with which the relay says that the gateway behind it is gone. */
const relayLostGateway = 2;

/**
 * One connection to a gateway that is logged in: it numbers requests, matches replies to them, and rejects them all
 * when it ends.
 */
export class Session implements AsyncDisposable {
  /** The transport to the gateway. */
  readonly transport: Transport;
  /** The source of this session's time. */
  readonly clock: Clock;
  /** Where this session's log entries and counters go. */
  readonly telemetry: Telemetry;
  /** Resolves when the session has ended: with the first cause, or with undefined after `close()`. Never rejects. */
  readonly closed: Promise<OpendError | undefined>;
  readonly #pushes = new Listeners<Frame>();
  readonly #pending = new PendingRequests();
  readonly #codec: TransportCodec;
  readonly #quota: QuotaGate;
  readonly #timeoutMs: number;
  readonly #lifetime = new AbortController();
  readonly #onClosed: (cause: OpendError | undefined) => void;
  /** Protocols whose unexpected frames need no more warnings. */
  readonly #strayProtocols = new Set<number>();
  #connection: Connection | undefined;
  #connectionId: bigint | undefined;
  #lastPacketSerial = 0;
  #lastReceivedMs: number;
  #end: { readonly cause: OpendError | undefined } | undefined;

  private constructor(transport: Transport, codec: TransportCodec, options: SessionOptions, telemetry: Telemetry) {
    this.transport = transport;
    this.telemetry = telemetry;
    this.clock = options.clock ?? systemClock;
    this.#codec = codec;
    this.#lastReceivedMs = this.clock.nowMs();
    this.#quota = new QuotaGate(
      {
        endpoint: transport.endpoint,
        clock: this.clock,
        telemetry,
        lifetime: this.#lifetime.signal,
        checkUsable: (signal) => this.#checkUsable(signal),
      },
      options,
    );
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    let onClosed: (cause: OpendError | undefined) => void = () => {};
    this.closed = new Promise((resolve) => {
      onClosed = resolve;
    });
    this.#onClosed = onClosed;
  }

  /**
   * Opens a connection. The caller performs the handshake next.
   *
   * @throws the runtime's error when the connection cannot be opened
   */
  static async open(
    transport: Transport,
    options: SessionOptions,
    signal: AbortSignal,
    telemetry = new Telemetry(),
  ): Promise<Session> {
    const { maxFrameBytes = defaultMaxFrameBytes } = options;
    const session = new Session(transport, transport.createCodec(maxFrameBytes), options, telemetry);
    const connection = await transport.dial(
      {
        onBytes: (bytes) => session.#receive(bytes),
        onClose: (cause) => session.fail(cause),
      },
      { signal, maxFrameBytes },
    );
    session.#connection = connection;
    if (session.#end) connection.destroy();
    return session;
  }

  /**
   * Sends a request when the frequency limit admits it, and returns the body of its reply.
   *
   * @throws an error of the gateway, such as `RateLimited`, when `retType` is not 0, `Timeout`, `Aborted`, `ConnectionLost`,
   * `SessionClosed`, `InvalidMessage` and `Unsupported` before anything is sent, `MalformedMessage`
   */
  async request<C2S, S2C, Input>(
    protocol: SentProtocol<C2S, S2C, Input>,
    input: NoInfer<Input>,
    options: CallOptions = {},
  ): Promise<S2C> {
    const asked = protocol.complete(input);
    const packer = this.#createPacker(protocol, asked);
    const send = () => this.#exchange(protocol, packer(), options);
    const reply = await this.#quota.pass(protocol, asked, options, send);
    // A body without fields may be missing. One with required fields fails here, naming the first.
    return reply.s2c ?? protocol.s2c.decode(new Uint8Array());
  }

  /**
   * Sends a request past the frequency limit and returns the whole reply, successful or not. For handshake and
   * heartbeat.
   */
  async exchange<C2S, S2C>(
    protocol: RequestProtocol<C2S, S2C, unknown>,
    c2s: C2S,
    options: CallOptions = {},
  ): Promise<Reply<S2C>> {
    return await this.#exchange(protocol, protocol.request.encode({ c2s }), options);
  }

  /** Calls back with each push that arrives. */
  onPush(listener: (frame: Frame) => void): void {
    this.#pushes.add(listener);
  }

  /** Sets the gateway's id of this connection, once it is known. Commands carry it against replay. */
  identifyConnection(connectionId: bigint | undefined): void {
    this.#connectionId = connectionId;
  }

  /** Sets which gateway this is, once it is known. All clients of a gateway share its frequency limits. */
  identifyGateway(gateway: string | undefined): void {
    this.#quota.identifyGateway(gateway);
  }

  /** Whether the session has not ended. */
  get isOpen(): boolean {
    return this.#end === undefined;
  }

  /** The rest of the gateway's frequency limits, by the name of the budget. */
  get quotaLeft(): Readonly<Record<string, QuotaLeft>> {
    return this.#quota.quotaLeft;
  }

  /** When bytes last arrived, in milliseconds of the clock. At first, when the connection was opened. */
  get lastReceivedMs(): number {
    return this.#lastReceivedMs;
  }

  /** How this connection's packets will be encrypted. Undefined when they are not. */
  get encryption(): TransportEncryption | undefined {
    return this.#codec.encryption;
  }

  /** Ends the session. Requests in flight fail with `SessionClosed`. Safe to call more than once. */
  async close(): Promise<void> {
    this.#finish(undefined);
  }

  /** Same as `close()`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Ends the session because of a failure. Rejects the requests in flight at once. */
  fail(cause: unknown): void {
    this.#finish(cause instanceof OpendError ? cause : this.#connectionLost(true, cause));
  }

  /** Checks a request and returns the function that makes its packet. */
  #createPacker<C2S>(
    { name, request, withPacketId }: Pick<SentProtocol<C2S, unknown, unknown>, "name" | "request" | "withPacketId">,
    c2s: C2S,
  ): () => Uint8Array {
    if (!withPacketId) {
      const packet = request.encode({ c2s });
      return () => packet;
    }
    const encode = (of: C2S) => request.encode({ c2s: withPacketId(of, this.#nextPacketId(name)) });
    encode(c2s);
    // A copy: the caller may change the request while it waits for its turn. The number is assigned when the packet is
    // sent, so numbers go up and none is used twice.
    const asked = structuredClone(c2s);
    return () => encode(asked);
  }

  #nextPacketId(protocol: string): PacketId {
    const connID = this.#connectionId;
    if (connID === undefined) {
      const message = `${protocol} carries the id of its connection, and ${this.transport.endpoint} has not assigned one`;
      throw createError("Unsupported", message, { feature: protocol });
    }
    this.#lastPacketSerial++;
    return { connID, serialNo: this.#lastPacketSerial };
  }

  async #exchange<S2C>(
    protocol: Pick<SentProtocol<unknown, S2C, unknown>, "id" | "name" | "response">,
    packet: Uint8Array,
    { signal, timeoutMs = this.#timeoutMs }: CallOptions,
  ): Promise<Reply<S2C>> {
    this.#checkUsable(signal);
    const { serial, settled } = this.#pending.add(protocol.id);
    const trace = new RequestTrace(this, protocol, serial, packet.length);
    const giveUp = (error: OpendError) => {
      // Its reply may still arrive, and is then expected.
      this.#strayProtocols.add(protocol.id);
      this.#pending.reject(serial, error);
    };
    const cancelTimeout = this.clock.schedule(() => {
      const message = `${protocol.name} (${protocol.id}): no reply from ${this.transport.endpoint} within ${timeoutMs} ms`;
      giveUp(createError("Timeout", message, { timeoutMs, sent: true }));
    }, timeoutMs);
    const release = onAbort(signal, () => giveUp(abortedError(signal)));
    try {
      this.#send({ protocolId: protocol.id, serial, body: packet });
      const { body, relayError: error } = await settled;
      trace.answered(body.length);
      if (error) throw relayError(protocol.name, error);
      const reply = protocol.response.decode(body);
      trace.end(reply);
      return reply;
    } catch (error) {
      trace.fail(error);
      throw error;
    } finally {
      cancelTimeout();
      release();
    }
  }

  #send(frame: Frame): void {
    try {
      const bytes = this.#codec.frames.encode(frame);
      this.telemetry.counters.bytesSent += bytes.length;
      this.#connection?.send(bytes);
    } catch (cause) {
      this.fail(cause);
    }
  }

  #receive(bytes: Uint8Array): void {
    if (this.#end) return;
    this.#lastReceivedMs = this.clock.nowMs();
    this.telemetry.counters.bytesReceived += bytes.length;
    try {
      for (const frame of this.#codec.frames.decode(bytes)) this.#dispatch(frame);
    } catch (cause) {
      this.fail(cause);
    }
  }

  #dispatch(frame: Frame): void {
    if (this.transport.kind === "websocket" && frame.protocolId === relayLostGateway) {
      this.fail(new Error("the WebSocket relay lost its connection to the gateway"));
    } else if (pushIds.has(frame.protocolId)) {
      this.#pushes.notify(frame);
    } else if (!this.#pending.settle(frame)) {
      this.#dropStray(frame);
    }
  }

  /**
   * Magic, length and SHA-1 guard the stream, so an unexpected frame does no harm: it is a late reply, or a newer
   * protocol.
   */
  #dropStray({ protocolId, serial }: Frame): void {
    const { endpoint } = this.transport;
    const isFirst = !this.#strayProtocols.has(protocolId);
    this.#strayProtocols.add(protocolId);
    this.telemetry.counters.strayFrames++;
    const message = `dropped a frame of protocol ${protocolId} with the serial number ${serial} from ${endpoint}: no request is waiting for it`;
    const level = isFirst ? "warn" : "debug";
    this.telemetry.log({ level, event: "stray-frame", message, endpoint, protocolId, serial });
  }

  #checkUsable(signal: AbortSignal | undefined): void {
    if (signal?.aborted) throw abortedError(signal);
    if (this.#end) throw this.#endedError(false);
  }

  #endedError(sent: boolean): OpendError {
    const cause = this.#end?.cause;
    if (!cause) return createError("SessionClosed", "the session was closed by this program", { sent });
    // Requests in flight get what broke the connection. Later ones only learn that it is gone.
    if (cause.code === "ConnectionLost") return this.#connectionLost(sent, cause.cause);
    return sent ? cause : this.#connectionLost(sent, cause);
  }

  #connectionLost(sent: boolean, cause: unknown): OpendError {
    const reason = cause instanceof Error && cause.message ? `: ${cause.message}` : "";
    return createError(
      "ConnectionLost",
      `the connection to ${this.transport.endpoint} is gone${reason}`,
      { sent },
      { cause },
    );
  }

  #finish(cause: OpendError | undefined): void {
    if (this.#end) return;
    this.#end = { cause };
    this.#connection?.destroy();
    this.#pending.rejectAll(() => this.#endedError(true));
    this.#lifetime.abort();
    this.#onClosed(cause);
  }
}
