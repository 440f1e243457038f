// The floor: the same bytes through a socket. It only counts them.
import { connect, type Socket } from "node:net";
import { InitConnect } from "@opend/core/protocols/InitConnect";
import { InitWebSocket } from "@opend/core/protocols/InitWebSocket";
import { KeepAlive } from "@opend/core/protocols/KeepAlive";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import { createTcpFrameCodec, createWebSocketFrameCodec } from "@opend/core/wire";
import { firstPage } from "../harness/pages.js";
import { serveRounds } from "../harness/serve-rounds.js";
import { walkSettings } from "../harness/walk-pages.js";

const { url, inFlight } = walkSettings;
const isTcp = url.startsWith("tcp:");
const tcpHeaderBytes = 44;
const codec = isTcp ? createTcpFrameCodec() : createWebSocketFrameCodec("client");
const socket = await open();
const beat = pack(KeepAlive.id, KeepAlive.request.encode({ c2s: { time: 0n } }));
const exchanges = await walkOnce();

await serveRounds(async (times) => {
  // Without the heartbeat, the gateway cuts a TCP connection.
  if (isTcp) await ask(beat);
  await takePages(times);
  return { check: times };
});

async function open(): Promise<Socket> {
  const opened = connect({ host: "127.0.0.1", port: Number(new URL(url).port), noDelay: true });
  await new Promise((resolve) => opened.once("connect", resolve));
  return opened;
}

/** Shakes hands, makes one walk, and records the bytes of each request and the size of each reply. */
async function walkOnce(): Promise<{ readonly bytes: Uint8Array; readonly replyBytes: number }[]> {
  const client = { clientVer: 100, clientID: "raw", programmingLanguage: "raw" };
  if (isTcp) await ask(pack(InitConnect.id, InitConnect.request.encode({ c2s: client })));
  else {
    const upgrade = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"];
    const key = `Sec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}`;
    const request = ["GET / HTTP/1.1", "Host: 127.0.0.1", ...upgrade, key, "", ""].join("\r\n");
    await answerTo(Buffer.from(request), (bytes) => bytes.indexOf("\r\n\r\n") + 4);
    await ask(pack(InitWebSocket.id, InitWebSocket.request.encode({ c2s: { programmingLanguage: "raw" } })));
  }
  const walk: { readonly bytes: Uint8Array; readonly replyBytes: number }[] = [];
  let nextKey: string | undefined;
  do {
    const c2s = { ...firstPage, ...(nextKey === undefined ? {} : { nextKey }) };
    const bytes = pack(Qot_GetDailyShortVolume.id, Qot_GetDailyShortVolume.request.encode({ c2s }));
    const reply = await ask(bytes);
    walk.push({ bytes, replyBytes: reply.length });
    const [frame] = codec.decode(isTcp ? reply : reply.subarray(messageHeaderBytes(reply)));
    nextKey = Qot_GetDailyShortVolume.response.decode(frame?.body ?? new Uint8Array()).s2c?.nextKey;
  } while (nextKey !== "-1");
  return walk;
}

/** Sends a packet and returns all bytes of the reply. */
function ask(bytes: Uint8Array): Promise<Buffer> {
  return answerTo(bytes, isTcp ? tcpFrameBytes : messageBytes);
}

function answerTo(bytes: Uint8Array, lengthOf: (received: Buffer) => number): Promise<Buffer> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const length = lengthOf(received);
      if (length <= 0 || received.length < length) return;
      socket.removeListener("data", onData);
      resolve(received);
    };
    socket.on("data", onData);
    socket.write(bytes);
  });
}

function takePages(times: number): Promise<void> {
  return new Promise((resolve) => {
    let sent = 0;
    let received = 0;
    let answered = 0;
    const send = () => {
      socket.write(exchangeAt(sent).bytes);
      sent++;
    };
    const onData = (bytes: Buffer) => {
      received += bytes.length;
      while (answered < sent && received >= exchangeAt(answered).replyBytes) {
        received -= exchangeAt(answered).replyBytes;
        answered++;
        if (sent < times) send();
      }
      if (answered < times) return;
      socket.removeListener("data", onData);
      resolve();
    };
    socket.on("data", onData);
    while (sent < Math.min(inFlight, times)) send();
  });
}

/** Returns the exchange of a request: `inFlight` walks take turns, and each starts at its first page. */
function exchangeAt(request: number) {
  const exchange = exchanges[Math.floor(request / inFlight) % exchanges.length];
  if (exchange === undefined) throw new Error("no pages");
  return exchange;
}

function pack(protocolId: number, body: Uint8Array): Uint8Array {
  const bytes = codec.encode({ protocolId, serial: 1, body });
  // Over WebSocket, wraps it in a message (RFC 6455, 5.2) with a mask of zeros.
  return isTcp ? bytes : Buffer.concat([Uint8Array.of(0x82, 0x80 | bytes.length, 0, 0, 0, 0), bytes]);
}

function tcpFrameBytes(received: Buffer): number {
  return received.length < tcpHeaderBytes ? 0 : tcpHeaderBytes + received.readUInt32LE(12);
}

function messageBytes(received: Buffer): number {
  if (received.length < 4) return 0;
  const length = received[1] ?? 0;
  return messageHeaderBytes(received) + (length < 126 ? length : received.readUInt16BE(2));
}

/** All messages here are shorter than 64 KiB. */
function messageHeaderBytes(received: Buffer): number {
  return (received[1] ?? 0) < 126 ? 2 : 4;
}
