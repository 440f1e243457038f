import type { BarsMark, CandlesMark, LineMark, Mark } from "../model/chart.js";
import type { YScale } from "../model/y-scale.js";
import type { Canvas } from "./canvas.js";

/** Where values are on a canvas. */
export interface Frame {
  readonly toColumn: (x: number) => number;
  readonly toRow: (y: number) => number;
}

/** Makes the frame in which a part of the axis and a scale fill a canvas. */
export function createFrame(canvas: Canvas, [from, to]: readonly [number, number], { min, max }: YScale): Frame {
  return {
    toColumn: (x) => ((x - from) / (to - from)) * canvas.width,
    toRow: (y) => ((max - y) / (max - min)) * canvas.height,
  };
}

/** Draws what a panel shows. */
export function drawMark(mark: Mark, canvas: Canvas, frame: Frame): void {
  if (mark.kind === "bars") drawBars(mark, canvas, frame);
  else if (mark.kind === "line") drawLine(mark, canvas, frame);
  else drawCandles(mark, canvas, frame);
}

const fromBelow = " ▁▂▃▄▅▆▇█";

function drawBars({ points, span, ink }: BarsMark, canvas: Canvas, { toColumn, toRow }: Frame): void {
  // The base is between two rows, so that bars on both sides of it end exactly.
  const base = Math.round(toRow(0));
  for (const { x, y } of points) {
    const [left, right] = barColumns(toColumn(x - span / 2), toColumn(x + span / 2));
    const size = Math.abs(base - toRow(y));
    const isUp = y >= 0;
    for (let column = left; column < right; column++) {
      for (let step = 0; step < Math.max(size, 1); step++) {
        const part = Math.min(1, size - step);
        // A value that is not zero stays visible.
        const eighths = Math.max(step === 0 && y !== 0 ? 1 : 0, Math.round(part * 8));
        if (eighths <= 0) continue;
        if (isUp) canvas.put(column, base - 1 - step, fromBelow[eighths] ?? "█", ink);
        else canvas.put(column, base + step, eighths >= 6 ? "█" : eighths >= 3 ? "▀" : "▔", ink);
      }
    }
  }
}

/** Columns that a bar fills. From three columns on, one of them is the space beside it. */
function barColumns(left: number, right: number): readonly [number, number] {
  const [from, to] = [Math.round(left), Math.round(right)];
  if (right - left >= 3) return [from, to - 1];
  return [from, Math.max(to, from + 1)];
}

function drawLine({ runs, ink }: LineMark, canvas: Canvas, { toColumn, toRow }: Frame): void {
  for (const run of runs) {
    for (const [index, point] of run.entries()) {
      const before = run[index - 1] ?? point;
      canvas.line(toColumn(before.x), toRow(before.y), toColumn(point.x), toRow(point.y), ink);
    }
  }
}

function drawCandles({ points }: CandlesMark, canvas: Canvas, { toColumn, toRow }: Frame): void {
  for (const { x, open, high, low, close } of points) {
    const column = Math.min(canvas.width - 1, Math.floor(toColumn(x)));
    const isRise = close >= open;
    const ink = isRise ? "blue" : "vermilion";
    for (let row = Math.floor(toRow(high)); row <= Math.floor(toRow(low)); row++) canvas.put(column, row, "│", ink);
    const [top, bottom] = [Math.floor(toRow(Math.max(open, close))), Math.floor(toRow(Math.min(open, close)))];
    for (let row = top; row <= bottom; row++) canvas.put(column, row, isRise ? "░" : "█", ink);
  }
}
