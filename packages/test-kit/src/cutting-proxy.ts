import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** The side that sends the bytes. */
export type Side = "gateway" | "client";

/** Where to cut a connection: after this many bytes from one side. */
export interface Cut {
  readonly after: number;
  readonly from: Side;
}

/** A relay in front of a gateway. It cuts connections where a test wants it to. */
export interface CuttingProxy {
  readonly port: number;
  /** Where to cut new connections. Undefined: nowhere. */
  cut: Cut | undefined;
  /** How many bytes from each side the newest connection has passed on. */
  readonly passed: Readonly<Record<Side, number>>;
  /** Sockets that are open. */
  readonly sockets: number;
  close(): Promise<void>;
}

/** Starts a relay to a port of this machine. */
export async function startCuttingProxy(targetPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let passed = { gateway: 0, client: 0 };
  const server = createServer({ noDelay: true }, (client) => {
    const { cut } = proxy;
    const counts = { gateway: 0, client: 0 };
    passed = counts;
    const gateway = connect({ port: targetPort, host: "127.0.0.1", noDelay: true });
    const end = () => {
      // Bytes that were passed on leave first.
      client.destroySoon();
      gateway.destroySoon();
    };
    const relay = (from: Side, source: Socket, target: Socket) => {
      sockets.add(source);
      source.on("error", () => {});
      source.on("close", () => {
        sockets.delete(source);
        end();
      });
      source.on("data", (bytes) => {
        const left = cut?.from === from ? cut.after - counts[from] : Number.POSITIVE_INFINITY;
        const taken = bytes.subarray(0, left);
        counts[from] += taken.length;
        if (taken.length > 0 && !target.destroyed) target.write(taken);
        if (bytes.length < left) return;
        source.pause();
        end();
      });
    };
    relay("gateway", gateway, client);
    relay("client", client, gateway);
    if (cut?.after === 0) end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const proxy: CuttingProxy = {
    port: address !== null && typeof address === "object" ? address.port : 0,
    cut: undefined,
    get passed() {
      return passed;
    },
    get sockets() {
      return sockets.size;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}
