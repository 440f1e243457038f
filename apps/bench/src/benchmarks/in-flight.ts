import type { Benchmark } from "../benchmark.ts";
import { cpuOf, figureOf, measureSides, rateOf, timeRatio } from "../rounds/measure-sides.ts";
import { startWalkGateway } from "../start-walk-gateway.ts";
import { walkSides, withLongWarmUp } from "./walk-sides.ts";

const walks = 64;

export const inFlight: Benchmark = {
  name: "in-flight",
  title: "64 requests in flight",
  about: `As *pages*, by 64 walks at a time over one connection: each asks for its next page when it has the one before.`,
  tried: `The time goes into reading the rows (about a third), the SHA-1 of every page over TCP, writing, and promises; the raw
socket does none of it. Deno and Bun have a WebSocket of their own, in which nothing can be gathered. What helped, from 1.3 ×
*futu-api* on Node 20: what is written in one turn of the event loop goes out as one; bodies that arrive whole are not copied;
requests that wait stand in a list (a \`Map\` that is filled and emptied all the time keeps what was in it alive until a full
collection); requests and pages are not made by spreading, at which Node 20 is twenty times slower than at assigning.`,
  onEveryRuntime: true,
  async measure(runtime, effort) {
    await using gateway = await startWalkGateway();
    // A round must be much more than a page for each walk.
    const rounds = await measureSides(
      runtime,
      { ...withLongWarmUp(effort), roundMs: 2 * effort.roundMs },
      walkSides(gateway, walks),
    );
    const rates = rounds.map(rateOf);
    const clients = rounds.filter(({ side }) => !side.startsWith("raw"));
    return {
      measures: [
        { title: "requests in a second", unit: "requests/s", better: "more", sides: rates },
        { title: "processor time of the client for a request", unit: "µs", better: "less", sides: rounds.map(cpuOf) },
        {
          title: "time to a reply that 99 % keep",
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
