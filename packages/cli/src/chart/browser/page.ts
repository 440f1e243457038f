/// <reference lib="dom" />
import { layOut } from "../model/lay-out.js";
import type { Picture, TimeRange } from "../picture.js";
import { drawHead } from "./draw-head.js";
import { drawPanels } from "./draw-panels.js";

const picture = readPicture();
const root = document.getElementById("root") ?? document.body;
let range: TimeRange = {};
let drawnWidth = 0;
let drawnRange: TimeRange | undefined;
draw();
new ResizeObserver(() => draw()).observe(document.body);

/** Draws the part of the picture that is chosen, as wide as the window. */
function draw(): void {
  const width = Math.max(360, Math.min(1600, document.body.clientWidth));
  if (width === drawnWidth && range === drawnRange) return;
  [drawnWidth, drawnRange] = [width, range];
  const chart = layOut(picture, { mostBars: Math.floor(width / 3), mostPoints: width * 2, range });
  const choose = (chosen: TimeRange) => {
    range = chosen;
    draw();
  };
  root.replaceChildren(drawHead(chart, range, choose), drawPanels(chart, width, choose));
}

function readPicture(): Picture {
  return JSON.parse(document.getElementById("picture")?.textContent ?? "");
}
