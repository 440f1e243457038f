import type { Bins } from "./bins.js";
import type { Tip } from "./chart.js";
import type { TimeAxis } from "./time-axis.js";

/** Makes the tips of a chart from lines that belong to positions. Lines of one position form one tip. */
export function toTips(
  lines: Iterable<readonly [x: number, line: string]>,
  axis: TimeAxis,
  bins: Bins,
): readonly Tip[] {
  const byPosition = new Map<number, string[]>();
  for (const [x, line] of lines) {
    const there = byPosition.get(x);
    if (there) there.push(line);
    else byPosition.set(x, [line]);
  }
  return [...byPosition]
    .sort(([a], [b]) => a - b)
    .map(([x, texts]) => ({ x, text: [timeText(x, axis, bins), ...texts].join("\n") }));
}

function timeText(x: number, axis: TimeAxis, { isSummary, size }: Bins): string {
  if (!isSummary) return axis.textAt(x);
  const half = (size - 1) / 2;
  return `${axis.textAt(Math.max(axis.first, x - half))} to ${axis.textAt(x + half)}`;
}
