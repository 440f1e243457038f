/// <reference lib="dom" />
import { type Chart, visibleRange } from "../model/chart.js";
import type { TimeRange } from "../picture.js";
import { drawPanel } from "../plot/draw-panel.js";
import { edges, panelHeight } from "../plot/sizes.js";
import { element } from "./element.js";

/** Draws the panels with their tips. Dragging over them chooses a part of the axis. */
export function drawPanels(chart: Chart, width: number, choose: (range: TimeRange) => void): HTMLElement {
  const { axis, panels } = chart;
  if (axis === undefined || panels.length === 0) return element("p", { className: "empty" }, "no rows");
  const main = element("main", {});
  for (const [index, panel] of panels.entries()) {
    const height = Math.round(panel.weight * panelHeight);
    const hasTimeLabels = index === panels.length - 1;
    main.append(drawPanel(panel, chart, axis, { document, width, height, hasTimeLabels, hasTips: true }));
  }
  const [from, to] = visibleRange(chart, axis);
  const toPosition = (x: number) => {
    const position = from + ((x - edges.left) / (width - edges.left - edges.right)) * (to - from);
    return Math.min(axis.last, Math.max(axis.first, position));
  };
  addZoom(main, (left, right) => {
    const [since, until] = [toPosition(left), toPosition(right)].map((position) => axis.textAt(position));
    choose({ since, until });
  });
  return main;
}

/** Fewer pixels are a click, and not a choice. */
const leastDrag = 8;

function addZoom(main: HTMLElement, choose: (left: number, right: number) => void): void {
  let start: number | undefined;
  const shade = element("div", { className: "shade", hidden: true });
  main.append(shade);
  const xOf = (event: PointerEvent) => event.clientX - main.getBoundingClientRect().left;
  const begin = (event: PointerEvent) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    // Plot would pin the tip.
    event.stopPropagation();
    start = xOf(event);
    main.setPointerCapture(event.pointerId);
  };
  main.addEventListener("pointerdown", begin, { capture: true });
  main.addEventListener("pointermove", (event) => {
    if (start === undefined) return;
    const [left, right] = [start, xOf(event)].sort((a, b) => a - b);
    shade.hidden = false;
    shade.style.left = `${left}px`;
    shade.style.width = `${(right ?? 0) - (left ?? 0)}px`;
  });
  main.addEventListener("pointerup", (event) => {
    const [left = 0, right = 0] = [start ?? xOf(event), xOf(event)].sort((a, b) => a - b);
    start = undefined;
    shade.hidden = true;
    if (right - left >= leastDrag) choose(left, right);
  });
  main.addEventListener("pointercancel", () => {
    start = undefined;
    shade.hidden = true;
  });
}
