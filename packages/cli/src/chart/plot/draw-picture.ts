/// <reference lib="dom" />
import stringWidth from "string-width";
import type { Chart } from "../model/chart.js";
import { inkColors } from "../model/chart.js";
import { cleanPicture } from "../model/clean-picture.js";
import { layOut } from "../model/lay-out.js";
import type { Picture } from "../picture.js";
import { drawPanel } from "./draw-panel.js";
import { edges, fontFamily, labelRoom, type PictureSize, panelHeight } from "./sizes.js";

const svgNamespace = "http://www.w3.org/2000/svg";
const lineHeight = 18;

/** Draws a picture as one SVG element. */
export function drawPicture(given: Picture, document: Document, { width = 960, height }: PictureSize): SVGSVGElement {
  const plotWidth = width - edges.left - edges.right;
  const chart = layOut(cleanPicture(given), { mostBars: Math.floor(plotWidth / 3), mostPoints: plotWidth * 2 });
  const svg = createElement(document, "svg", { xmlns: svgNamespace, width, role: "img", "font-family": fontFamily });
  const title = createElement(document, "title", {});
  title.textContent = chart.isSimulated ? `${chart.title} (simulated data)` : chart.title;
  svg.append(title);
  const background = createElement(document, "rect", { width: "100%", height: "100%", fill: "#ffffff" });
  svg.append(background);
  let y = drawHead(chart, document, svg, width);
  const { axis } = chart;
  if (axis === undefined || chart.panels.length === 0) {
    y += 60;
    svg.append(
      createText(document, "no rows", { x: width / 2, y, "text-anchor": "middle", "font-size": 16, fill: "#57606a" }),
    );
    y += 60;
  } else {
    const weights = chart.panels.reduce((sum, { weight }) => sum + weight, 0);
    const between = chart.panels.length * (edges.top + edges.between) + edges.bottom - edges.between + 8;
    const unit = height === undefined ? panelHeight : Math.max(24, (height - y - between) / weights);
    for (const [index, panel] of chart.panels.entries()) {
      const hasTimeLabels = index === chart.panels.length - 1;
      const options = { document, width, height: Math.floor(panel.weight * unit), hasTimeLabels, hasTips: false };
      const element = drawPanel(panel, chart, axis, options);
      for (const style of element.querySelectorAll("style")) style.remove();
      element.removeAttribute("class");
      element.setAttribute("y", String(y));
      svg.append(element);
      y += Number(element.getAttribute("height"));
    }
    y += 8;
  }
  const total = Math.round(Math.max(y, height ?? 0));
  svg.setAttribute("height", String(total));
  svg.setAttribute("viewBox", `0 0 ${width} ${total}`);
  return svg;
}

/** Draws title, notes and legend. @returns where the panels begin */
function drawHead(chart: Chart, document: Document, svg: Element, width: number): number {
  const badge = "SIMULATED DATA";
  const badgeWidth = 124;
  let y = 30;
  if (chart.isSimulated) {
    const x = width - edges.right - badgeWidth;
    svg.append(
      createElement(document, "rect", { x, y: y - 17, width: badgeWidth, height: 24, rx: 4, fill: inkColors.orange }),
      createText(document, badge, {
        x: x + badgeWidth / 2,
        y,
        "text-anchor": "middle",
        "font-size": 13,
        "font-weight": 600,
        fill: "#000000",
      }),
    );
  }
  const titleRoom = width - labelRoom - edges.right - (chart.isSimulated ? badgeWidth + 12 : 0);
  for (const line of wrapWords(chart.title, titleRoom, 9.4)) {
    svg.append(
      createText(document, line, { x: labelRoom, y, "font-size": 18, "font-weight": 600, fill: inkColors.text }),
    );
    y += 24;
  }
  y -= 4;
  for (const note of chart.notes) {
    for (const line of wrapWords(note, width - labelRoom - edges.right, 6.6)) {
      svg.append(createText(document, line, { x: labelRoom, y, "font-size": 12.5, fill: "#57606a" }));
      y += lineHeight;
    }
  }
  if (chart.legend.length > 0) y = drawLegend(chart, document, svg, width, y + 6);
  return y;
}

function drawLegend({ legend }: Chart, document: Document, svg: Element, width: number, top: number): number {
  let [x, y] = [labelRoom, top];
  for (const { name, ink, swatch } of legend) {
    const entryWidth = 20 + stringWidth(name) * 7.2 + 18;
    if (x > labelRoom && x + entryWidth > width - edges.right) [x, y] = [labelRoom, y + lineHeight];
    const fill = swatch === "solid" ? inkColors[ink] : "#ffffff";
    svg.append(
      createElement(document, "rect", { x: x + 0.5, y: y - 10.5, width: 12, height: 12, fill, stroke: inkColors[ink] }),
      createText(document, name, { x: x + 19, y, "font-size": 12.5, fill: inkColors.text }),
    );
    x += entryWidth;
  }
  return y + lineHeight;
}

/** Breaks a text into lines that fit, as far as words allow. */
function wrapWords(text: string, room: number, characterWidth: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && stringWidth(longer) * characterWidth > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

type Attributes = Readonly<Record<string, string | number>>;

function createText(document: Document, content: string, attributes: Attributes): Element {
  const text = createElement(document, "text", attributes);
  text.textContent = content;
  return text;
}

function createElement<Name extends keyof SVGElementTagNameMap>(
  document: Document,
  name: Name,
  attributes: Attributes,
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
