import { createTcpFrameCodec, createWebSocketFrameCodec } from "@opend/core/wire";
import { type RecordedPage, toBytes } from "./pages.js";
import { readSettings } from "./serve-rounds.js";

/** The settings of the sides that frame. */
export interface FrameSettings extends RecordedPage {
  readonly transport: "tcp" | "websocket";
}

const protocolId = 3248;
const serial = 7;
const { transport, request, reply }: FrameSettings = readSettings();

/** A request to put into a frame, and a frame that holds the reply. */
export const frameTask = {
  transport,
  protocolId,
  serial,
  request: toBytes(request),
  replyFrame: (transport === "tcp" ? createTcpFrameCodec() : createWebSocketFrameCodec("gateway")).encode({
    protocolId,
    serial,
    body: toBytes(reply),
  }),
};

/** Proves that one frame was made and another one was read. */
export function checkFrames(
  sent: Uint8Array,
  received: { readonly serial: number; readonly body: Uint8Array },
): unknown {
  return [Buffer.from(sent).toString("hex"), received.serial, Buffer.from(received.body).toString("base64")];
}

const kept: object[] = [];
let turn = 0;

/** Keeps results for a while, so that a compiler cannot optimize the work away. */
export function keep(sent: object, received: object): void {
  turn = (turn + 2) & 15;
  kept[turn] = sent;
  kept[turn + 1] = received;
}
