import { createManualClock, isOpendError, type OpendError } from "@opend/core";
import { type ConnectionHandlers, Session, type Transport } from "@opend/core/internal";
import { GetGlobalState, KeepAlive, Qot_GetDailyShortVolume, Qot_GetShortInterest } from "@opend/core/protocols";
import { createTcpFrameCodec, createWebSocketFrameCodec, type Frame } from "@opend/core/wire";
import { createRandom, type Random } from "@opend/test-kit/random";
import { packetKinds } from "./bodies.js";
import { anyFrame } from "./frame-targets.js";
import { cutRandomly, documentedCode, type FuzzTarget, joined } from "./fuzz-target.js";
import { mutate } from "./mutate.js";

const maxFrameBytes = 65_536;
const timeoutMs = 12_000;
const security = { market: 11, code: "AAPL" };

/** The requests, in the order of the serial numbers. */
const asked = [KeepAlive, GetGlobalState, Qot_GetDailyShortVolume, Qot_GetShortInterest] as const;
const replies = asked.map(({ name }) => packetKinds.find((kind) => kind.name === `${name}.Response`));

/** A session over TCP or WebSocket whose gateway may send anything. All requests must settle, and nothing may leak. */
export const sessions: FuzzTarget = {
  name: "sessions",
  generate(random, salt) {
    const isTcp = isOverTcp(createRandom(salt));
    const codec = isTcp ? createTcpFrameCodec() : createWebSocketFrameCodec("gateway");
    const count = isTcp ? 1 + random.below(4) : 1;
    const stream = joined(
      Array.from({ length: count }, () => codec.encode(random.below(3) === 0 ? anyFrame(random) : anyReply(random))),
    );
    return random.below(2) === 0 ? stream : mutate(stream, random);
  },
  async run({ bytes, salt }) {
    const random = createRandom(salt);
    const clock = createManualClock();
    const isTcp = isOverTcp(random);
    const { transport, peer } = createTransport(isTcp);
    const session = await Session.open(
      transport,
      { clock, maxFrameBytes, limiter: false },
      new AbortController().signal,
    );
    const settled = [
      session.exchange(KeepAlive, { time: 0n }),
      session.request(GetGlobalState, { userID: 0n }),
      session.request(Qot_GetDailyShortVolume, { security }),
      session.request(Qot_GetShortInterest, { security }),
    ].map((request) => request.then(() => undefined, checkedError));
    // The session sends requests a moment after the call.
    await Promise.resolve();
    await Promise.resolve();
    const pieces = isTcp ? cutRandomly(bytes, random) : [bytes];
    for (const piece of pieces) peer().onBytes(piece);
    if (random.below(2) === 0) clock.advance(timeoutMs);
    else peer().onClose(undefined);
    await Promise.all(settled);
    await session.close();
    checkedError(await session.closed);
    if (clock.scheduled > 0) throw new Error(`${clock.scheduled} timers remain`);
  },
};

/** Makes a reply to one of the requests, with a valid or mutated body. */
function anyReply(random: Random): Frame {
  const index = random.below(asked.length);
  const { examples = [], protocolId = 0 } = replies[index] ?? {};
  const body = random.pick(examples);
  return { protocolId, serial: index + 1, body: random.below(2) === 0 ? body : mutate(body, random) };
}

function isOverTcp(random: Random): boolean {
  return random.below(2) === 0;
}

function createTransport(isTcp: boolean): { readonly transport: Transport; readonly peer: () => ConnectionHandlers } {
  let handlers: ConnectionHandlers | undefined;
  const transport: Transport = {
    kind: isTcp ? "tcp" : "websocket",
    endpoint: "fuzz",
    createCodec: (limit) => ({
      frames: isTcp
        ? createTcpFrameCodec({ maxFrameBytes: limit })
        : createWebSocketFrameCodec("client", { maxFrameBytes: limit }),
    }),
    async dial(given) {
      handlers = given;
      return { send: () => {}, destroy: () => {} };
    },
  };
  const peer = () => {
    if (handlers === undefined) throw new Error("the session did not dial");
    return handlers;
  };
  return { transport, peer };
}

/** A session reports every failure as an OpendError. A bug of the SDK must not hide behind one. */
function checkedError(error: unknown): void {
  if (error === undefined) return;
  documentedCode(error);
  if (!isOpendError(error, "ConnectionLost")) return;
  let cause: OpendError["cause"] = error.cause;
  while (isOpendError(cause, "ConnectionLost")) cause = cause.cause;
  if (cause instanceof TypeError || cause instanceof RangeError || cause instanceof SyntaxError) {
    throw new Error(`a bug of the SDK: ${cause.message}`, { cause });
  }
}
