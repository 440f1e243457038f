import { isOpendError } from "@opend/core";
import { delay, type Frame, systemClock } from "@opend/core/internal";
import Long from "long";
import { findCommand } from "../commands/command.js";
import { traits } from "../gen/protocols/commands.js";
import { messageType } from "../root/message-type.js";
import { readBody } from "../root/read-body.js";
import { type Outcome, readReply } from "../root/read-reply.js";
import type { Long as LongValue } from "../types/long.js";
import { checkSocketOptions } from "./check-socket-options.js";
import { keepOutOfProxies } from "./keep-out-of-proxies.js";
import { Link } from "./link.js";
import { type Packet, toPacket } from "./packet.js";
import { protocolOf, type ReadyRequest } from "./protocol-of.js";
import type { SocketOptions } from "./socket-options.js";
import { Subscriptions } from "./subscriptions.js";

/** What `onclose` and `onerror` receive. */
export interface SocketEvent {
  readonly type: "close" | "error";
  /** Why the connection was lost, or could not be made. */
  readonly reason: string;
  readonly error: Error;
}

/** The protocol that logs in. */
const init = { cmd: 1, name: "InitWebSocket" };

/** How requests are rejected, in the words of the official packages. */
const notReady = "error websock not ready";
const closed = "close";
const timedOut = "timeout";

/** The socket below the class that programs use, `websock` there: it logs in, sends bytes and receives packets. */
export class BaseWebsocket {
  /** The URL of the gateway. */
  wsuri = "wss://127.0.0.1:8080";
  /** Milliseconds from sending a request to its reply, unless the call says otherwise. */
  timeout = 5000;
  /** Milliseconds from the loss of a connection to the next attempt. Read when a connection is started. */
  reconnectTimeout = 1000;
  /** The gateway's id of the connection. 0 before the first login. */
  connID: LongValue | 0 = 0;
  /** Whether the gateway has accepted the login, and whether the program has closed the socket. */
  readonly state = { closing: false, login: false };
  /** Called with true and the reply after each login, and with false and the reason when the gateway refuses one. */
  onlogin: ((isIn: boolean, detail: unknown) => void) | null | undefined;
  /** Called when a connection is lost or was not made. Another attempt follows unless the program closes the socket. */
  onclose: ((event: SocketEvent) => void) | null | undefined;
  /** Called when a connection could not be made. */
  onerror: ((event: SocketEvent) => void) | null | undefined;
  readonly #options: SocketOptions;
  readonly #listeners = new Map<unknown, (packet: Packet) => void>();
  readonly #subscriptions = new Subscriptions();
  readonly #inFlight = new Set<Promise<unknown>>();
  #login: Uint8Array | undefined;
  #link: Link | undefined;
  #isDraining = false;
  #lastSerial = 0;

  /**
   * @param options which the official packages do not have
   * @throws `InvalidOption` for an option that does not exist
   */
  constructor(options: SocketOptions = {}) {
    checkSocketOptions(options);
    this.#options = options;
    keepOutOfProxies(this);
  }

  /** Sets where the gateway is. A socket to another place is closed. */
  setWsConfig(ip: string | null, port: number | string | null, ssl?: unknown): void {
    if (ip === null || port === null) return;
    // The official packages compare in this way: without a word about it, the connection is encrypted.
    const scheme = ssl === false || ssl === 0 || ssl === "" ? "ws" : "wss";
    const uri = `${scheme}://${ip}:${Number(port)}`;
    if (uri === this.wsuri) return;
    this.close();
    this.wsuri = uri;
  }

  /**
   * Connects, and goes on trying until there is a connection. Connects again when it is lost.
   *
   * @param login the request that logs in, in protobuf encoding. Default: that of the last time
   */
  initWebSocket(login?: Uint8Array): this {
    this.#end();
    this.#subscriptions.clear();
    if (login instanceof Uint8Array) this.#login = login;
    const link = new Link(
      { url: new URL(this.wsuri).href, reconnectMs: this.reconnectTimeout, ...readLogin(this.#login) },
      this.#options,
      {
        onReady: (connectionId) => this.#enter(connectionId),
        onRefused: (error) => this.#refuse(error),
        onLost: (error) => this.#lose(error),
        onPush: (frame) => this.#deliver(frame),
      },
      this.#subscriptions,
    );
    this.#link = link;
    this.state.closing = false;
    this.state.login = false;
    this.#isDraining = false;
    void link.run();
    return this;
  }

  /** Whether requests can be sent. */
  isReadyConnect(): boolean {
    return this.#link?.session !== undefined && this.state.login;
  }

  /** Calls back with each push. Another callback with the same key replaces it. */
  regPushCallback(key: unknown, func: (packet: Packet) => void): void {
    this.#listeners.set(key, func);
  }

  /** Ends what `regPushCallback` began. */
  unregPushCallback(key: unknown): void {
    this.#listeners.delete(key);
  }

  /** Closes the connection. Requests in flight are rejected with `close`. */
  close(): void {
    this.state.closing = true;
    if (!this.#end()) return;
    // The official packages report the end when it has come about, and not when a new connection has begun.
    queueMicrotask(() => {
      if (!this.#link) this.#lose(new Error("the program has closed the connection"));
    });
  }

  /**
   * Closes the connection once the requests in flight are done, at the latest after `timeout`: those that still wait for
   * a frequency limit then are rejected with `close`. Later requests are rejected.
   */
  async drain(): Promise<void> {
    const link = this.#link;
    const { clock = systemClock } = this.#options;
    this.state.closing = true;
    this.#isDraining = true;
    const late = new AbortController();
    const inTime = delay(clock, this.timeout, late.signal).catch(() => {});
    await Promise.race([Promise.allSettled(this.#inFlight), inTime]);
    late.abort();
    if (link === this.#link) this.close();
  }

  /**
   * Sends bytes, and returns the packet that answers them, whatever its outcome.
   *
   * @param cmd the number of the protocol
   * @param buff a message in protobuf encoding
   * @param timeout milliseconds to wait for the reply. Default: the property `timeout`
   * @throws the texts `error websock not ready`, `timeout` and `close`
   */
  async sendBuff(cmd: number, buff?: Uint8Array | ArrayBuffer, timeout?: number | null): Promise<Packet> {
    const bytes = buff instanceof ArrayBuffer ? new Uint8Array(buff) : (buff ?? new Uint8Array());
    const name = findCommand(cmd)?.name ?? String(cmd);
    let packet: Packet | undefined;
    const read = (body: Uint8Array) => {
      packet = toPacket(cmd, body);
      return outcomeOf(name, body);
    };
    try {
      await this.exchange({ cmd, name, bytes, c2s: limitedBody(cmd, name, bytes) }, read, timeout);
    } catch (error) {
      // The outcome is for the caller to read.
      if (!isOpendError(error, "GatewayError")) throw error;
      return packet ?? { cmd, error: error.errCode ?? 0, errmsg: error.retMsg ?? "" };
    }
    return packet ?? toPacket(cmd, new Uint8Array());
  }

  /**
   * Sends a request when its frequency limit admits it, and hands the reply to `read`.
   *
   * @internal
   * @throws what `sendBuff` throws, what `read` throws, and the errors of an outcome that is no success
   */
  async exchange(
    request: ReadyRequest,
    read: (body: Uint8Array) => Outcome,
    timeout: number | null = this.timeout,
  ): Promise<void> {
    const session = this.#link?.session;
    if (!session || !this.state.login || this.#isDraining) throw notReady;
    const sent = session.request(protocolOf(request, read), undefined, { timeoutMs: timeout ?? this.timeout });
    this.#inFlight.add(sent);
    try {
      await sent;
    } catch (error) {
      if (isOpendError(error, "Timeout")) throw timedOut;
      if (isOpendError(error, "ConnectionLost", "SessionClosed")) throw closed;
      throw error;
    } finally {
      this.#inFlight.delete(sent);
    }
    this.#subscriptions.note(request.cmd, request.bytes);
  }

  /** A packet id for a command that carries one. @internal */
  nextPacketId(): { readonly connID: LongValue | 0; readonly serialNo: number } {
    this.#lastSerial++;
    return { connID: this.connID, serialNo: this.#lastSerial };
  }

  /** Ends the connection without a word. Returns whether there was one, or an attempt to make one. */
  #end(): boolean {
    const link = this.#link;
    this.#link = undefined;
    link?.close();
    return link !== undefined;
  }

  #enter(connectionId: string | undefined): void {
    if (this.state.closing) return;
    this.connID = Long.fromString(connectionId ?? "0", true);
    this.state.login = true;
    const reply = messageType(`${init.name}.Response`);
    const message = reply.create({ retType: 0, s2c: { connID: this.connID } });
    try {
      this.onlogin?.(true, toPacket(init.cmd, reply.encode(message).finish()));
    } catch (error) {
      // As in the official packages: a program whose callback throws is told so, and logged out.
      this.close();
      callProgram(() => this.onlogin?.(false, error));
    }
  }

  #refuse(error: unknown): void {
    this.close();
    callProgram(() => this.onlogin?.(false, loginReason(error)));
  }

  #lose(error: Error): void {
    const isFailure = !this.state.login && !this.state.closing;
    this.state.login = false;
    const { message: reason } = error;
    if (isFailure) callProgram(() => this.onerror?.({ type: "error", reason, error }));
    callProgram(() => this.onclose?.({ type: "close", reason, error }));
  }

  #deliver({ protocolId, body }: Frame): void {
    const packet = toPacket(protocolId, body);
    for (const listener of this.#listeners.values()) callProgram(() => listener(packet));
  }
}

/** Calls a callback. What it throws is an uncaught error of the program, and no reason to lose the connection. */
function callProgram(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** What the login presents, from its request. */
function readLogin(bytes: Uint8Array | undefined) {
  const c2s = readBody(init.name, bytes ?? new Uint8Array());
  return {
    keyMd5: textOf(c2s["websocketKey"]),
    rsaKey: textOf(c2s["RSAPrivateKey"]),
    clientId: textOf(c2s["clientID"]),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Why a login failed, as the official packages say it: the number in the header, a text, or the error. */
function loginReason(error: unknown): unknown {
  if (isOpendError(error, "Timeout")) return timedOut;
  const refusal = isOpendError(error, "KeyRefused", "KeyRequired") ? error.cause : error;
  return isOpendError(refusal, "GatewayError") && refusal.errCode !== undefined ? refusal.errCode : error;
}

/** The outcome of a reply to bytes, which may belong to a protocol that the contract does not have. */
function outcomeOf(name: string, body: Uint8Array): Outcome {
  try {
    return readReply(name, body);
  } catch {
    return { retType: 0 };
  }
}

/** The body of a request, for a limit that depends on it. */
function limitedBody(cmd: number, name: string, bytes: Uint8Array): object {
  return traits.get(cmd)?.rateLimit ? readBody(name, bytes) : {};
}
