import type { RunResult } from "../result.ts";
import { findMeasure } from "./find-measure.ts";
import { formatFigure } from "./format-figure.ts";

const width = 720;
const barX = 200;
const maxBarWidth = 400;
const barHeight = 14;
const margin = 16;

const style = `
    text { font: 12px system-ui, sans-serif; fill: #1f2328; }
    .measure { font-size: 14px; font-weight: 600; }
    .quiet { fill: #59636e; font-weight: 400; font-size: 12px; }
    .side { text-anchor: end; }
    .bar { fill: #b4bcc6; }
    .ours { fill: #0969da; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .quiet { fill: #9198a1; }
      .bar { fill: #57606a; }
      .ours { fill: #4493f8; }
    }`;

/** Draws a bar for each side of each measure on each runtime, as SVG. Sides whose names begin with `opend` stand out. */
export function drawChart(title: string, runs: readonly RunResult[]): string {
  const parts: string[] = [];
  let y = margin;
  for (const [index, measure] of (runs[0]?.measures ?? []).entries()) {
    if (index > 0) y += 16;
    y += 14;
    const note = `${measure.unit}, ${measure.better} is better`;
    parts.push(
      `<text class="measure" x="${margin}" y="${y}">${escapeText(measure.title)} <tspan class="quiet">${escapeText(note)}</tspan></text>`,
    );
    y += 10;
    const ofRuns = runs.map(({ runtime, measures }) => ({
      runtime,
      sides: findMeasure(measures, measure.title).sides,
    }));
    const most = Math.max(...ofRuns.flatMap(({ sides }) => sides.map(({ value }) => value)));
    for (const { runtime, sides } of ofRuns) {
      if (runs.length > 1) {
        y += 16;
        parts.push(`<text class="quiet" x="${margin}" y="${y}">${escapeText(runtime)}</text>`);
        y += 6;
      }
      for (const { side, value } of sides) {
        const length = round((Math.max(0, value) / most) * maxBarWidth);
        const kind = side.startsWith("opend") ? "bar ours" : "bar";
        const textY = y + 11;
        parts.push(
          `<text class="side" x="${barX - 8}" y="${textY}">${escapeText(side)}</text>`,
          `<rect class="${kind}" x="${barX}" y="${y}" width="${length}" height="${barHeight}" rx="2"/>`,
          `<text x="${round(barX + length + 6)}" y="${textY}">${escapeText(formatFigure(value, measure.unit))}</text>`,
        );
        y += barHeight + 4;
      }
    }
  }
  const height = y + margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
  <title id="title">${escapeText(title)}</title>
  <style>${style}
  </style>
${parts.map((part) => `  ${part}`).join("\n")}
</svg>
`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeText(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
