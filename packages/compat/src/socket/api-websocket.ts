import { isOpendError, type OpendErrorOf } from "@opend/core";
import { md5Hex } from "@opend/core/internal";
import { type Command, findCommand } from "../commands/command.js";
import { traits } from "../gen/protocols/commands.js";
import { type Bodies, Methods } from "../gen/protocols/methods.js";
import { messageType } from "../root/message-type.js";
import { readReply } from "../root/read-reply.js";
import { withLongs } from "../root/with-longs.js";
import type { Long } from "../types/long.js";
import type { PushOf, ReplyIn, RequestIn } from "../types/message-types.js";
import { BaseWebsocket } from "./base-websocket.js";
import { checkSocketOptions } from "./check-socket-options.js";
import { keepOutOfProxies } from "./keep-out-of-proxies.js";
import type { Packet } from "./packet.js";
import type { SocketOptions } from "./socket-options.js";

/**
 * Receives pushes: the number of the protocol and the message, whose type follows from a comparison of the number. The
 * message may be left out.
 */
export type PushCallback = ((...push: PushOf<Bodies>) => void) | ((cmd: number) => void);

/** Receives the outcome of a login: whether it succeeded, and the reply, or the reason why not. */
export type LoginCallback = { call(isIn: boolean, detail: unknown): void }["call"];

/** The class of the official packages: a connection to OpenD, with a method for each protocol. */
export class ApiWebsocket extends Methods {
  /** The socket below. Null before `start`. */
  websock: BaseWebsocket | null = null;
  /** Called with true after each login, also after a reconnect, and with false and the reason when a login is refused. */
  onlogin: LoginCallback | null = null;
  /** Called with each push: the number of its protocol, and its message. */
  onPush: PushCallback | null = null;
  readonly #options: SocketOptions;

  /**
   * @param options which the official packages do not have. Default: their behavior, with the frequency limits kept
   * @throws `InvalidOption` for an option that does not exist
   */
  constructor(options: SocketOptions = {}) {
    super();
    checkSocketOptions(options);
    this.#options = options;
    keepOutOfProxies(this);
  }

  /** Finds an entry of the table of commands by its number. Null when there is none. */
  static findCmdObj(cmd: number): Command | null {
    return findCommand(cmd) ?? null;
  }

  /**
   * Connects and logs in. `onlogin` reports it. Goes on trying while no gateway answers, and connects again when the
   * connection is lost. Data types and accounts that the program has subscribed are then subscribed again.
   *
   * @param ip the host of the gateway
   * @param port its `websocket_port`
   * @param ssl `false` for `ws://`; `wss://` by default
   * @param key the plain WebSocket key, if the gateway has one
   */
  start(ip: string | null, port: number | string | null, ssl?: unknown, key?: string | null): void {
    this.websock ??= new BaseWebsocket(this.#options);
    const { websock } = this;
    websock.setWsConfig(ip, port, ssl);
    websock.onlogin = (isIn, detail) => this.onlogin?.(isIn, detail);
    websock.regPushCallback(this, (packet) => this._onPush(packet));
    const login = messageType("InitWebSocket.Request");
    const c2s = { websocketKey: key ? md5Hex(key) : "", programmingLanguage: "JavaScript" };
    websock.initWebSocket(login.encode(login.create({ c2s })).finish());
  }

  /**
   * Ends pushes, and the connection once the requests in flight are done, at the latest after `websock.timeout`. The
   * process can end then.
   */
  stop(): void {
    this.websock?.unregPushCallback(this);
    void this.websock?.drain();
  }

  /** Ends the connection at once. Requests in flight are rejected with `close`. */
  close(): void {
    this.websock?.close();
  }

  /** The gateway's id of the connection. 0 before the first login. @throws `TypeError` before `start` */
  getConnID(): Long | 0 {
    if (!this.websock) throw new TypeError("there is no connection: call start first");
    return this.websock.connID;
  }

  /** Retired: gateways have no such protocol any more. @throws always */
  async GetTradeDate(_req: object): Promise<never> {
    throw new Error("Qot_GetTradeDate is retired: use RequestTradeDate");
  }

  /**
   * Sends a request and returns its whole reply.
   *
   * @param cmd the number of the protocol
   * @param buff the request, as plain data
   * @param name the name of the protocol
   * @throws the whole reply when its `retType` is not 0; the texts `error parameter`, `websock is null`,
   * `error websock not ready`, `timeout` and `close`; what protobufjs throws when a message is missing
   */
  async _sendCmd<N extends keyof Bodies>(
    cmd: number,
    buff: RequestIn<Bodies, N>,
    name: N,
  ): Promise<ReplyIn<Bodies, N>> {
    if (cmd === null || cmd === undefined || name === null || name === undefined) throw "error parameter";
    if (!this.websock) throw "websock is null";
    const type = messageType(`${name}.Request`);
    const bytes = type.encode(type.create(withLongs(this.#withPacketId(cmd, buff)))).finish();
    let reply: ReplyIn<Bodies, N> | undefined;
    const read = (body: Uint8Array) => {
      reply = readReply(name, body);
      return reply;
    };
    try {
      await this.websock.exchange({ cmd, name, bytes, c2s: buff.c2s }, read);
    } catch (error) {
      if (!isOpendError(error, "GatewayError")) throw error;
      throw reply ?? relayRefusal(name, error);
    }
    if (!reply) throw new Error(`${name} ended without a reply`);
    return reply;
  }

  /** Passes a push on to the callback of the program. */
  _onPush({ cmd, error, buff }: Packet): void {
    const { onPush } = this;
    const command = findCommand(cmd);
    if (error !== 0 || !buff || !command || !onPush) return;
    Reflect.apply(onPush, this, [cmd, readReply(command.name, new Uint8Array(buff))]);
  }

  /** The client fills in the packet id of a command where the program does not. */
  #withPacketId(cmd: number, buff: object): object {
    const field = traits.get(cmd)?.packetId;
    const c2s: object = Object(Object(buff).c2s);
    if (field === undefined || (Reflect.get(c2s, field) ?? undefined) !== undefined) return buff;
    return { ...buff, c2s: { ...c2s, [field]: this.websock?.nextPacketId() } };
  }
}

/** The reply that stands for the word of the relay that it has none. The official packages never answer then. */
function relayRefusal(name: string, { retType, retMsg, errCode }: OpendErrorOf<"GatewayError">): unknown {
  return messageType(`${name}.Response`).create({ retType, retMsg, errCode });
}
