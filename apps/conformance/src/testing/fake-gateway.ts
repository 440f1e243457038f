import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { GetUserInfo, InitConnect, InitWebSocket, KeepAlive } from "@opend/core/protocols";
import { createTcpFrameCodec, createWebSocketFrameCodec, type Frame, type FrameCodec } from "@opend/core/wire";
import { onTestFinished } from "vitest";
import { WebSocketServer } from "ws";

/** The gateway's end of one connection, at the level of bytes. */
export interface FakePeer {
  /** The bytes of a frame. */
  encode(frame: Frame): Uint8Array;
  sendBytes(bytes: Uint8Array): void;
}

/** Answers a request that is not part of logging in. */
export type Answer = (request: Frame, peer: FakePeer) => void;

/**
 * A server on loopback that lets everybody in as Futu's gateway and then sends what a test makes it send, be it valid
 * or not. It is gone when the test is over.
 *
 * @returns its URL
 */
export async function startFakeGateway(transport: "tcp" | "websocket", answer: Answer): Promise<string> {
  return transport === "tcp" ? await startTcp(answer) : await startWebSocket(answer);
}

async function startTcp(answer: Answer): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    const receive = createReceiver(createTcpFrameCodec(), answer, (bytes) => void socket.write(bytes));
    socket.on("data", receive);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `tcp://127.0.0.1:${portIn(server.address())}`;
}

async function startWebSocket(answer: Answer): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    const receive = createReceiver(createWebSocketFrameCodec("gateway"), answer, (bytes) => socket.send(bytes));
    socket.on("message", receive);
  });
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  return `ws://127.0.0.1:${portIn(server.address())}`;
}

function createReceiver(codec: FrameCodec, answer: Answer, sendBytes: (bytes: Uint8Array) => void) {
  const peer: FakePeer = { encode: (frame) => codec.encode(frame), sendBytes };
  return (bytes: unknown) => {
    for (const request of codec.decode(bytes as Uint8Array)) {
      const welcome = welcomeTo(request.protocolId);
      if (welcome) sendBytes(codec.encode({ ...request, body: welcome }));
      else answer(request, peer);
    }
  };
}

/** The reply to a request of logging in. */
function welcomeTo(protocolId: number): Uint8Array | undefined {
  if (protocolId === InitWebSocket.id) return InitWebSocket.response.encode({ retType: 0, s2c: { connID: 1n } });
  if (protocolId === GetUserInfo.id) return GetUserInfo.response.encode({ retType: 0, s2c: { isAppNNOrMM: true } });
  if (protocolId === KeepAlive.id) return KeepAlive.response.encode({ retType: 0, s2c: { time: 1n } });
  if (protocolId !== InitConnect.id) return undefined;
  const s2c = { serverVer: 1011, loginUserID: 1n, connID: 1n, connAESKey: "", keepAliveInterval: 10 };
  return InitConnect.response.encode({ retType: 0, s2c });
}

function portIn(address: ReturnType<WebSocketServer["address"]>): number {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
