import type { ChartPoint } from "./chart.js";
import type { TimeAxis } from "./time-axis.js";

/**
 * Thins out a line that has more points than can be told apart. Of each part of the axis, the first, the lowest, the
 * highest and the last point stay, which look the same as all of them.
 */
export function thinRun(run: readonly ChartPoint[], { first, last }: TimeAxis, most: number): readonly ChartPoint[] {
  if (run.length <= 4) return run;
  const parts = Math.max(1, Math.floor(most / 4));
  const width = (last - first + 1) / parts;
  if (run.length <= (most * ((run.at(-1)?.x ?? 0) - (run[0]?.x ?? 0) + 1)) / (last - first + 1)) return run;
  const kept: ChartPoint[] = [];
  let part: ChartPoint[] = [];
  const close = () => {
    const [begin, end] = [part[0], part.at(-1)];
    const low = part.reduce<ChartPoint | undefined>((a, b) => (a === undefined || b.y < a.y ? b : a), undefined);
    const high = part.reduce<ChartPoint | undefined>((a, b) => (a === undefined || b.y > a.y ? b : a), undefined);
    kept.push(...part.filter((point) => [begin, end, low, high].includes(point)));
    part = [];
  };
  for (const point of run) {
    const before = part.at(-1);
    if (before && Math.floor((before.x - first) / width) !== Math.floor((point.x - first) / width)) close();
    part.push(point);
  }
  close();
  return kept;
}
