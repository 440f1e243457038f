import { createTcpFrameCodec, createWebSocketFrameCodec, type Frame } from "@opend/core/wire";
import { checkFrames, frameTask, keep } from "../harness/frame-task.js";
import { serveRounds } from "../harness/serve-rounds.js";

const { transport, protocolId, serial, request, replyFrame } = frameTask;
const codec = transport === "tcp" ? createTcpFrameCodec() : createWebSocketFrameCodec("client");

await serveRounds((times) => {
  let sent = new Uint8Array();
  let received: Frame = { protocolId, serial: 0, body: sent };
  for (let n = 0; n < times; n++) {
    sent = codec.encode({ protocolId, serial, body: request });
    for (const frame of codec.decode(replyFrame)) received = frame;
    keep(sent, received);
  }
  return { check: checkFrames(sent, received) };
});
