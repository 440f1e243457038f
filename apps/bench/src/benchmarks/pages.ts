import type { Benchmark } from "../benchmark.ts";
import { cpuOf, measureSides, rateOf, ratioOf } from "../rounds/measure-sides.ts";
import { inPercent } from "../rounds/units.ts";
import { startWalkGateway } from "../start-walk-gateway.ts";
import { walkSides, withLongWarmUp } from "./walk-sides.ts";

export const pages: Benchmark = {
  name: "pages",
  title: "sequential pages",
  about: `All 15 pages of HK.00700 over loopback, one after the other and again from the first, from a simulated gateway in a
process of its own that answers with recorded replies. *opend* walks by \`paginate\`, *futu-api* by a loop around its request
(it speaks WebSocket only). *raw socket*: the same bytes, of which only the number is looked at.`,
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
          text: `${transport}: as many as futu-api`,
          figure: ratioOf(rates, `opend, ${transport}`, "futu-api, WebSocket"),
          unit: "×",
          bound: { atLeast: 2 },
        },
        {
          text: `${transport}: of the raw socket`,
          figure: inPercent(ratioOf(rates, `opend, ${transport}`, `raw socket, ${transport}`)),
          unit: "%",
          bound: { atLeast: 80 },
        },
      ]),
    };
  },
};
