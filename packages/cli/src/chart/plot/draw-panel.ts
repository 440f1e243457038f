/// <reference lib="dom" />
import * as Plot from "@observablehq/plot";
import { type Candle, type Chart, inkColors, type Mark, type Panel, visibleRange } from "../model/chart.js";
import { tickTexts } from "../model/number-text.js";
import type { TimeAxis } from "../model/time-axis.js";
import { createYScale } from "../model/y-scale.js";
import { edges, fontFamily, labelRoom } from "./sizes.js";

/** How a panel is drawn. */
export interface PanelOptions {
  readonly document: Document;
  /** Pixels, like all sizes. */
  readonly width: number;
  readonly height: number;
  /** Whether the labels of the time axis stand below. */
  readonly hasTimeLabels: boolean;
  /** Whether a pointer shows the tips. */
  readonly hasTips: boolean;
}

const svgNamespace = "http://www.w3.org/2000/svg";

const colors = { grid: "#e1e4e8", axis: "#57606a", quiet: "#57606a", text: inkColors.text };

/** Draws a panel as an SVG element of its own. Panels of one width have the same time axis. */
export function drawPanel(
  panel: Panel,
  chart: Chart,
  axis: TimeAxis,
  options: PanelOptions,
): SVGSVGElement | HTMLElement {
  const { document, width, height, hasTimeLabels, hasTips } = options;
  const scale = createYScale(panel, Math.max(2, Math.round(height / 40)));
  const texts = new Map(scale.ticks.map((tick, index) => [tick, tickTexts(scale.ticks)[index] ?? ""]));
  const ticks = axis.ticks(Math.max(2, Math.floor((width - edges.left - edges.right) / 64)));
  const labels = new Map(ticks.map(({ position, label, context }) => [position, `${label}\n${context}`]));
  const positions = ticks.map(({ position }) => position);
  const svg = Plot.plot({
    document,
    width,
    height: height + edges.top + (hasTimeLabels ? edges.bottom : edges.between),
    marginTop: edges.top,
    marginBottom: hasTimeLabels ? edges.bottom : edges.between,
    marginLeft: edges.left,
    marginRight: edges.right,
    style: { fontFamily, fontSize: "12px", color: colors.text, background: "none" },
    x: { type: "linear", domain: [...visibleRange(chart, axis)], axis: null },
    y: { type: "linear", domain: [scale.min, scale.max], axis: null },
    marks: [
      Plot.gridY(scale.ticks, { stroke: colors.grid, strokeOpacity: 1 }),
      Plot.gridX(positions, { stroke: colors.grid, strokeOpacity: 1 }),
      ...panel.marks.flatMap((mark) => toPlotMarks(mark)),
      ...(scale.min <= 0 && scale.max >= 0 && panel.fromZero ? [Plot.ruleY([0], { stroke: colors.axis })] : []),
      Plot.axisY(scale.ticks, {
        label: null,
        tickSize: 0,
        tickPadding: 8,
        tickFormat: (value: number) => texts.get(value) ?? "",
        fill: colors.axis,
      }),
      ...(hasTimeLabels
        ? [
            Plot.axisX(positions, {
              label: null,
              tickSize: 5,
              tickPadding: 4,
              tickFormat: (value: number) => labels.get(value) ?? "",
              stroke: colors.axis,
              fill: colors.axis,
            }),
          ]
        : []),
      ...(hasTips && chart.tips.length > 0
        ? [
            Plot.ruleX(chart.tips, Plot.pointerX({ x: "x", stroke: colors.axis, strokeDasharray: "3,3" })),
            Plot.tip(
              chart.tips,
              Plot.pointerX({
                x: "x",
                title: "text",
                fontSize: 12,
                fontFamily,
                lineHeight: 1.35,
                lineWidth: 40,
                stroke: colors.axis,
              }),
            ),
          ]
        : []),
    ],
  });
  addHeading(panel, svg, document);
  return svg;
}

/** Puts heading and unit into one text, so that nothing depends on how wide the font is. */
function addHeading({ heading, unit }: Panel, svg: Element, document: Document): void {
  const text = document.createElementNS(svgNamespace, "text");
  for (const [name, value] of Object.entries({ x: labelRoom, y: 16, "text-anchor": "start", "font-size": 13 })) {
    text.setAttribute(name, String(value));
  }
  const addPart = (content: string, weight: number, fill: string) => {
    const part = document.createElementNS(svgNamespace, "tspan");
    part.setAttribute("font-weight", String(weight));
    part.setAttribute("fill", fill);
    part.textContent = content;
    text.append(part);
  };
  addPart(heading, 600, colors.text);
  if (unit !== "") addPart(`\u2002${unit}`, 400, colors.quiet);
  svg.append(text);
}

function toPlotMarks(mark: Mark): Plot.Markish[] {
  switch (mark.kind) {
    case "bars": {
      const half = mark.span * 0.4;
      return [
        Plot.rectY(mark.points, {
          x1: ({ x }: { x: number }) => x - half,
          x2: ({ x }: { x: number }) => x + half,
          y: "y",
          fill: inkColors[mark.ink],
        }),
      ];
    }
    case "line": {
      const stroke = inkColors[mark.ink];
      const points = mark.runs.flatMap((run, z) => run.map((point) => ({ ...point, z })));
      const isSparse = points.length <= 40;
      const dots = mark.runs.flatMap((run) => (isSparse || run.length === 1 ? run : []));
      return [
        Plot.line(points, { x: "x", y: "y", z: "z", stroke, strokeWidth: 1.6 }),
        Plot.dot(dots, { x: "x", y: "y", r: 2.4, fill: stroke }),
      ];
    }
    case "candles":
      return candleMarks(mark.points, mark.span);
  }
}

function candleMarks(points: readonly Candle[], span: number): Plot.Markish[] {
  const half = span * 0.36;
  const isRise = ({ open, close }: Candle) => close >= open;
  const body = (of: readonly Candle[], color: string, fill: string) => [
    Plot.ruleX(of, { x: "x", y1: "low", y2: "high", stroke: color, strokeWidth: 1 }),
    Plot.rect(of, {
      x1: ({ x }: Candle) => x - half,
      x2: ({ x }: Candle) => x + half,
      y1: "open",
      y2: "close",
      stroke: color,
      strokeWidth: 1,
      fill,
    }),
  ];
  return [
    ...body(points.filter(isRise), inkColors.blue, "#ffffff"),
    ...body(
      points.filter((candle) => !isRise(candle)),
      inkColors.vermilion,
      inkColors.vermilion,
    ),
  ];
}
