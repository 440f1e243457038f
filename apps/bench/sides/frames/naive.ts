// The obvious first version: it joins pieces and makes a hash object for each checksum.
import { createHash } from "node:crypto";
import { checkFrames, frameTask, keep } from "../harness/frame-task.js";
import { serveRounds } from "../harness/serve-rounds.js";

interface Received {
  readonly serial: number;
  readonly body: Uint8Array;
}

const { transport, protocolId, serial, request, replyFrame } = frameTask;
const bytes = Buffer.from(replyFrame);
const [pack, unpack] = transport === "tcp" ? [packTcp, unpackTcp] : [packWebSocket, unpackWebSocket];

await serveRounds((times) => {
  let sent = pack();
  let received = unpack();
  for (let n = 1; n < times; n++) {
    sent = pack();
    received = unpack();
    keep(sent, received);
  }
  return { check: checkFrames(sent, received) };
});

function packTcp(): Buffer {
  const header = Buffer.alloc(16);
  header.write("FT", 0, "latin1");
  header.writeUInt32LE(protocolId, 2);
  header.writeUInt32LE(serial, 8);
  header.writeUInt32LE(request.length, 12);
  return Buffer.concat([header, createHash("sha1").update(request).digest(), Buffer.alloc(8), request]);
}

function unpackTcp(): Received {
  if (bytes.toString("latin1", 0, 2) !== "FT") throw new Error("not a frame");
  const body = Buffer.from(bytes.subarray(44, 44 + bytes.readUInt32LE(12)));
  if (!createHash("sha1").update(body).digest().equals(bytes.subarray(16, 36))) throw new Error("wrong checksum");
  return { serial: bytes.readUInt32LE(8), body };
}

function packWebSocket(): Buffer {
  const header = Buffer.alloc(20);
  header.write("ft-v1.0\0", 0, "latin1");
  header.writeUInt32BE(protocolId, 8);
  header.writeBigUInt64BE(BigInt(serial), 12);
  return Buffer.concat([header, request]);
}

function unpackWebSocket(): Received {
  if (bytes.toString("latin1", 0, 8) !== "ft-v1.0\0") throw new Error("not a frame");
  if (bytes.readInt32BE(20) !== 0) throw new Error(bytes.toString("utf8", 24, 44));
  return { serial: Number(bytes.readBigUInt64BE(12)), body: Buffer.from(bytes.subarray(44)) };
}
