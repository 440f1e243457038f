import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { Qot_UpdateTicker } from "@opend/core/protocols/Qot_UpdateTicker";
import { createTcpFrameCodec, createWebSocketFrameCodec } from "@opend/core/wire";
import { monotonicMs } from "../sides/harness/monotonic-ms.ts";
import type { FeedOrder } from "../sides/harness/take-pushes.ts";

/** A relay to a gateway. It inserts pushes faster than the gateway could make them. */
export interface PushFeed extends AsyncDisposable {
  /** Where a client connects. The relay passes on everything in both directions. */
  readonly url: string;
  /** The port where a client orders pushes. */
  readonly orderPort: number;
}

const blockMessages = 64;
/** How many messages go out each second, one by one, when a client measures the delay. */
const pacePerSecond = 2000;
/** Large, so that all messages have the same length. */
const firstSequence = 1_000_000n;

/**
 * Starts a relay to a gateway. It passes on every byte in both directions and inserts the pushes that a client orders. To
 * measure the rate, it encodes them in advance, so every client gets the same pushes as fast as it takes them.
 *
 * @param gatewayUrl the gateway's URL for the transport that the client will use
 * @param ticks trades in each push
 */
export async function startPushFeed(gatewayUrl: string, ticks: number): Promise<PushFeed> {
  const isTcp = gatewayUrl.startsWith("tcp:");
  const sockets = new Set<Socket>();
  let client: Socket | undefined;
  const relay = await listen((socket) => {
    client = socket;
    const gateway = connect({ host: "127.0.0.1", port: Number(new URL(gatewayUrl).port), noDelay: true });
    for (const one of [socket, gateway]) {
      sockets.add(one);
      one.on("error", () => one.destroy());
    }
    socket.pipe(gateway).pipe(socket);
  });
  const block = Buffer.concat(
    Array.from({ length: blockMessages }, (_, n) => encodePush(isTcp, ticks, firstSequence + BigInt(n), 0)),
  );
  const orders = await listen(async (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    for await (const line of createInterface({ input: socket })) {
      const { messages, isPaced }: FeedOrder = JSON.parse(line);
      if (client === undefined) throw new Error("no client is connected");
      await (isPaced ? sendPaced(client, isTcp, ticks, messages) : sendFast(client, block, messages));
    }
  });
  return {
    url: `${isTcp ? "tcp" : "ws"}://127.0.0.1:${portOf(relay)}`,
    orderPort: portOf(orders),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([relay, orders].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function sendFast(client: Socket, block: Buffer, messages: number): Promise<void> {
  const messageBytes = block.length / blockMessages;
  for (let left = messages; left > 0 && !client.destroyed; left -= blockMessages) {
    const bytes = left < blockMessages ? block.subarray(0, left * messageBytes) : block;
    if (!client.write(bytes)) await once(client, "drain");
  }
}

async function sendPaced(client: Socket, isTcp: boolean, ticks: number, messages: number): Promise<void> {
  const startMs = performance.now();
  for (let sent = 0; sent < messages && !client.destroyed; ) {
    const due = Math.min(messages, Math.floor(((performance.now() - startMs) / 1000) * pacePerSecond));
    for (; sent < due; sent++) client.write(encodePush(isTcp, ticks, firstSequence + BigInt(sent), monotonicMs()));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function encodePush(isTcp: boolean, ticks: number, sequence: bigint, timestamp: number): Uint8Array {
  const trade = {
    time: "2026-05-08 10:00:00",
    dir: 1,
    price: 471.4,
    volume: 100n,
    turnover: 47140,
    type: 1,
    timestamp,
  };
  const tickerList = Array.from({ length: ticks }, () => ({ ...trade, sequence }));
  const s2c = { security: { market: 1, code: "00700" }, name: "simulated", tickerList };
  const body = Qot_UpdateTicker.push.encode({ retType: 0, s2c });
  const frame = { protocolId: Qot_UpdateTicker.id, serial: 0, body };
  return isTcp ? createTcpFrameCodec().encode(frame) : toMessage(createWebSocketFrameCodec("gateway").encode(frame));
}

/** Makes a binary WebSocket message, as a server sends it (RFC 6455, 5.2). */
function toMessage(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const header = length < 126 ? [0x82, length] : [0x82, 126, length >> 8, length & 255];
  return Buffer.concat([Uint8Array.from(header), bytes]);
}

async function listen(onConnection: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ noDelay: true }, onConnection);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
