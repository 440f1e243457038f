import type { Benchmark } from "../benchmark.ts";
import { cpuOf, measureSides, rateOf, timeRatio } from "../rounds/measure-sides.ts";
import { inPercent } from "../rounds/units.ts";
import { startWalkGateway } from "../start-walk-gateway.ts";
import { walkSides, withLongWarmUp } from "./walk-sides.ts";

export const pages: Benchmark = {
  name: "pages",
  title: "sequential pages",
  about: `Each side reads all 15 pages of HK.00700 over loopback, one after the other, and then starts again at the first. The
simulated gateway is a process of its own and answers with recorded replies. *opend* walks with \`paginate\`. *futu-api*
runs a loop around its request and speaks WebSocket only. *raw socket* receives the same bytes and only counts them.`,
  tried: `One page at a time is mostly waiting. Client and gateway sleep in turn, and on this machine, waking the other takes
longer than the client's own work. The raw socket answers so fast that neither side falls asleep. A client that reads 50
rows in between cannot do that. In some runs the raw socket itself is not much more than twice as fast as *futu-api*, so
both goals at once are out of reach here. With 64 requests in flight, nobody sleeps, and the same work takes a third of
the processor time. After a sleep, the processor has to fetch code and data again that were pushed out of the caches.
The key of the next page comes with the page before it, so the client cannot request a page ahead.
[in-flight](#in-flight) names what helped.`,
  onEveryRuntime: true,
  async measure(runtime, effort) {
    await using gateway = await startWalkGateway();
    const rounds = await measureSides(runtime, withLongWarmUp(effort), walkSides(gateway, 1));
    const rates = rounds.map(rateOf);
    const cpu = rounds.map(cpuOf);
    return {
      measures: [
        { title: "pages per second", unit: "pages/s", better: "more", sides: rates },
        { title: "processor time of the client per page", unit: "µs", better: "less", sides: cpu },
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
