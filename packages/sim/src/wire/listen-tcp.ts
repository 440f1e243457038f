import { createServer } from "node:net";
import { flushWrites, gatherWrites } from "@opend/core/internal/simulator";
import { createTcpFrameCodec } from "@opend/core/wire";
import { type Accept, type Listener, listenError, resetSocket } from "./channel.js";

/** Opens a TCP port. @throws an `Error` that names the port when it cannot be opened */
export function listenTcp(host: string, port: number, accept: Accept): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, (socket) => {
      const events = accept({
        transport: "tcp",
        createCodec: (encryption) => createTcpFrameCodec({ encryption }),
        send(bytes) {
          gatherWrites(socket);
          socket.write(bytes);
        },
        get buffered() {
          return socket.writableLength;
        },
        pack: (bytes) => bytes,
        write(bytes) {
          // Faults may write a frame in pieces, which must not be gathered again.
          flushWrites(socket);
          socket.write(bytes);
        },
        end: () => void socket.end(),
        cut: () => void socket.end(),
        destroy() {
          flushWrites(socket);
          socket.destroy();
        },
        reset: () => resetSocket(socket),
      });
      socket.on("data", (bytes) => events.onBytes(bytes));
      // A reset by the client just ends the connection. "close" follows.
      socket.on("error", () => socket.destroy());
      socket.on("close", () => events.onClose());
    });
    server.on("error", (cause) => reject(listenError(cause, host, port)));
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve({
        port: address !== null && typeof address === "object" ? address.port : port,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
  });
}
