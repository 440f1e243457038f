import { createWebSocketFrameCodec, type Frame } from "@opend/core/wire";
import { GetUserInfo, InitWebSocket } from "@opend/futu/protocols";
import { WebSocketServer } from "ws";
import type { Stage } from "./run-both.js";

/** How a relay answers. */
export interface Relay {
  /** Called with each request after the login. */
  answer?(request: Frame, send: (frame: Frame) => void): void;
  /** Called with each message of the program. */
  act?(message: string, send: (frame: Frame) => void): void;
}

/** Opens a WebSocket relay that logs everybody in, and answers only what a test makes it answer. */
export async function openRelay({ answer, act }: Relay): Promise<Stage> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  let sendToLast: (frame: Frame) => void = () => {};
  server.on("connection", (socket) => {
    const codec = createWebSocketFrameCodec("gateway", {});
    const send = (frame: Frame) => socket.send(codec.encode(frame));
    sendToLast = send;
    socket.on("error", () => {});
    socket.on("message", (bytes: Buffer) => {
      for (const request of codec.decode(bytes)) {
        const body = logins[request.protocolId];
        if (body) send({ ...request, body });
        else answer?.(request, send);
      }
    });
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the relay has no port");
  return {
    port: address.port,
    act: (message) => act?.(message, sendToLast),
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Only the official packages do without the second one. */
const logins: Readonly<Record<number, Uint8Array>> = {
  [InitWebSocket.id]: InitWebSocket.response.encode({ retType: 0, s2c: { connID: 7n } }),
  [GetUserInfo.id]: GetUserInfo.response.encode({ retType: 0, s2c: { isAppNNOrMM: true } }),
};
