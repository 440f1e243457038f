import type { Benchmark } from "../benchmark.ts";
import { type BenchmarkResult, type Goal, isMet } from "../result.ts";
import { benchmarkSection } from "./benchmark-section.ts";
import { formatBound, formatFigure } from "./format-figure.ts";
import { toTable } from "./to-table.ts";

/** A benchmark and its result. */
export interface Measured {
  readonly benchmark: Benchmark;
  readonly result: BenchmarkResult;
}

/** Writes the text of docs/performance.md. */
export function performancePage(measured: readonly Measured[]): string {
  const results = measured.map(({ result }) => result);
  const dates = [...new Set(results.map(({ date }) => date))].sort();
  const machines = [...new Set(results.map(({ machine }) => machine))].sort();
  const ownNodes = [...new Set(results.map(({ runs }) => runs[0]?.runtime ?? ""))].sort();
  const goals = measured.flatMap(({ benchmark, result }) =>
    (result.runs[0]?.goals ?? []).map((goal) => goalRow(benchmark, goal)),
  );
  return `${[
    "# Performance",
    "<!-- Written by `pnpm bench` from apps/bench: texts in src/benchmarks, figures in results. `pnpm bench --page` rewrites it. -->",
    gains(measured),
    `This page compares the SDK, *opend* in the tables, with *futu-api* 10.11, the official client for JavaScript, on the
same simulated gateway. It also compares codecs with other protobuf libraries, and both clients with a floor that
nothing can beat, such as the same bytes through a bare socket. All data is simulated. Everything runs over loopback, so
no network is measured.`,
    `Each side is a process of its own. All sides do the same work, and their results are compared. All sides warm up first,
and then run their rounds in turn. Unless a section says otherwise, a figure is the median of the rounds. A ratio is the
median of the ratios of rounds that followed each other, so it may differ from the ratio of the medians. Another machine
is faster or slower, and so is this one at times. Compare figures only with figures of the same run.`,
    "## All figures",
    `Machine: ${machines.join("; ")}. Days: ${dates.join(", ")}. The first table is of ${ownNodes.join(", ")}.`,
    toTable(["what", "measured", "goal", "", "command"], goals, false),
    `\`npm run bench\` measures everything and writes this page. It takes less than five minutes and needs nothing but Node.
\`pnpm bench decode\` measures one benchmark. \`npm test\` measures with less effort. It fails if a figure is worse than
half of its goal, or, where this page says that the goal is missed, worse than half of the figure here. This does not
apply to the share of the raw socket in [pages](#pages), which varies by a factor of three.`,
    ...measured.map(({ benchmark, result }) => benchmarkSection(benchmark, result)),
  ].join("\n\n")}\n`;
}

/** Says what a user gains, with the figures of the first runtime. */
function gains(measured: readonly Measured[]): string {
  const figure = (name: string, text: string): string => {
    const goals = measured.find(({ benchmark }) => benchmark.name === name)?.result.runs[0]?.goals ?? [];
    const goal = goals.find((each) => each.text === text);
    return goal === undefined ? "(not measured)" : formatFigure(goal.figure, goal.unit);
  };
  return `What you gain over *futu-api*, measured on Node 20:

- **Reading**: decoding a page of 50 rows is ${figure("decode", "as fast as futu-api")} as fast.
- **Many requests at once**: ${figure("in-flight", "as many as futu-api, TCP")} as many in the same time, over TCP.
- **Quotes**: ${figure("pushes", "as many messages as futu-api, 1 trade per message, TCP")} as many pushes in the same time.
- **Memory**: streaming a million rows takes ${figure("rows", "over the idle client, opend, TCP")} more than an idle client.
- **Start**: the first row arrives in ${figure("start", "of futu-api's time, over TCP")} of futu-api's time over TCP, and in \
${figure("start", "of futu-api's time, over WebSocket")} over WebSocket.
- **Limits**: 1,000 securities take ${figure("quota", "the least time")} the shortest time that the gateway's frequency limit allows.

The SDK is not better everywhere. The table below says which goals it misses, and each section says why.`;
}

function goalRow({ name, title }: Benchmark, goal: Goal): string[] {
  const figure = `${formatFigure(goal.figure, goal.unit)} ${goal.text}`;
  const verdict = isMet(goal) ? "met" : `[missed](#${name})`;
  return [title, figure, formatBound(goal), verdict, `\`pnpm bench ${name}\``];
}
