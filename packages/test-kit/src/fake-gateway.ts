import { once } from "node:events";
import { createServer as createTlsServer } from "node:https";
import { createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { Queue } from "./queue.js";

/** Turns frames into bytes and back, at the gateway's end of one connection. */
export interface GatewayCodec<Frame> {
  encode(frame: Frame): Uint8Array;
  decode(bytes: Uint8Array): Iterable<Frame>;
}

/** The codecs of each transport. The user of the kit passes its own. */
export interface GatewayCodecs<Frame> {
  tcp(): GatewayCodec<Frame>;
  webSocket(): GatewayCodec<Frame>;
}

/** The gateway's end of one connection. */
export interface Peer<Frame> {
  /** The next request that arrives. */
  next(): Promise<Frame>;
  /** The bytes of a frame. */
  encode(frame: Frame): Uint8Array;
  send(frame: Frame): void;
  sendBytes(bytes: Uint8Array): void;
  /** Sends a text message. WebSocket only. */
  sendText(text: string): void;
  /** Stops reading. */
  pause(): void;
  /** Ends the connection gracefully. */
  end(): void;
  /** Cuts the connection. */
  cut(): void;
  /** Resolves when the client's end is gone. */
  readonly ended: Promise<true>;
}

/** A server on loopback that sends only what a test makes it send. It stops when the test is over. */
export interface FakeGateway<Frame> {
  readonly url: string;
  readonly port: number;
  /** The next connection that comes in. */
  accept(): Promise<Peer<Frame>>;
}

/** Answers each request as it arrives. */
export type Answer<Frame> = (request: Frame, peer: Peer<Frame>) => void;

/** Starts a fake gateway for TCP. */
export async function startTcpGateway<Frame>(
  codecs: GatewayCodecs<Frame>,
  answer: Answer<Frame>,
): Promise<FakeGateway<Frame>> {
  const peers = new Queue<Peer<Frame>>();
  const sockets = new Set<Socket>();
  // With a delay, the second of two replies would wait 40 ms for the client to confirm the first.
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    peers.push(tcpPeer(socket, codecs.tcp(), answer));
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

/** Starts a fake gateway for WebSocket, over TLS when it has a certificate. */
export async function startWebSocketGateway<Frame>(
  codecs: GatewayCodecs<Frame>,
  answer: Answer<Frame>,
  tls?: { readonly cert: string; readonly key: string },
): Promise<FakeGateway<Frame>> {
  const peers = new Queue<Peer<Frame>>();
  const https = tls && createTlsServer(tls).listen(0, "127.0.0.1");
  const server = new WebSocketServer(https ? { server: https } : { port: 0, host: "127.0.0.1" });
  server.on("connection", (socket) => peers.push(webSocketPeer(socket, codecs.webSocket(), answer)));
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
    https?.close();
  });
  const port = portOf(server);
  return { port, url: `${tls ? "wss" : "ws"}://127.0.0.1:${port}`, accept: () => peers.take() };
}

function portOf(server: Pick<Server, "address"> | WebSocketServer): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

function tcpPeer<Frame>(socket: Socket, codec: GatewayCodec<Frame>, answer: Answer<Frame>): Peer<Frame> {
  const requests = new Queue<Frame>();
  const peer: Peer<Frame> = {
    next: () => requests.take(),
    encode: (frame) => codec.encode(frame),
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

function webSocketPeer<Frame>(socket: WebSocket, codec: GatewayCodec<Frame>, answer: Answer<Frame>): Peer<Frame> {
  const requests = new Queue<Frame>();
  const peer: Peer<Frame> = {
    next: () => requests.take(),
    encode: (frame) => codec.encode(frame),
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

/** Decodes the frames in some bytes. A gateway hangs up on a client that does not speak its protocol. */
function decodeOr<Frame>(hangUp: () => void, codec: GatewayCodec<Frame>, bytes: Uint8Array): Frame[] {
  try {
    return [...codec.decode(bytes)];
  } catch {
    hangUp();
    return [];
  }
}
