import type { Benchmark } from "../benchmark.ts";
import { type BenchmarkResult, type Goal, isMet } from "../result.ts";
import { benchmarkSection } from "./benchmark-section.ts";
import { formatBound, formatFigure } from "./format-figure.ts";
import { toTable } from "./to-table.ts";

/** A benchmark, and what it has found out. */
export interface Measured {
  readonly benchmark: Benchmark;
  readonly result: BenchmarkResult;
}

/** The text of docs/performance.md. */
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
    "<!-- Written by `pnpm bench` from apps/bench: texts in src/benchmarks, figures in results. `pnpm bench --page` writes it anew. -->",
    gains(measured),
    `The SDK, *opend* in the tables, measured against the official client for JavaScript, *futu-api* 10.11, on the same simulated
gateway; codecs also against other protobuf libraries; and against the floor that nothing can beat, such as the same bytes
through a bare socket. All data is simulated, and everything goes over loopback: no network is measured.`,
    `Each side is a process of its own and does the same work, with the same result, which is compared. All are warmed up, a
round of each follows in turn, and the median of the rounds counts: of a ratio, the median of the ratios in rounds that
followed each other, so that it may differ from that of the medians; where a section says nothing else. Another machine is
faster or slower, and so is this one at times: what counts is the ratio of figures that were measured in one run, not a
figure by itself.`,
    "## All figures",
    `Machine: ${machines.join("; ")}. Days: ${dates.join(", ")}. The first table is of ${ownNodes.join(", ")}.`,
    toTable(["what", "measured", "goal", "", "command"], goals, false),
    `\`npm run bench\` measures everything, in less than five minutes, with nothing installed but Node, and writes this page;
\`pnpm bench decode\` measures one row. \`npm test\` measures with less effort and fails where a figure is worse than half of its
goal, or, where this page says that the goal is missed, worse than half of the figure here. The share of the raw socket in
[pages](#pages) is not held so: it swings by three times.`,
    ...measured.map(({ benchmark, result }) => benchmarkSection(benchmark, result)),
  ].join("\n\n")}\n`;
}

/** What a user gains, in the figures of the first runtime. */
function gains(measured: readonly Measured[]): string {
  const figure = (name: string, text: string): string => {
    const goals = measured.find(({ benchmark }) => benchmark.name === name)?.result.runs[0]?.goals ?? [];
    const goal = goals.find((each) => each.text === text);
    return goal === undefined ? "(not measured)" : formatFigure(goal.figure, goal.unit);
  };
  return `What you gain over *futu-api*, measured on Node 20:

- **Reading**: a page of 50 rows becomes objects ${figure("decode", "as fast as futu-api")} as fast.
- **Many requests at once**: ${figure("in-flight", "as many as futu-api, TCP")} as many in the same time over TCP.
- **Quotes**: ${figure("pushes", "as many messages as futu-api, 1 trade in a message, TCP")} as many pushes in the same time.
- **Memory**: a million rows stream through with ${figure("rows", "over the idle client, opend, TCP")} more than an idle client has.
- **Start**: the first row is there after ${figure("start", "of futu-api's time, over TCP")} of the time over TCP, and \
${figure("start", "of futu-api's time, over WebSocket")} over WebSocket.
- **Limits**: 1,000 securities take ${figure("quota", "the least time")} the time that the gateway's frequency limit allows.

It does not gain everywhere: which goals are missed stands in the table below, and why in each section.`;
}

function goalRow({ name, title }: Benchmark, goal: Goal): string[] {
  const figure = `${formatFigure(goal.figure, goal.unit)} ${goal.text}`;
  const verdict = isMet(goal) ? "met" : `[missed](#${name})`;
  return [title, figure, formatBound(goal), verdict, `\`pnpm bench ${name}\``];
}
