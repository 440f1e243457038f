import { isOpendError } from "@opend/core";
import { Common, InitConnect, InitWebSocket, KeepAlive } from "@opend/core/protocols";
import type { Frame, FrameCodec, PacketEncryption } from "@opend/core/wire";
import { type Handler, handle, type ReadRequest } from "../base/handler.js";
import { Refusal, refuse } from "../base/refuse.js";
import type { Channel, ChannelEvents } from "./channel.js";
import type { ConnectionHost } from "./connection-host.js";
import type { FaultyConnection } from "./faults/active-faults.js";
import { frequencyRefusal } from "./frequency-limit.js";
import { startEncryption } from "./start-encryption.js";
import type { ViolationKind } from "./violation.js";

const { Failed: failed, Invalid: invalidPacket } = Common.RetType;
/** The gateway cuts a TCP connection that sends no heartbeat for this long. */
const heartbeatTimeoutMs = 30_000;
/** The error code for a refused key. No number is documented; 1 to 3 mean something else. */
const keyRefused = 4;
/** The gateway drops pushes to a client that has more unread bytes than this. */
const maxUnreadBytes = 4 * 1024 * 1024;

/** One client: its handshake, requests, heartbeat and end, over either transport. */
export class Connection implements ChannelEvents {
  readonly #host: ConnectionHost;
  readonly #channel: Channel;
  readonly #id: bigint;
  readonly #codec: FrameCodec;
  readonly #encryption: PacketEncryption | undefined;
  /**
   * The handshake protocol of this transport, and that of the other transport, which this connection does not answer.
   */
  readonly #handshakeId: number;
  readonly #foreignHandshakeId: number;
  #state: "new" | "ready" | "frozen" | "ended" = "new";
  readonly #line: FaultyConnection;
  #lastPushSerial = 0;
  #wantsNotices = true;
  #cancelHeartbeatWatch: (() => void) | undefined;

  constructor(host: ConnectionHost, channel: Channel, id: bigint) {
    this.#host = host;
    this.#channel = channel;
    this.#id = id;
    const isTcp = channel.transport === "tcp";
    this.#encryption = isTcp ? host.createEncryption?.() : undefined;
    this.#codec = channel.createCodec(this.#encryption);
    this.#handshakeId = isTcp ? InitConnect.id : InitWebSocket.id;
    this.#foreignHandshakeId = isTcp ? InitWebSocket.id : InitConnect.id;
    this.#line = this.#createLine();
  }

  onBytes(bytes: Uint8Array): void {
    if (this.#isOver) return;
    try {
      for (const frame of this.#codec.decode(bytes)) this.#receive(frame);
    } catch (error) {
      if (!isOpendError(error, "MalformedFrame", "FrameTooLarge", "ChecksumMismatch", "DecryptionFailed")) throw error;
      this.onBroken(error.code, error.message);
    }
  }

  onBroken(kind: ViolationKind, message: string): void {
    if (this.#isOver) return;
    this.#record(kind, message);
    this.destroy();
  }

  onClose(): void {
    this.#end();
    this.#host.release(this.#id);
  }

  /** Whether the client wants `Notify` pushes. */
  get wantsNotices(): boolean {
    return this.#wantsNotices;
  }

  /**
   * Sends a push. Returns false without sending when the handshake is not done, the connection has ended, or the client
   * has too many unread bytes.
   */
  push(protocolId: number, body: Uint8Array): boolean {
    if (this.#state !== "ready") return false;
    if (this.#channel.buffered > maxUnreadBytes) {
      this.#host.countDroppedPush();
      return false;
    }
    // Over TCP, pushes have serial numbers of their own. Over WebSocket, the number must not be that of any request.
    const serial = this.#channel.transport === "tcp" ? ++this.#lastPushSerial : 0;
    this.#channel.send(this.#codec.encode({ protocolId, serial, body }));
    return true;
  }

  /** Closes the connection at once. */
  destroy(): void {
    this.#end();
    this.#channel.destroy();
    this.#host.release(this.#id);
  }

  #receive(frame: Frame): void {
    // An earlier frame in the same bytes may have ended the connection.
    if (this.#isOver) return;
    const { protocolId } = frame;
    this.#host.count(protocolId);
    const handler = protocolId === this.#foreignHandshakeId ? undefined : this.#host.findHandler(protocolId);
    if (this.#state === "new" && protocolId !== this.#handshakeId) {
      this.#record("HandshakeMissing", `protocol ${protocolId} was requested before the handshake was answered`, frame);
      if (handler) this.#refuse(frame, handler, failed, "the connection has not shaken hands");
    } else if (handler === undefined) {
      const message = `protocol ${protocolId} is not answered by this gateway over ${this.#channel.transport}`;
      this.#record("UnknownProtocol", message, frame);
      this.#refuse(frame, anyHandler, failed, message);
    } else {
      this.#ask(frame, handler);
    }
  }

  #ask(frame: Frame, handler: Handler): void {
    const { protocol } = handler;
    let request: ReadRequest;
    try {
      request = handler.read(frame.body);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#record("MalformedMessage", message, frame);
      this.#refuse(frame, handler, invalidPacket, message);
      return;
    }
    if (protocol.id === InitWebSocket.id && !this.#letIn(frame)) return;
    const { rateLimit } = protocol;
    if (rateLimit && this.#host.frequencyLimit?.tryPass(request.limited) === false) {
      const { requests, perSeconds } = rateLimit;
      this.#record("TooFrequent", `${protocol.name}: more than ${requests} in ${perSeconds} seconds`, frame);
      this.#refuse(frame, handler, failed, frequencyRefusal(protocol.name, rateLimit, this.#host.language));
      return;
    }
    if (protocol.id === KeepAlive.id) this.#watchHeartbeat();
    void this.#answer(frame, handler, request);
  }

  /** Whether the WebSocket handshake has the right key. Closes the connection if not. */
  #letIn(frame: Frame): boolean {
    const wrong = this.#host.checkKey(InitWebSocket.request.decode(frame.body).c2s ?? {});
    if (wrong === undefined) return true;
    this.#record("KeyRefused", wrong.message, frame);
    // The error goes into the header, where the vendor's client looks. A body without a connection id would crash it.
    const { protocolId, serial } = frame;
    const relayError = { code: keyRefused, message: `${wrong.key} error` };
    this.#channel.send(this.#codec.encode({ protocolId, serial, body: new Uint8Array(), relayError }));
    this.#end();
    this.#channel.end();
    return false;
  }

  async #answer(frame: Frame, handler: Handler, request: ReadRequest): Promise<void> {
    const { brand, clock } = this.#host;
    const { transport } = this.#channel;
    const doLater: (() => void)[] = [];
    const afterReply = (run: () => void) => void doLater.push(run);
    try {
      const body = await request.answer({ brand, clock, transport, connectionId: this.#id, afterReply });
      if (frame.protocolId === this.#handshakeId) this.#enter(frame.body, body);
      this.#reply(frame, handler, body);
    } catch (error) {
      if (error instanceof Refusal) {
        this.#refuse(frame, handler, error.retType, error.textIn(this.#host.language));
        return;
      }
      const reason = error instanceof Error ? error.message : String(error);
      this.#record("HandlerFailed", `${handler.protocol.name}: the handler failed: ${reason}`, frame);
      this.#refuse(frame, handler, failed, "the simulator's handler failed");
      return;
    }
    this.#runAfterReply(frame, handler, doLater);
  }

  #runAfterReply(frame: Frame, { protocol }: Handler, doLater: readonly (() => void)[]): void {
    try {
      for (const run of doLater) run();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#record("HandlerFailed", `${protocol.name}: afterReply failed: ${reason}`, frame);
    }
  }

  #enter(request: Uint8Array, reply: Uint8Array): void {
    if (this.#state !== "new") return;
    this.#state = "ready";
    if (this.#encryption) startEncryption(this.#encryption, request, reply);
    if (this.#channel.transport === "tcp") {
      this.#wantsNotices = InitConnect.request.decode(request).c2s?.recvNotify === true;
    }
    this.#watchHeartbeat();
  }

  #watchHeartbeat(): void {
    if (this.#channel.transport !== "tcp" || this.#state !== "ready") return;
    this.#cancelHeartbeatWatch?.();
    this.#cancelHeartbeatWatch = this.#host.clock.schedule(() => {
      this.onBroken("HeartbeatMissing", `no KeepAlive for ${heartbeatTimeoutMs / 1000} seconds`);
    }, heartbeatTimeoutMs);
  }

  #refuse(frame: Frame, handler: Handler, retType: number, retMsg: string): void {
    this.#reply(frame, handler, handler.encodeRefusal(retType, retMsg));
  }

  #reply({ protocolId, serial }: Frame, { protocol }: Handler, body: Uint8Array): void {
    if (this.#isOver) return;
    const frame = { protocolId, serial, body };
    const isQuery = protocol.kind !== "session";
    if (this.#state === "ready" && this.#host.faults.send(this.#line, { frame, isQuery })) return;
    this.#channel.send(this.#codec.encode(frame));
  }

  /** Whether this connection no longer reads or writes. */
  get #isOver(): boolean {
    return this.#state === "frozen" || this.#state === "ended";
  }

  #createLine(): FaultyConnection {
    const channel = this.#channel;
    const { clock, language } = this.#host;
    return {
      transport: channel.transport,
      language,
      pack: (frame) => channel.pack(this.#codec.encode(frame)),
      write: (bytes) => {
        if (!this.#isOver) channel.write(bytes);
      },
      schedule: (callback, delayMs) => clock.schedule(callback, delayMs),
      leap: (ms) => clock.leap(ms),
      end: () => this.#endWith(() => channel.end()),
      cut: () => this.#endWith(() => channel.cut()),
      destroy: () => this.destroy(),
      reset: () => this.#endWith(() => channel.reset()),
      freeze: () => {
        this.#end();
        this.#state = "frozen";
      },
    };
  }

  #endWith(close: () => void): void {
    if (this.#isOver) return;
    this.#end();
    close();
  }

  #record(kind: ViolationKind, message: string, frame?: Frame): void {
    const { transport } = this.#channel;
    this.#host.record({ kind, message, transport, ...(frame ? { protocolId: frame.protocolId } : {}) });
  }

  #end(): void {
    this.#state = "ended";
    this.#host.faults.release(this.#line);
    this.#cancelHeartbeatWatch?.();
    this.#cancelHeartbeatWatch = undefined;
  }
}

/** Encodes refusals of unknown protocols. This works because every reply begins with the same fields. */
const anyHandler = handle(KeepAlive, () => refuse("never called"));
