import type { Benchmark } from "../benchmark.ts";
import { cpuOf, figureOf, measureSides, rateOf, timeRatio } from "../rounds/measure-sides.ts";
import { startWalkGateway } from "../start-walk-gateway.ts";
import { walkSides, withLongWarmUp } from "./walk-sides.ts";

const walks = 64;

export const inFlight: Benchmark = {
  name: "in-flight",
  title: "64 requests in flight",
  about: `The same as *pages*, with 64 walks at a time over one connection. Each walk requests its next page when it has the page
before.`,
  tried: `The time goes into reading the rows (about a third), the SHA-1 of every page over TCP, writing, and promises. The raw
socket does none of this. Deno and Bun have their own WebSocket, which cannot send several messages together.

What helped, starting from 1.3 × *futu-api* on Node 20: all writes of one turn of the event loop leave together. Bodies
that arrive whole are not copied. Waiting requests are in a list, because a \`Map\` that is constantly filled and
emptied keeps its old contents alive until a full collection. Requests and pages are not made by spreading, which on
Node 20 is twenty times slower than assigning.`,
  onEveryRuntime: true,
  async measure(runtime, effort) {
    await using gateway = await startWalkGateway();
    // A round must have many pages for each walk.
    const rounds = await measureSides(
      runtime,
      { ...withLongWarmUp(effort), roundMs: 2 * effort.roundMs },
      walkSides(gateway, walks),
    );
    const rates = rounds.map(rateOf);
    const clients = rounds.filter(({ side }) => !side.startsWith("raw"));
    return {
      measures: [
        { title: "requests per second", unit: "requests/s", better: "more", sides: rates },
        { title: "processor time of the client per request", unit: "µs", better: "less", sides: rounds.map(cpuOf) },
        {
          title: "99th percentile of the time to a reply",
          unit: "ms",
          better: "less",
          sides: clients.map((side) => figureOf(side, "p99Ms")),
        },
      ],
      goals: (["TCP", "WebSocket"] as const).map((transport) => ({
        text: `as many as futu-api, ${transport}`,
        figure: timeRatio(rounds, "futu-api, WebSocket", `opend, ${transport}`),
        unit: "×",
        bound: { atLeast: 3 },
      })),
    };
  },
};
