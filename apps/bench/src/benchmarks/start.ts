import { startGateway } from "@opend/sim";
import type { Benchmark } from "../benchmark.ts";
import { measureColdSides } from "../rounds/measure-cold-sides.ts";
import { figureOf, figureRatio, type SideRounds, timeOf, timeRatio } from "../rounds/measure-sides.ts";
import { inMegabytes, inMilliseconds, inPercent } from "../rounds/units.ts";

const goal = { unit: "%", bound: { atMost: 100 / 3 } } as const;

export const start: Benchmark = {
  name: "start",
  title: "import to first row, cold process",
  about: `Each round is a new process. The time runs from just before the import until the newest day of HK.00700 is there,
connecting included. Both sides request a page of 50 rows. *futu-api* speaks WebSocket only and uses the runtime's own.
Node 20 has none, so it gets the one of \`ws\`, as its users have to do, and loading \`ws\` counts. The SDK loads \`ws\`
by itself, and over TCP not at all. *ws alone* imports \`ws\`, opens a WebSocket and requests nothing. Memory is how
much the resident set has grown at the first row. The memory of the whole process includes that of the bare runtime.`,
  tried: `Nearly all of the time is loading, and a module costs about as much as its code. What helped: each entry is one module
with a few chunks behind it, instead of some ninety modules. The used part of \`@bufbuild/protobuf/wire\` is bundled
(its 19 modules took 28 ms). A transport with its handshake and encryption loads only when the client needs it. Over
WebSocket the client also loads \`ws\`, which alone takes a third of futu-api's memory and a fifth of its time.`,
  onEveryRuntime: false,
  async measure(runtime, effort) {
    await using gateway = await startGateway({ brand: "futu", rateLimit: false, pushIntervalMs: false });
    const { tcpUrl, wsUrl } = gateway;
    const sides = [
      { side: "opend, WebSocket", program: "start/opend", settings: { url: wsUrl } },
      { side: "opend, TCP", program: "start/opend", settings: { url: tcpUrl } },
      { side: "futu-api", program: "start/futu-api", settings: { url: wsUrl } },
      { side: "ws alone", program: "start/ws", settings: { url: wsUrl }, isChecked: false },
    ];
    // An unmeasured run first, so that no measured run reads files from disk for the first time.
    await measureColdSides(runtime, 1, sides);
    const rounds = await measureColdSides(runtime, Math.ceil(effort.rounds / 2), sides);
    const times = rounds.map(timeOf).map(inMilliseconds);
    const bytesOf = (name: string) => rounds.map((side: SideRounds) => inMegabytes(figureOf(side, name)));
    const growth = bytesOf("rssGrowth");
    return {
      measures: [
        { title: "time to the first row", unit: "ms", better: "less", sides: times },
        { title: "memory used until then", unit: "MB", better: "less", sides: growth },
        { title: "memory of the whole process", unit: "MB", better: "less", sides: bytesOf("rss") },
      ],
      goals: ["WebSocket", "TCP"].flatMap((transport) => [
        {
          ...goal,
          text: `of futu-api's time, over ${transport}`,
          figure: inPercent(timeRatio(rounds, `opend, ${transport}`, "futu-api")),
        },
        {
          ...goal,
          text: `of futu-api's memory, over ${transport}`,
          figure: inPercent(figureRatio(rounds, `opend, ${transport}`, "futu-api", "rssGrowth")),
        },
      ]),
    };
  },
};
