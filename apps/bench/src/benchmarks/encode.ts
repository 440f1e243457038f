import type { Benchmark } from "../benchmark.ts";
import { recordPages } from "../record-pages.ts";
import { measureSides, timeOf, timeRatio } from "../rounds/measure-sides.ts";

export const encode: Benchmark = {
  name: "encode",
  title: "encode a request; frame and unframe",
  about: `*Encode* turns the request for the first page of HK.00700 from an object into bytes. *opend* checks every field on the
way. *futu-api* looks up its types and does not check. *Frame and unframe* puts the frame around that request, and takes
the body out of a frame with a page of 4.2 kB. Over TCP, both include the SHA-1 of the body. *futu-api* speaks WebSocket
only. *naive* is what you would write first, with \`Buffer.concat\` and \`createHash\`. Bytes and bodies are compared.`,
  tried: `Encoding makes one array of 20 bytes, cut out of a buffer that all messages share, and checks every field, which
*futu-api* does not do. Each of the two takes about half of the time. On Node the ratio varies between 1.2 and 2.1 from
run to run, because the computing speed of this machine varies while the speed of its memory does not. Deno takes three
times as long as Node to make such an array.

What helped: one writer for all messages (430 to 140 ns on Node 20), and shapes that are computed once (encoding as a
whole: 2.3 to 0.3 µs). Framing for WebSocket copies nothing that arrives, while *futu-api* copies everything twice. Over
TCP, two SHA-1 hashes take nearly all of the time, and the naive code computes the same two. Reading a hash as a string
is half a microsecond faster than as bytes.`,
  onEveryRuntime: true,
  async measure(runtime, effort) {
    const [page] = await recordPages();
    if (page === undefined) throw new Error("the gateway has no pages");
    const encoding = await measureSides(
      runtime,
      effort,
      ["opend", "futu-api", "protobuf-es", "protobufjs"].map((side) => ({ side, program: `encode/${side}` })),
    );
    const framing = (transport: "tcp" | "websocket", sides: readonly string[]) =>
      measureSides(
        runtime,
        effort,
        sides.map((side) => ({ side, program: `frames/${side}`, settings: { transport, ...page } })),
      );
    const overWebSocket = await framing("websocket", ["opend", "futu-api", "naive"]);
    const overTcp = await framing("tcp", ["opend", "naive"]);
    return {
      measures: [
        { title: "encode", unit: "µs", better: "less", sides: encoding.map(timeOf) },
        { title: "frame and unframe, WebSocket", unit: "µs", better: "less", sides: overWebSocket.map(timeOf) },
        { title: "frame and unframe, TCP", unit: "µs", better: "less", sides: overTcp.map(timeOf) },
      ],
      goals: [
        timesFutuApi("encoding", timeRatio(encoding, "futu-api", "opend")),
        timesFutuApi("framing for WebSocket", timeRatio(overWebSocket, "futu-api", "opend")),
        {
          text: "as fast as the naive code, framing for TCP",
          figure: timeRatio(overTcp, "naive", "opend"),
          unit: "×",
          bound: { atLeast: 1 },
        },
      ],
    };
  },
};

function timesFutuApi(what: string, figure: number) {
  return { text: `as fast as futu-api, ${what}`, figure, unit: "×", bound: { atLeast: 2 } };
}
