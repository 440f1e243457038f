/// <reference lib="dom" />
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Measure, RunResult, SideValue } from "../result.ts";
import { findMeasure } from "./find-measure.ts";
import { formatFigure } from "./format-figure.ts";

const width = 720;
const margin = 16;
const rowHeight = 18;
const labelHeight = 22;
/** Room for the names of sides, and for figures behind the longest bar. */
const [labelWidth, figureWidth] = [190, 150];

/** Colors by their roles. GitHub shows the page on light and on dark backgrounds. */
const style = `
    svg { font: 12px system-ui, sans-serif; --text: #1f2328; --quiet: #59636e; --bar: #b4bcc6; --ours: #0969da; }
    @media (prefers-color-scheme: dark) {
      svg { --text: #e6edf3; --quiet: #9198a1; --bar: #57606a; --ours: #4493f8; }
    }`;

/** Draws a bar for each side of each measure on each runtime, as SVG. Sides whose names begin with `opend` stand out. */
export function drawChart(title: string, runs: readonly RunResult[]): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = create(document, "svg", {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    role: "img",
    "aria-labelledby": "title",
  });
  svg.append(create(document, "title", { id: "title" }, title), create(document, "style", {}, style));
  let y = margin;
  for (const measure of runs[0]?.measures ?? []) {
    y += 14;
    svg.append(drawHeading(document, measure, y));
    y += 8;
    const ofRuns = runs.map(({ runtime, measures }) => ({ runtime, ...findMeasure(measures, measure.title) }));
    const most = Math.max(...ofRuns.flatMap(({ sides }) => sides.map(({ value }) => value)));
    for (const { runtime, sides, unit } of ofRuns) {
      const bars = drawBars(document, sides, { runtime: runs.length > 1 ? runtime : "", unit, most });
      bars.setAttribute("y", String(y));
      svg.append(bars);
      y += Number(bars.getAttribute("height"));
    }
    y += margin;
  }
  svg.setAttribute("height", String(y));
  svg.setAttribute("viewBox", `0 0 ${width} ${y}`);
  return `${svg.outerHTML.replaceAll(/<(?=g|svg|rect|text|style|title)/g, "\n<").trim()}\n`;
}

function drawHeading(document: Document, { title, unit, better }: Measure, y: number): Element {
  const heading = create(
    document,
    "text",
    { x: margin, y, fill: "var(--text)", "font-size": 14, "font-weight": 600 },
    title,
  );
  const note = `\u2002${unit}, ${better} is better`;
  heading.append(create(document, "tspan", { fill: "var(--quiet)", "font-size": 12, "font-weight": 400 }, note));
  return heading;
}

interface BarsOptions {
  /** Empty if there is only one. */
  readonly runtime: string;
  readonly unit: string;
  /** The value of the longest bar of all runtimes. */
  readonly most: number;
}

function drawBars(document: Document, sides: readonly SideValue[], { runtime, unit, most }: BarsOptions): Element {
  const marginTop = runtime === "" ? 0 : labelHeight;
  const bars = Plot.plot({
    document,
    width,
    height: marginTop + sides.length * rowHeight,
    marginTop,
    marginBottom: 0,
    marginLeft: labelWidth,
    marginRight: figureWidth,
    style: { font: "inherit", background: "none" },
    x: { type: "linear", domain: [0, most], axis: null },
    y: { type: "band", domain: sides.map(({ side }) => side), padding: 0.2 },
    color: { type: "identity" },
    marks: [
      Plot.axisY({ label: null, tickSize: 0, fill: "var(--text)", fontSize: 12 }),
      Plot.barX(sides, {
        x1: 0,
        x2: ({ value }: SideValue) => Math.max(0, value),
        y: "side",
        fill: ({ side }: SideValue) => (side.startsWith("opend") ? "var(--ours)" : "var(--bar)"),
        rx: 2,
      }),
      Plot.text(sides, {
        x: ({ value }: SideValue) => Math.max(0, value),
        y: "side",
        text: ({ value }: SideValue) => formatFigure(value, unit),
        textAnchor: "start",
        dx: 6,
        fill: "var(--text)",
        fontSize: 12,
      }),
      Plot.text(runtime === "" ? [] : [runtime], {
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: margin - labelWidth,
        dy: -12,
        fill: "var(--quiet)",
        fontSize: 12,
      }),
    ],
  });
  // The outer element has all of the style.
  for (const element of bars.querySelectorAll("style")) element.remove();
  for (const name of ["class", "fill", "font-family", "font-size"]) bars.removeAttribute(name);
  return bars;
}

function create(
  document: Document,
  name: keyof SVGElementTagNameMap,
  attributes: Readonly<Record<string, string | number>>,
  text = "",
): Element {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== "") element.append(text);
  return element;
}
