import { connect } from "node:net";
import { PacketEncAlgo } from "../gen/enums/Common.js";
import type { PacketCipher } from "../wire/aes-cipher.js";
import { PacketEncryption } from "../wire/packet-encryption.js";
import { createTcpFrameCodec } from "../wire/tcp-frame.js";
import { flushWrites, gatherWrites } from "./gather-writes.js";
import type { Transport } from "./transport.js";

/** The encryption settings of a TCP connection. */
export interface TcpEncryptionOptions {
  /** The gateway's RSA private key, as PEM text. */
  readonly rsaKey: string;
  /** The cipher after the handshake. */
  readonly cipher: PacketCipher;
}

const packetEncAlgos: Readonly<Record<PacketCipher, number>> = {
  FTAES_ECB: PacketEncAlgo.FTAES_ECB,
  AES_ECB: PacketEncAlgo.AES_ECB,
  AES_CBC: PacketEncAlgo.AES_CBC,
};

/**
 * Creates a TCP transport that uses `node:net` (Node, Deno, Bun).
 *
 * @throws `InvalidOption` when the RSA key is invalid
 */
export function createTcpTransport(url: URL, encrypted?: TcpEncryptionOptions): Transport {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const port = Number(url.port);
  return {
    kind: "tcp",
    endpoint: `tcp://${url.host}`,
    createCodec(maxFrameBytes) {
      if (!encrypted) return { frames: createTcpFrameCodec({ maxFrameBytes }) };
      const { rsaKey, cipher } = encrypted;
      const encryption = new PacketEncryption(rsaKey);
      return {
        frames: createTcpFrameCodec({ maxFrameBytes, encryption }),
        encryption: {
          packetEncAlgo: packetEncAlgos[cipher],
          start: (secrets) => encryption.start(cipher, secrets),
        },
      };
    },
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
            send(bytes) {
              gatherWrites(socket);
              socket.write(bytes);
            },
            destroy() {
              live = false;
              flushWrites(socket);
              socket.removeListener("data", handlers.onBytes);
              socket.destroy();
            },
          });
        });
        socket.on("error", (error) => {
          failure = error;
        });
        // When the gateway ends its side, it is gone: it never reads on with its own side closed.
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
