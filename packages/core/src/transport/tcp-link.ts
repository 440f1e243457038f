import { connect } from "node:net";
import { createTcpFrameCodec } from "../wire/tcp-frame.js";
import type { Link } from "./link.js";

/** Reaches a gateway over plain TCP, through `node:net` (Node, Deno, Bun). */
export function createTcpLink(url: URL): Link {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const port = Number(url.port);
  return {
    transport: "tcp",
    endpoint: `tcp://${url.host}`,
    createCodec: (maxFrameBytes) => createTcpFrameCodec({ maxFrameBytes }),
    dial(handlers, { signal }) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const socket = connect({ host, port, noDelay: true });
        let failure: Error | undefined;
        let live = false;
        const abandon = () => {
          socket.destroy();
          reject(signal.reason);
        };
        signal.addEventListener("abort", abandon, { once: true });
        socket.once("connect", () => {
          live = true;
          signal.removeEventListener("abort", abandon);
          socket.on("data", handlers.onBytes);
          resolve({
            send: (bytes) => void socket.write(bytes),
            destroy() {
              live = false;
              socket.removeListener("data", handlers.onBytes);
              socket.destroy();
            },
          });
        });
        socket.on("error", (error) => {
          failure = error;
        });
        // The gateway ending its side means that it is gone: it never reads on with its own side closed.
        socket.once("end", () => socket.destroy());
        socket.once("close", () => {
          signal.removeEventListener("abort", abandon);
          reject(failure ?? new Error("the connection was closed while it was being opened"));
          if (live) handlers.onClose(failure);
        });
      });
    },
  };
}
