import { Buffer } from "node:buffer";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { flushWrites, gatherWrites } from "@opend/core/internal/simulator";
import { createWebSocketFrameCodec, defaultMaxFrameBytes } from "@opend/core/wire";
import { type RawData, WebSocketServer } from "ws";
import { type Accept, type Listener, listenError, resetSocket } from "./channel.js";
import type { ServerCertificate } from "./server-certificate.js";

/** The WebSocket close code for a peer that breaks the server's rules. */
const policyViolation = 1008;
const upgradeRequired = 426;

const answer: RequestListener = (_, response) => void response.writeHead(upgradeRequired).end("WebSocket only\n");

/**
 * Opens a WebSocket port. With a certificate, it serves `wss://`.
 *
 * @throws an `Error` that names the port when it cannot be opened
 */
export function listenWebSocket(
  host: string,
  port: number,
  accept: Accept,
  tls: ServerCertificate | undefined,
): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const http = tls ? createTlsServer(tls, answer) : createServer(answer);
    // The server does not track connections whose TLS handshake is still going on.
    const sockets = new Set<Socket>();
    http.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    });
    const server = new WebSocketServer({ server: http, perMessageDeflate: false, maxPayload: defaultMaxFrameBytes });
    server.on("connection", (socket, { socket: carrier }) => {
      socket.binaryType = "arraybuffer";
      const events = accept({
        transport: "websocket",
        createCodec: () => createWebSocketFrameCodec("gateway"),
        send(bytes) {
          gatherWrites(carrier);
          socket.send(bytes);
        },
        get buffered() {
          return socket.bufferedAmount;
        },
        pack: toMessage,
        write(bytes) {
          // Faults may write a frame in pieces, which must not be gathered again.
          flushWrites(carrier);
          carrier.write(bytes);
        },
        end: () => socket.close(policyViolation),
        cut: () => void carrier.end(),
        destroy() {
          flushWrites(carrier);
          socket.terminate();
        },
        reset: () => resetSocket(carrier),
      });
      // A text message cannot be a frame. The codec refuses the empty bytes that stand for it.
      socket.on("message", (data, isBinary) => events.onBytes(isBinary ? toBytes(data) : new Uint8Array()));
      socket.on("error", (error) => {
        const isTooLarge = "code" in error && error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";
        events.onBroken(isTooLarge ? "FrameTooLarge" : "MalformedFrame", error.message);
      });
      socket.on("close", () => events.onClose());
    });
    server.on("error", (cause) => reject(listenError(cause, host, port)));
    http.listen({ host, port }, () => {
      const address = http.address();
      resolve({
        port: address !== null && typeof address === "object" ? address.port : port,
        close: () =>
          new Promise((closed) => {
            server.close();
            http.close(() => closed());
            http.closeAllConnections();
            if (tls) for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}

function toBytes(data: RawData): Uint8Array {
  const whole = Array.isArray(data) ? Buffer.concat(data) : data;
  return whole instanceof ArrayBuffer ? new Uint8Array(whole) : whole;
}

/** The first byte of an unfragmented binary message. */
const finalBinary = 0x82;
const [length16, length64] = [126, 127];

/** Wraps bytes in an unmasked binary WebSocket message (RFC 6455, 5.2). */
function toMessage(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const headerBytes = length < length16 ? 2 : length <= 0xffff ? 4 : 10;
  const message = new Uint8Array(headerBytes + length);
  const view = new DataView(message.buffer);
  message[0] = finalBinary;
  if (headerBytes === 2) message[1] = length;
  else if (headerBytes === 4) {
    message[1] = length16;
    view.setUint16(2, length);
  } else {
    message[1] = length64;
    view.setBigUint64(2, BigInt(length));
  }
  message.set(bytes, headerBytes);
  return message;
}
