import { createHash } from "node:crypto";
import { connect } from "node:net";
import type { C2SOf, Reply, RequestProtocol } from "@opend/core";
import { InitConnect, InitWebSocket } from "@opend/core/protocols";
import { createTcpFrameCodec, createWebSocketFrameCodec, type Frame, type PacketEncryption } from "@opend/core/wire";
import { WebSocket } from "ws";
import type { Gateway } from "../gateway/gateway.js";

/** A client without rules: it sends whatever bytes a test wants, over a real socket. */
export interface RawClient {
  /** Resolves when the connection has ended. */
  readonly closed: Promise<void>;
  /** Called with the error when bytes arrive that are not a frame. TCP only. */
  onBroken: (error: unknown) => void;
  sendBytes(bytes: Uint8Array | string): void;
  sendFrame(frame: Frame): void;
  /** Waits for the next frame. Rejects if the connection ends first. */
  nextFrame(): Promise<Frame>;
  /** Sends a request with the next serial number. Expects the next frame to be its reply. */
  ask<C2S, S2C>(protocol: RequestProtocol<C2S, S2C, never>, c2s: C2S): Promise<Reply<S2C>>;
  /** Stops reading until `resume` is called. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** The handshake of a well-behaved TCP client. */
export const initConnect: C2SOf<typeof InitConnect> = { clientVer: 1011, clientID: "raw client" };

/** Opens a TCP connection to a gateway. */
export async function openTcp(gateway: Gateway, encryption?: PacketEncryption): Promise<RawClient> {
  const { hostname, port } = new URL(gateway.tcpUrl ?? "");
  const socket = connect({ host: hostname, port: Number(port) });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  const codec = createTcpFrameCodec({ encryption });
  const inbox = createInbox();
  socket.on("data", (bytes) => {
    try {
      for (const frame of codec.decode(bytes)) inbox.add(frame);
    } catch (error) {
      client.onBroken(error);
    }
  });
  // Many tests expect the gateway to cut the connection.
  socket.on("error", () => {});
  socket.on("close", inbox.end);
  const sendBytes = (bytes: Uint8Array | string) => void socket.write(bytes);
  const client = createClient(inbox, sendBytes, (frame) => sendBytes(codec.encode(frame)), {
    close: () => socket.destroy(),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
  });
  return client;
}

/** Opens a WebSocket connection to a gateway. @param ca the CA of the gateway's certificate, if it has one */
export async function openWebSocket(gateway: Gateway, ca?: string): Promise<RawClient> {
  const socket = new WebSocket(gateway.wsUrl ?? "", ca === undefined ? {} : { ca });
  socket.binaryType = "arraybuffer";
  const codec = createWebSocketFrameCodec("client");
  const inbox = createInbox();
  socket.on("message", (data) => {
    if (!(data instanceof ArrayBuffer)) return;
    for (const frame of codec.decode(new Uint8Array(data))) inbox.add(frame);
  });
  socket.on("close", inbox.end);
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.on("error", reject);
  });
  const sendBytes = (bytes: Uint8Array | string) => socket.send(bytes);
  return createClient(inbox, sendBytes, (frame) => sendBytes(codec.encode(frame)), {
    close: () => socket.terminate(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  });
}

/** Opens a TCP connection and completes the handshake. */
export async function enterTcp(gateway: Gateway, options: Partial<typeof initConnect> = {}): Promise<RawClient> {
  const client = await openTcp(gateway);
  const { retType, retMsg } = await client.ask(InitConnect, { ...initConnect, ...options });
  if (retType !== 0) throw new Error(`InitConnect was refused: ${retMsg}`);
  return client;
}

/** Opens a WebSocket connection and completes the handshake. */
export async function enterWebSocket(gateway: Gateway, key?: string): Promise<RawClient> {
  const client = await openWebSocket(gateway);
  const { retType, retMsg } = await client.ask(InitWebSocket, { websocketKey: key === undefined ? key : md5Of(key) });
  if (retType !== 0) throw new Error(`InitWebSocket was refused: ${retMsg}`);
  return client;
}

/** The MD5 that a client sends instead of a key. */
export function md5Of(key: string): string {
  return createHash("md5").update(key).digest("hex");
}

/** The body of a reply. @throws an `Error` when the reply is a refusal */
export function bodyOf<S2C>(reply: Reply<S2C>): S2C {
  if (reply.retType !== 0 || reply.s2c === undefined) throw new Error(`refused: ${reply.retType} ${reply.retMsg}`);
  return reply.s2c;
}

interface Inbox {
  readonly closed: Promise<void>;
  readonly add: (frame: Frame) => void;
  readonly end: () => void;
  next(): Promise<Frame>;
}

function createInbox(): Inbox {
  const frames: Frame[] = [];
  const waiting: { resolve(frame: Frame): void; reject(error: Error): void }[] = [];
  let onEnd = () => {};
  let isEnded = false;
  const closed = new Promise<void>((resolve) => {
    onEnd = resolve;
  });
  return {
    closed,
    add(frame) {
      const first = waiting.shift();
      if (first) first.resolve(frame);
      else frames.push(frame);
    },
    end() {
      isEnded = true;
      for (const { reject } of waiting.splice(0)) reject(new Error("the gateway closed the connection"));
      onEnd();
    },
    next() {
      const frame = frames.shift();
      if (frame) return Promise.resolve(frame);
      if (isEnded) return Promise.reject(new Error("the gateway closed the connection"));
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
  };
}

function createClient(
  inbox: Inbox,
  sendBytes: RawClient["sendBytes"],
  sendFrame: RawClient["sendFrame"],
  socket: Pick<RawClient, "close" | "pause" | "resume">,
): RawClient {
  let serial = 0;
  return {
    closed: inbox.closed,
    onBroken: (error) => {
      throw error;
    },
    sendBytes,
    sendFrame,
    ...socket,
    nextFrame: inbox.next,
    async ask(protocol, c2s) {
      serial++;
      sendFrame({ protocolId: protocol.id, serial, body: protocol.request.encode({ c2s }) });
      const frame = await inbox.next();
      if (frame.protocolId !== protocol.id || frame.serial !== serial) throw new Error("answered out of turn");
      return protocol.response.decode(frame.body);
    },
  };
}
