import { once } from "node:events";
import { createServer as createTlsServer } from "node:https";
import { createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import type { RequestProtocol } from "../protocol/protocol.js";
import type { Frame, FrameCodec } from "../wire/frame.js";
import { createTcpFrameCodec } from "../wire/tcp-frame.js";
import { createWebSocketFrameCodec } from "../wire/websocket-frame.js";
import { Queue } from "./queue.js";

/** The gateway's end of one connection. */
export interface Peer {
  /** The next request that arrives. */
  next(): Promise<Frame>;
  send(frame: Frame): void;
  sendBytes(bytes: Uint8Array): void;
  /** Sends a text message. WebSocket only. */
  sendText(text: string): void;
  /** Reads nothing any more. */
  pause(): void;
  /** Ends the connection in good order. */
  end(): void;
  /** Cuts the connection off. */
  cut(): void;
  /** Resolves when the client's end is gone. */
  readonly ended: Promise<true>;
}

/** A server on loopback that says only what a test makes it say. It is gone when the test is over. */
export interface FakeGateway {
  readonly url: string;
  readonly port: number;
  /** The next connection that comes in. */
  accept(): Promise<Peer>;
}

/** Answers each request as it arrives. */
export type Answer = (request: Frame, peer: Peer) => void;

/** A fake gateway for TCP. */
export async function startTcpGateway(answer: Answer = () => {}): Promise<FakeGateway> {
  const peers = new Queue<Peer>();
  const sockets = new Set<Socket>();
  // Without delay: else the second of two replies waits 40 ms for the client to confirm the first.
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    peers.push(tcpPeer(socket, answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const port = portOf(server);
  return { port, url: `tcp://127.0.0.1:${port}`, accept: () => peers.take() };
}

/** A fake gateway for WebSocket, over TLS when it has a certificate. */
export async function startWebSocketGateway(
  answer: Answer = () => {},
  tls?: { readonly cert: string; readonly key: string },
): Promise<FakeGateway> {
  const peers = new Queue<Peer>();
  const https = tls && createTlsServer(tls).listen(0, "127.0.0.1");
  const server = new WebSocketServer(https ? { server: https } : { port: 0, host: "127.0.0.1" });
  server.on("connection", (socket) => peers.push(webSocketPeer(socket, answer)));
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
    https?.close();
  });
  const port = portOf(server);
  return { port, url: `${tls ? "wss" : "ws"}://127.0.0.1:${port}`, accept: () => peers.take() };
}

/** Sends the reply of a protocol to a request. */
export function reply<S2C>(
  peer: Peer,
  { protocolId, serial }: Pick<Frame, "protocolId" | "serial">,
  protocol: Pick<RequestProtocol<unknown, S2C>, "response">,
  outcome: { retType?: number; retMsg?: string; errCode?: number; s2c?: S2C },
): void {
  peer.send({ protocolId, serial, body: protocol.response.encode({ retType: 0, ...outcome }) });
}

/** A port of loopback on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  server.close();
  await once(server, "close");
  return port;
}

function portOf(server: Pick<Server, "address"> | WebSocketServer): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

function tcpPeer(socket: Socket, answer: Answer): Peer {
  const codec = createTcpFrameCodec();
  const requests = new Queue<Frame>();
  const peer: Peer = {
    next: () => requests.take(),
    send: (frame) => void socket.write(codec.encode(frame)),
    sendBytes: (bytes) => void socket.write(bytes),
    sendText: () => {
      throw new Error("TCP has no text messages");
    },
    pause: () => void socket.pause(),
    end: () => void socket.end(),
    cut: () => void socket.resetAndDestroy(),
    ended: new Promise((resolve) => {
      socket.once("end", () => resolve(true));
      socket.once("close", () => resolve(true));
    }),
  };
  socket.on("error", () => {});
  socket.on("data", (bytes) => {
    for (const frame of decodeOr(() => socket.destroy(), codec, bytes)) {
      requests.push(frame);
      answer(frame, peer);
    }
  });
  return peer;
}

function webSocketPeer(socket: WebSocket, answer: Answer): Peer {
  const codec = createWebSocketFrameCodec("gateway");
  const requests = new Queue<Frame>();
  const peer: Peer = {
    next: () => requests.take(),
    send: (frame) => socket.send(codec.encode(frame)),
    sendBytes: (bytes) => socket.send(bytes),
    sendText: (text) => socket.send(text),
    pause: () => socket.pause(),
    end: () => socket.close(),
    cut: () => socket.terminate(),
    ended: once(socket, "close").then(() => true),
  };
  socket.on("error", () => {});
  socket.on("message", (data: Buffer) => {
    for (const frame of decodeOr(() => socket.terminate(), codec, data)) {
      requests.push(frame);
      answer(frame, peer);
    }
  });
  return peer;
}

/** The frames in some bytes. A gateway hangs up on a client that does not speak its protocol. */
function decodeOr(hangUp: () => void, codec: FrameCodec, bytes: Uint8Array): Frame[] {
  try {
    return [...codec.decode(bytes)];
  } catch {
    hangUp();
    return [];
  }
}
