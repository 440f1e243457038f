import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { createTcpFrameCodec } from "@opend/core/wire";

/** A request as it went over the wire. */
export interface Tapped {
  /** The name of its protocol. */
  readonly name: string;
  readonly c2s: object;
}

/** A relay in front of a gateway that reads the requests on the wire. Nothing of them is changed. */
export interface RequestTap {
  /** Where clients connect to. */
  readonly url: string;
  /** Returns the requests of these protocols since the last call, oldest first. */
  take(): Tapped[];
  close(): Promise<void>;
}

/** The part of a protocol that reads its requests. */
interface ReadProtocol {
  readonly id: number;
  readonly name: string;
  readonly request: { decode(bytes: Uint8Array): { readonly c2s?: object | undefined } };
}

/** Starts a relay to the TCP port of a gateway without encryption. */
export async function tapRequests(target: string, protocols: readonly ReadProtocol[]): Promise<RequestTap> {
  const { port, hostname } = new URL(target);
  const sockets = new Set<Socket>();
  let requests: Tapped[] = [];
  const server = createServer({ noDelay: true }, (client) => {
    const gateway = connect({ port: Number(port), host: hostname, noDelay: true });
    const codec = createTcpFrameCodec();
    for (const [from, to] of [
      [client, gateway],
      [gateway, client],
    ] as const) {
      sockets.add(from);
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroySoon();
      });
    }
    client.on("data", (bytes: Buffer) => {
      for (const { protocolId, body } of codec.decode(bytes)) {
        const protocol = protocols.find(({ id }) => id === protocolId);
        if (protocol) requests.push({ name: protocol.name, c2s: protocol.request.decode(body).c2s ?? {} });
      }
      gateway.write(bytes);
    });
    gateway.on("data", (bytes: Buffer) => client.write(bytes));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the relay has no port");
  return {
    url: `tcp://127.0.0.1:${address.port}`,
    take() {
      const taken = requests;
      requests = [];
      return taken;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
