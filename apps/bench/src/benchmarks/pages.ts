import type { Benchmark } from "../benchmark.ts";
import { cpuOf, measureSides, rateOf, timeRatio } from "../rounds/measure-sides.ts";
import { inPercent } from "../rounds/units.ts";
import { startWalkGateway } from "../start-walk-gateway.ts";
import { walkSides, withLongWarmUp } from "./walk-sides.ts";

export const pages: Benchmark = {
  name: "pages",
  title: "sequential pages",
  about: `All 15 pages of HK.00700 over loopback, one after the other and again from the first, from a simulated gateway in a
process of its own that answers with recorded replies. *opend* walks by \`paginate\`, *futu-api* by a loop around its request
(it speaks WebSocket only). *raw socket*: the same bytes, of which only the number is looked at.`,
  tried: `One page at a time is mostly waiting: client and gateway sleep in turn, and to wake the other takes this machine longer
than the client's own work. The raw socket answers so fast that neither falls asleep, which a client that reads 50 rows in
between cannot do; and the raw socket itself is not much more than twice as fast as *futu-api* in some runs, so that both
goals at once are out of reach here. With 64 requests in flight, where nobody sleeps, the same work takes a third of the
processor time that it takes here: code and data that a sleep has pushed out of the caches have to be fetched again. A key of the
next page comes with the page before, so there is nothing to ask for ahead. What helped is what [in-flight](#in-flight) names.`,
  onEveryRuntime: true,
  async measure(runtime, effort) {
    await using gateway = await startWalkGateway();
    const rounds = await measureSides(runtime, withLongWarmUp(effort), walkSides(gateway, 1));
    const rates = rounds.map(rateOf);
    const cpu = rounds.map(cpuOf);
    return {
      measures: [
        { title: "pages in a second", unit: "pages/s", better: "more", sides: rates },
        { title: "processor time of the client for a page", unit: "µs", better: "less", sides: cpu },
      ],
      goals: (["TCP", "WebSocket"] as const).flatMap((transport) => [
        {
          text: `as many as futu-api, ${transport}`,
          figure: timeRatio(rounds, "futu-api, WebSocket", `opend, ${transport}`),
          unit: "×",
          bound: { atLeast: 2 },
        },
        {
          text: `of the raw socket, ${transport}`,
          figure: inPercent(timeRatio(rounds, `raw socket, ${transport}`, `opend, ${transport}`)),
          unit: "%",
          bound: { atLeast: 80 },
          isUnsteady: true,
        },
      ]),
    };
  },
};
