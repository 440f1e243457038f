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
  title: "push ingest: trades, 1 and 50 in a message",
  about: `Pushes of trades (Qot_UpdateTicker) of a subscribed security. *opend* takes them by \`for await\` from a stream that
would fail if it lost one, *futu-api* by its callback; both look at every message. The connection to the simulated gateway
leads through a relay that puts pushes in between, encoded before: as fast as they are taken for the number in a second, and
2,000 in a second, each with the time at which it was sent, for the delay.`,
  tried: `The figures swing around the goal from run to run. What helped, from 1.1 to 2.5 × *futu-api*: pushes wait in a queue and
not in a \`Map\` (53 to 20 µs for 50 trades), what is required of a trade is looked at with names written out (19 to 14 µs),
\`ws\` hands its own buffers on, and no text is made to find out who wants a push.`,
  onEveryRuntime: false,
  async measure(runtime, effort) {
    await using gateway = await startGateway({ brand: "futu", rateLimit: false, pushIntervalMs: false });
    const measures = [];
    const goals = [];
    for (const ticks of [1, 50]) {
      const rounds = await measureFeed(gateway, runtime, effort, ticks, false);
      const what = `${ticks} ${ticks === 1 ? "trade" : "trades"} in a message`;
      measures.push({
        title: `messages in a second, ${what}`,
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
      measures.push({ title: `delay that 99 % keep, ${what}`, unit: "ms", better: "less" as const, sides: delays });
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
