import { cutText, widthOf, wrapText } from "../base/text-width.js";
import { type Chart, type Panel, visibleRange } from "./model/chart.js";
import { cleanPicture } from "./model/clean-picture.js";
import { layOut } from "./model/lay-out.js";
import { tickTexts } from "./model/number-text.js";
import type { TimeAxis } from "./model/time-axis.js";
import { createYScale } from "./model/y-scale.js";
import type { Picture } from "./picture.js";
import { Canvas } from "./terminal/canvas.js";
import { createFrame, drawMark } from "./terminal/draw-marks.js";
import { drawSparklines } from "./terminal/draw-sparklines.js";
import { createPaint, type Paint } from "./terminal/paint.js";

/** The room for a picture of text. */
export interface TerminalSize {
  /** Characters per line. No line is longer. Less than 20 count as 20. */
  readonly columns: number;
  /** Lines that the picture should not exceed, if that leaves each panel its least height. Default: as many as it needs. */
  readonly rows?: number | undefined;
  /** Whether to color the text. Without, it has no control characters. */
  readonly color: boolean;
}

/** With more codes than this, each one gets a line. */
const mostCodesInPanels = 3;
const heightOfWeight = 7;
const leastHeight = 3;

/** Draws a picture as lines of text, without a line break at the end. */
export function drawTerminal(given: Picture, { columns: wanted, rows, color }: TerminalSize): string {
  const columns = Math.max(20, Math.floor(wanted));
  const paint = createPaint(color);
  const picture = cleanPicture(given);
  if (picture.series.length > mostCodesInPanels) return drawSparklines(picture, { columns, rows, paint }).join("\n");
  const room = columns - 9;
  const chart = layOut(picture, { mostBars: room, mostPoints: room * 4 });
  const head = drawHead(chart, columns, paint);
  const { axis } = chart;
  const panels = chart.panels.flatMap(splitLines);
  if (axis === undefined || panels.length === 0) return [...head, "no rows"].join("\n");
  const heights = heightsOf(panels, rows === undefined ? undefined : rows - head.length - panels.length - 2);
  const scales = panels.map((panel, index) => createYScale(panel, Math.max(2, (heights[index] ?? leastHeight) / 2)));
  const gutter = Math.max(...scales.map(({ ticks }) => Math.max(...tickTexts(ticks).map((text) => text.length))));
  const width = columns - gutter - 2;
  const lines = panels.flatMap((panel, index) => {
    const scale = scales[index] ?? createYScale(panel, 2);
    const canvas = new Canvas(width, heights[index] ?? leastHeight);
    const frame = createFrame(canvas, visibleRange(chart, axis), scale);
    for (const mark of panel.marks) drawMark(mark, canvas, frame);
    const texts = tickTexts(scale.ticks);
    const labels = new Map(
      scale.ticks.map((tick, place) => [
        Math.min(canvas.height - 1, Math.floor(frame.toRow(tick) - 1e-9)),
        texts[place] ?? "",
      ]),
    );
    const body = canvas.rows(paint).map((text, row) => {
      const label = labels.get(row);
      return `${paint((label ?? "").padStart(gutter), "gray")} ${paint(label === undefined ? "│" : "┤", "gray")}${text}`;
    });
    const unit = panel.unit === "" ? "" : ` (${panel.unit})`;
    return [cutText(panel.heading + unit, columns), ...body];
  });
  return [...head, ...lines, ...drawTimeAxis(chart, axis, gutter, width, paint)].join("\n");
}

function drawHead(chart: Chart, columns: number, paint: Paint): readonly string[] {
  const simulated = chart.isSimulated ? wrapText("SIMULATED DATA", columns).map((line) => paint(line, "orange")) : [];
  const hasCandles = chart.panels.some(({ marks }) => marks.some(({ kind }) => kind === "candles"));
  const legend = hasCandles ? ["░ close at or above open, █ close below open"] : [];
  return [
    ...wrapText(chart.title, columns),
    ...simulated,
    ...chart.notes.flatMap((note) => wrapText(note, columns)),
    ...legend.flatMap((line) => wrapText(line, columns)),
  ];
}

/** Lines over each other cannot be told apart in characters, so each gets a panel. */
function splitLines(panel: Panel): readonly Panel[] {
  if (panel.marks.length <= 1) return [panel];
  const parts = panel.marks.filter((mark) => mark.kind !== "line" || mark.runs.length > 0);
  return parts.map((mark) => ({
    ...panel,
    heading: panel.heading.includes(mark.name) ? mark.name : `${mark.name}: ${panel.heading}`,
    weight: panel.weight / 2,
    marks: [mark],
  }));
}

function heightsOf(panels: readonly Panel[], room: number | undefined): readonly number[] {
  const heights = panels.map(({ weight }) => Math.max(leastHeight, Math.round(weight * heightOfWeight)));
  const total = heights.reduce((sum, height) => sum + height, 0);
  if (room === undefined || total <= room) return heights;
  return heights.map((height) => Math.max(leastHeight, Math.floor((height * room) / total)));
}

/** Draws the axis and its labels. */
function drawTimeAxis(chart: Chart, axis: TimeAxis, gutter: number, width: number, paint: Paint): readonly string[] {
  const [from, to] = visibleRange(chart, axis);
  const rule = Array.from({ length: width }, () => "─");
  let labels = "";
  let end = -1;
  for (const { position, full, context } of axis.ticks(Math.max(1, Math.floor(width / 13)))) {
    const column = Math.min(width - 1, Math.floor(((position - from) / (to - from)) * width));
    // A day goes with the first clock time of it.
    const text = full.includes(":") && context !== "" ? `${context} ${full}` : full;
    const start = Math.max(0, Math.min(width - widthOf(text), column - Math.floor(text.length / 2)));
    if (start <= end || text.length > width) continue;
    rule[column] = "┬";
    labels += " ".repeat(start - labels.length) + text;
    end = start + text.length;
  }
  const indent = " ".repeat(gutter + 1);
  return [indent + paint(`└${rule.join("")}`, "gray"), `${indent} ${labels}`.trimEnd()];
}
