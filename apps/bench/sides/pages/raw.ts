// The floor: the same bytes through a socket. Nothing is read but the number of bytes.
import { once } from "node:events";
import { connect } from "node:net";
import { InitConnect } from "@opend/core/protocols/InitConnect";
import { InitWebSocket } from "@opend/core/protocols/InitWebSocket";
import { KeepAlive } from "@opend/core/protocols/KeepAlive";
import { createTcpFrameCodec, createWebSocketFrameCodec, type Frame } from "@opend/core/wire";
import { toBytes } from "../harness/pages.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

/** What this side is told. */
export interface RawSettings {
  readonly url: string;
  readonly inFlight: number;
  /** What to ask for one after the other, and how long the body of the answer is. */
  readonly pages: readonly { readonly request: string; readonly replyBytes: number }[];
}

const { url, inFlight, pages } = readSettings<RawSettings>();
const isTcp = url.startsWith("tcp:");
const codec = isTcp ? createTcpFrameCodec() : createWebSocketFrameCodec("client");
const replyHeaderBytes = isTcp ? 44 : 4 + 44;
const exchanges = pages.map(({ request, replyBytes }, index) => ({
  bytes: pack({ protocolId: 3248, serial: index + 2, body: toBytes(request) }),
  replyBytes: replyHeaderBytes + replyBytes,
}));

const socket = connect({ host: "127.0.0.1", port: Number(new URL(url).port), noDelay: true });
await once(socket, "connect");
if (!isTcp) {
  const upgrade = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"];
  const key = Buffer.alloc(16).toString("base64");
  socket.write(["GET / HTTP/1.1", "Host: 127.0.0.1", ...upgrade, `Sec-WebSocket-Key: ${key}`, "", ""].join("\r\n"));
  await once(socket, "data");
}
const client = { clientVer: 100, clientID: "raw", programmingLanguage: "raw" };
const handshake = isTcp
  ? { protocolId: InitConnect.id, body: InitConnect.request.encode({ c2s: client }) }
  : { protocolId: InitWebSocket.id, body: InitWebSocket.request.encode({ c2s: { programmingLanguage: "raw" } }) };
await ask({ ...handshake, serial: 1 });

await serveRounds(async (times) => {
  // The gateway cuts a TCP connection without it.
  if (isTcp) await ask({ protocolId: KeepAlive.id, serial: 1, body: KeepAlive.request.encode({ c2s: { time: 0n } }) });
  await takePages(times);
  return { check: times };
});

async function ask(frame: Frame): Promise<void> {
  socket.write(pack(frame));
  await once(socket, "data");
}

function takePages(times: number): Promise<void> {
  return new Promise((resolve) => {
    let sent = 0;
    let received = 0;
    let awaited = 0;
    const expected: number[] = [];
    const send = () => {
      const exchange = exchanges[Math.floor(sent / inFlight) % exchanges.length];
      if (exchange === undefined) throw new Error("no pages");
      expected.push(exchange.replyBytes);
      sent++;
      socket.write(exchange.bytes);
    };
    const onData = (bytes: Uint8Array) => {
      received += bytes.length;
      for (;;) {
        const replyBytes = expected[awaited];
        if (replyBytes === undefined || received < replyBytes) break;
        received -= replyBytes;
        awaited++;
        if (sent < times) send();
      }
      if (awaited < times) return;
      socket.removeListener("data", onData);
      resolve();
    };
    socket.on("data", onData);
    while (sent < Math.min(inFlight, times)) send();
  });
}

/** What goes into the socket: the frame, over WebSocket as a message (RFC 6455, 5.2) with a mask of zeros. */
function pack(frame: Frame): Uint8Array {
  const bytes = codec.encode(frame);
  return isTcp ? bytes : Buffer.concat([Uint8Array.of(0x82, 0x80 | bytes.length, 0, 0, 0, 0), bytes]);
}
