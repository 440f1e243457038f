/// <reference lib="dom" />
import { type Chart, inkColors } from "../model/chart.js";
import type { TimeRange } from "../picture.js";
import { element } from "./element.js";

/** Draws what stands above the panels: title, notes, the days to choose, and what the colors mean. */
export function drawHead(chart: Chart, range: TimeRange, choose: (range: TimeRange) => void): HTMLElement {
  const legend = chart.legend.map(({ name, ink, swatch }) => {
    const color = inkColors[ink];
    const box = element("i", {});
    box.style.borderColor = color;
    box.style.background = swatch === "solid" ? color : "#fff";
    return element("span", { className: "key" }, box, name);
  });
  return element(
    "header",
    {},
    element("h1", {}, chart.title, ...(chart.isSimulated ? [element("b", {}, "SIMULATED DATA")] : [])),
    ...chart.notes.map((note) => element("p", {}, note)),
    drawChoice(chart, range, choose),
    element("div", { className: "legend" }, ...legend),
  );
}

/** Draws the fields for the first and the last day. */
function drawChoice({ axis }: Chart, range: TimeRange, choose: (range: TimeRange) => void): HTMLElement {
  const field = (value: string, change: (day: string | undefined) => TimeRange) => {
    const input = element("input", { type: "date", value: value.slice(0, 10) });
    input.addEventListener("change", () => choose(change(input.value || undefined)));
    return input;
  };
  const isPart = range.since !== undefined || range.until !== undefined;
  const all = element("button", { type: "button", disabled: !isPart }, "Show all");
  all.addEventListener("click", () => choose({}));
  return element(
    "form",
    {},
    element(
      "label",
      {},
      "From ",
      field(range.since ?? axis?.textAt(axis.first) ?? "", (since) => ({ ...range, since })),
    ),
    element(
      "label",
      {},
      "to ",
      field(range.until ?? axis?.textAt(axis.last) ?? "", (until) => ({ ...range, until })),
    ),
    all,
    element("small", {}, "Drag over a panel to zoom."),
  );
}
