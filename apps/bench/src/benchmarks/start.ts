import { startGateway } from "@opend/sim";
import type { Benchmark } from "../benchmark.ts";
import { measureColdSides } from "../rounds/measure-cold-sides.ts";
import { figureOf, figureRatio, type SideRounds, timeOf, timeRatio } from "../rounds/measure-sides.ts";
import { inMegabytes, inMilliseconds, inPercent } from "../rounds/units.ts";

const goal = { unit: "%", bound: { atMost: 100 / 3 } } as const;

export const start: Benchmark = {
  name: "start",
  title: "import to first row, cold process",
  about: `Each round is a new process: from just before the import until the newest day of HK.00700 is there, connecting
included. Both ask for a page of 50 rows. *futu-api* speaks WebSocket only, and takes the runtime's own; Node 20 has none, so
it is given the one of \`ws\`, as its users have to do, and loading that counts. The SDK loads \`ws\` by itself, over TCP not
at all. *ws alone* imports it, opens a WebSocket and asks for nothing. Memory is how much the resident set has grown at the
first row; the whole of it has that of the bare runtime in it.`,
  tried: `Nearly all of it is loading, and a module costs about as much as its code. What helped: each entry is one module with
a few chunks behind it (some ninety modules before), the used part of \`@bufbuild/protobuf/wire\` is inside (its 19 modules
took 28 ms), and a transport with its handshake and encryption is loaded when it is wanted. Over WebSocket there is \`ws\`
too, which alone takes a third of futu-api's memory and a fifth of its time.`,
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
    // What is read from disk for the first time is not measured.
    await measureColdSides(runtime, 1, sides);
    const rounds = await measureColdSides(runtime, Math.ceil(effort.rounds / 2), sides);
    const times = rounds.map(timeOf).map(inMilliseconds);
    const bytesOf = (name: string) => rounds.map((side: SideRounds) => inMegabytes(figureOf(side, name)));
    const growth = bytesOf("rssGrowth");
    return {
      measures: [
        { title: "time to the first row", unit: "ms", better: "less", sides: times },
        { title: "memory taken until then", unit: "MB", better: "less", sides: growth },
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
