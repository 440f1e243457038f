import { startGateway } from "@opend/sim";
import type { Runtime } from "@opend/test-kit/runtimes";
import type { Benchmark, Effort } from "../benchmark.ts";
import { startPushFeed } from "../push-feed.ts";
import { measureColdSides } from "../rounds/measure-cold-sides.ts";
import {
  figureOf,
  figureRatio,
  measureSides,
  rateOf,
  type Side,
  type SideRounds,
  timeOf,
  timeRatio,
} from "../rounds/measure-sides.ts";
import { inMegabytes, inMilliseconds } from "../rounds/units.ts";
import { startWalkGateway } from "../start-walk-gateway.ts";
import { withLongWarmUp } from "./walk-sides.ts";

const [ours, official] = ["@opend/futu-api", "futu-api"] as const;

export const dropIn: Benchmark = {
  name: "drop-in",
  title: "a program for futu-api, on futu-api and on @opend/futu-api",
  about: `One program runs on both packages: they differ in the name that it imports. *Import* is the time that a cold
process takes to import the package. *Memory* is how much the resident set of a cold process has grown after the import,
the login and a page of 50 rows. Requests are pages of 50 rows, one after the other and 64 at a time. Pushes have one
trade each and go to \`onPush\`. The frequency limits of *@opend/futu-api* are off. On Node 20, *futu-api* gets the
WebSocket of \`ws\`.`,
  onEveryRuntime: false,
  async measure(runtime, effort) {
    const cold = await measureCold(runtime, effort);
    await using gateway = await startWalkGateway();
    const walk = (inFlight: number) =>
      measureSides(
        runtime,
        { ...withLongWarmUp(effort), roundMs: 2 * effort.roundMs },
        sidesOf("pages/futu-api", { url: gateway.wsUrl, inFlight }),
      );
    const [one, many] = [await walk(1), await walk(64)];
    const pushes = await measurePushes(runtime, effort);
    return {
      measures: [
        { title: "import", unit: "ms", better: "less", sides: cold.imports.map(timeOf).map(inMilliseconds) },
        {
          title: "memory after a request",
          unit: "MB",
          better: "less",
          sides: cold.sessions.map((side) => inMegabytes(figureOf(side, "rssGrowth"))),
        },
        { title: "requests per second", unit: "requests/s", better: "more", sides: one.map(rateOf) },
        { title: "requests per second, 64 at a time", unit: "requests/s", better: "more", sides: many.map(rateOf) },
        { title: "pushes per second", unit: "messages/s", better: "more", sides: pushes.map(rateOf) },
      ],
      goals: [
        { text: "the time of futu-api to import", figure: timeRatio(cold.imports, ours, official), ...atMostOnce },
        {
          text: "the memory of futu-api",
          figure: figureRatio(cold.sessions, ours, official, "rssGrowth"),
          ...atMostOnce,
        },
        { text: "as many requests as futu-api", figure: timeRatio(one, official, ours), ...atLeastOnce },
        { text: "as many requests, 64 at a time", figure: timeRatio(many, official, ours), ...atLeastOnce },
        { text: "as many pushes as futu-api", figure: timeRatio(pushes, official, ours), ...atLeastOnce },
      ],
    };
  },
};

const atMostOnce = { unit: "×", bound: { atMost: 1 } } as const;
const atLeastOnce = { unit: "×", bound: { atLeast: 1 } } as const;

/** The same program on both packages. */
function sidesOf(program: string, settings: object): Side[] {
  return [ours, official].map((module) => ({ side: module, program, settings: { ...settings, module } }));
}

async function measureCold(
  runtime: Runtime,
  effort: Effort,
): Promise<{ readonly imports: SideRounds[]; readonly sessions: SideRounds[] }> {
  await using gateway = await startGateway({ brand: "futu", rateLimit: false, pushIntervalMs: false });
  const rounds = Math.ceil(effort.rounds / 2);
  const measure = async (sides: readonly Side[]) => {
    // An unmeasured run first, so that no measured run reads files from disk for the first time.
    await measureColdSides(runtime, 1, sides);
    return await measureColdSides(runtime, rounds, sides);
  };
  return {
    imports: await measure(sidesOf("drop-in/import", {})),
    sessions: await measure(sidesOf("drop-in/session", { url: gateway.wsUrl })),
  };
}

async function measurePushes(runtime: Runtime, effort: Effort): Promise<SideRounds[]> {
  await using gateway = await startGateway({ brand: "futu", rateLimit: false, pushIntervalMs: false });
  await using stack = new AsyncDisposableStack();
  const sides: Side[] = [];
  for (const side of sidesOf("pushes/futu-api", { isPaced: false })) {
    const { url, orderPort } = stack.use(await startPushFeed(gateway.wsUrl ?? "", 1));
    sides.push({ ...side, settings: { ...side.settings, url, orderPort } });
  }
  return await measureSides(runtime, effort, sides);
}
