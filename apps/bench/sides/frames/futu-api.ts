import OfficialSocket from "futu-api/base.js";
import { checkFrames, frameTask, keep } from "../harness/frame-task.js";
import { serveRounds } from "../harness/serve-rounds.js";

const { protocolId, serial, request, replyFrame } = frameTask;
const socket = new OfficialSocket();
// A WebSocket delivers an ArrayBuffer.
const { buffer } = new Uint8Array(replyFrame);

await serveRounds((times) => {
  let sent = new ArrayBuffer();
  let received = socket.unpackBuff(buffer);
  for (let n = 0; n < times; n++) {
    sent = socket.packBuff(protocolId, serial, request);
    received = socket.unpackBuff(buffer);
    keep(sent, received);
  }
  const { section, buff } = received;
  return { check: checkFrames(new Uint8Array(sent), { serial: Number(section), body: new Uint8Array(buff) }) };
});
