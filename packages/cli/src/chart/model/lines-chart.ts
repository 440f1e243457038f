import type { LinesColumn, LinesPicture, LinesPoint } from "../picture.js";
import { createBins, meanOf, presentNumbers, toRuns } from "./bins.js";
import { type Chart, type ChartPoint, hasValues, type LineMark, type Panel, seriesInks } from "./chart.js";
import { chooseSeries } from "./choose-series.js";
import type { LayOutOptions } from "./lay-out-options.js";
import { fullNumber } from "./number-text.js";
import { countOf, type PlacedSeries, placeRows } from "./read-series.js";
import { thinRun } from "./thin-run.js";
import type { TimeAxis } from "./time-axis.js";
import { toTips } from "./tips.js";
import { pictureTitle } from "./titles.js";

const mostCodes = 6;
const mostPanels = 6;

/** Lines of one code share a panel if they have a unit in common. With several codes, each column has a panel. */
export function layOutLines(picture: LinesPicture, { mostPoints, range }: LayOutOptions): Chart {
  const { axis, series, notes } = placeRows(picture.series, ({ time }) => time, range);
  const base = {
    title: pictureTitle(picture),
    isSimulated: picture.simulated,
  };
  if (axis === undefined) return { ...base, notes, legend: [], axis, panels: [], tips: [] };
  const [main] = picture.columns;
  const weigh = ({ rows }: PlacedSeries<LinesPoint>) =>
    meanOf(presentNumbers(rows, ({ point }) => (main ? point.values[main.name] : undefined))) ??
    Number.NEGATIVE_INFINITY;
  const { shown, notes: choice } = chooseSeries(
    series,
    mostCodes,
    `highest mean of ${main ? labelOf(main) : ""}`,
    weigh,
  );
  const drawn = { pointCount: 0, rowCount: 0 };
  const lineOf = (each: PlacedSeries<LinesPoint>, column: LinesColumn, name: string, index: number): LineMark => {
    const points = each.rows.map(({ x, point }) => ({ x, y: point.values[column.name] }));
    const runs = toRuns(points, axis, axis.spacing);
    const thinned = runs.map((run) => thinRun(run, axis, mostPoints));
    drawn.rowCount += sumOf(runs);
    drawn.pointCount += sumOf(thinned);
    return { kind: "line", name, ink: seriesInks[index] ?? "gray", runs: thinned };
  };
  const [only] = shown;
  const groups =
    shown.length === 1 && only ? groupByUnit(picture.columns, only) : picture.columns.map((column) => [column]);
  const panels = groups.map((columns): Panel => {
    const marks =
      shown.length === 1 && only
        ? columns.map((column, index) => lineOf(only, column, labelOf(column), columns.length === 1 ? 0 : index))
        : shown.flatMap((each, index) => columns.map((column) => lineOf(each, column, each.code, index)));
    const heading = columns.map(labelOf).join(", ");
    return { heading, unit: columns[0]?.unit ?? "", fromZero: columns[0]?.unit === "%", weight: 1, marks };
  });
  const filled = panels.filter(hasValues);
  const names = groups.some((columns) => columns.length > 1) ? undefined : shown.map(({ code }) => code);
  return {
    ...base,
    notes: [
      ...choice,
      ...(filled.length > mostPanels ? [`Shown: the first ${mostPanels} of ${filled.length} panels.`] : []),
      ...(drawn.pointCount < drawn.rowCount
        ? [`Drawn: ${countOf(drawn.pointCount, "point")} of ${drawn.rowCount.toLocaleString("en-US")}, with all peaks.`]
        : []),
      ...notes,
    ],
    legend: legendOf(names, filled.slice(0, mostPanels)),
    axis,
    panels: filled.slice(0, mostPanels),
    tips: tipsOf(picture.columns, shown, axis),
  };
}

function labelOf({ name, label = name }: LinesColumn): string {
  return label;
}

function sumOf(runs: readonly (readonly ChartPoint[])[]): number {
  return runs.reduce((sum, { length }) => sum + length, 0);
}

/** Columns of one unit, a few at a time. A column whose unit is not known is alone. */
function groupByUnit(
  columns: readonly LinesColumn[],
  { rows }: PlacedSeries<LinesPoint>,
): readonly (readonly LinesColumn[])[] {
  const groups: LinesColumn[][] = [];
  for (const column of columns) {
    if (presentNumbers(rows, ({ point }) => point.values[column.name]).length === 0) continue;
    const group = groups.find(([first, ...more]) => first?.unit === column.unit && more.length + 1 < seriesInks.length);
    if (group && column.unit !== undefined) group.push(column);
    else groups.push([column]);
  }
  return groups;
}

/** With several codes, colors mean codes. With one, they mean the columns of a panel. */
function legendOf(codes: readonly string[] | undefined, panels: readonly Panel[]): Chart["legend"] {
  if (codes && codes.length > 1) {
    return codes.map((name, index) => ({ name, ink: seriesInks[index] ?? "gray", swatch: "solid" }));
  }
  const several = panels.filter(({ marks }) => marks.length > 1);
  return several.flatMap(({ marks }) =>
    marks.flatMap((mark) =>
      mark.kind === "line" ? [{ name: mark.name, ink: mark.ink, swatch: "solid" as const }] : [],
    ),
  );
}

function tipsOf(
  columns: readonly LinesColumn[],
  shown: readonly PlacedSeries<LinesPoint>[],
  axis: TimeAxis,
): Chart["tips"] {
  const lines = shown.flatMap(({ code, rows }) =>
    rows.map(({ x, point }) => {
      const parts = columns.flatMap((column) => {
        const value = point.values[column.name];
        const unit = column.unit === undefined ? "" : ` ${column.unit}`;
        return value === undefined || !Number.isFinite(value) ? [] : [`${labelOf(column)} ${fullNumber(value)}${unit}`];
      });
      return [x, shown.length > 1 ? `${code}: ${parts.join(", ")}` : parts.join("\n")] as const;
    }),
  );
  return toTips(lines, axis, createBins(axis, Number.POSITIVE_INFINITY));
}
