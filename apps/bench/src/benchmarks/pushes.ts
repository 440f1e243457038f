import type { Gateway } from "@opend/sim";
import { startGateway } from "@opend/sim";
import type { Runtime } from "@opend/test-kit/runtimes";
import type { Benchmark, Effort } from "../benchmark.ts";
import { startPushFeed } from "../push-feed.ts";
import { figureOf, measureSides, rateOf, type SideRounds, timeRatio } from "../rounds/measure-sides.ts";

const sides = [
  { side: "opend, TCP", program: "pushes/opend", transport: "tcp" },
  { side: "opend, WebSocket", program: "pushes/opend", transport: "websocket" },
  { side: "futu-api, WebSocket", program: "pushes/futu-api", transport: "websocket" },
] as const;

export const pushes: Benchmark = {
  name: "pushes",
  title: "push ingest: 1 and 50 trades per message",
  about: `Each side receives pushes of trades (Qot_UpdateTicker) of a subscribed security and looks at every message. *opend*
takes them with \`for await\` from a stream that would fail if it lost one. *futu-api* takes them with its callback. The
connection to the simulated gateway goes through a relay that inserts pushes, which were encoded before. To measure the
rate, the relay sends them as fast as the side takes them. To measure the delay, it sends 2,000 a second, each with the
time of sending.`,
  tried: `The figures vary around the goal from run to run. What helped, from 1.1 to 2.5 × *futu-api*: pushes wait in a queue
instead of a \`Map\` (53 to 20 µs for 50 trades). The check of a trade's required fields has their names written out (19
to 14 µs). \`ws\` hands on its own buffers. Finding out who wants a push makes no string.`,
  onEveryRuntime: false,
  async measure(runtime, effort) {
    await using gateway = await startGateway({ brand: "futu", rateLimit: false, pushIntervalMs: false });
    const measures = [];
    const goals = [];
    for (const ticks of [1, 50]) {
      const rounds = await measureFeed(gateway, runtime, effort, ticks, false);
      const what = `${ticks} ${ticks === 1 ? "trade" : "trades"} per message`;
      measures.push({
        title: `messages per second, ${what}`,
        unit: "messages/s",
        better: "more" as const,
        sides: rounds.map(rateOf),
      });
      for (const { side } of rounds.filter(({ side }) => side.startsWith("opend"))) {
        goals.push({
          text: `as many messages as futu-api, ${what}, ${side.replace("opend, ", "")}`,
          figure: timeRatio(rounds, "futu-api, WebSocket", side),
          unit: "×",
          bound: { atLeast: 3 },
        });
      }
      const paced = await measureFeed(gateway, runtime, { ...effort, roundMs: 4 * effort.roundMs }, ticks, true);
      const delays = paced.map((rounds) => figureOf(rounds, "p99Ms"));
      measures.push({
        title: `99th percentile of the delay, ${what}`,
        unit: "ms",
        better: "less" as const,
        sides: delays,
      });
    }
    return { measures, goals };
  },
};

async function measureFeed(
  { tcpUrl = "", wsUrl = "" }: Gateway,
  runtime: Runtime,
  effort: Effort,
  ticks: number,
  isPaced: boolean,
): Promise<SideRounds[]> {
  await using stack = new AsyncDisposableStack();
  const programs = [];
  for (const { side, program, transport } of sides) {
    const { url, orderPort } = stack.use(await startPushFeed(transport === "tcp" ? tcpUrl : wsUrl, ticks));
    programs.push({ side, program, settings: { url, orderPort, isPaced } });
  }
  return await measureSides(runtime, effort, programs);
}
