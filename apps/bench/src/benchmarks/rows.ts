import type { Benchmark } from "../benchmark.ts";
import { measureColdSides } from "../rounds/measure-cold-sides.ts";
import { figureOf, rateOf } from "../rounds/measure-sides.ts";
import { inMegabytes } from "../rounds/units.ts";
import { startWalkGateway } from "../start-walk-gateway.ts";

const fullRows = 1_000_000;

export const rows: Benchmark = {
  name: "rows",
  title: "1,000,000 rows streamed to a counter",
  about: `The side runs \`for await (const row of client.dailyShortVolume(…)) rows++\`, in pages of 50, one after the other,
without a frequency limit. The gateway is another process. It answers with recorded pages, because making them up would
take it longer than the client takes to read them. Memory is the highest resident set, checked after every page, minus
the resident set of the same process when it was connected and had read one page. Each side makes one walk, which is
long enough.`,
  onEveryRuntime: false,
  async measure(runtime, effort) {
    await using gateway = await startWalkGateway({ pageCount: Number.POSITIVE_INFINITY });
    const sides = [
      { side: "opend, TCP", program: "rows/opend", settings: { url: gateway.tcpUrl } },
      { side: "opend, WebSocket", program: "rows/opend", settings: { url: gateway.wsUrl } },
    ];
    const rounds = await measureColdSides(runtime, 1, sides, fullRows * effort.size);
    const growth = rounds.map((side) => inMegabytes(figureOf(side, "rssGrowth")));
    return {
      measures: [
        { title: "rows per second", unit: "rows/s", better: "more", sides: rounds.map(rateOf) },
        { title: "memory over the idle client", unit: "MB", better: "less", sides: growth },
      ],
      goals: growth.map(({ side, value }) => ({
        text: `over the idle client, ${side}`,
        figure: value,
        unit: "MB",
        bound: { atMost: 64 },
      })),
    };
  },
};
