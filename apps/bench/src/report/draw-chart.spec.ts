import { expect, it } from "vitest";
import type { RunResult } from "../result.ts";
import { drawChart } from "./draw-chart.ts";

const run: RunResult = {
  runtime: "Node 20.20.2",
  measures: [
    {
      title: "time for <a> page",
      unit: "µs",
      better: "less",
      sides: [
        { side: "opend", value: 5 },
        { side: 'the "other" & more', value: 10 },
        { side: "nothing", value: -1 },
      ],
    },
  ],
  goals: [],
};

it("draws a bar for each side, in proportion to its value, with ours in another color", () => {
  const bars = [...drawChart("decode", [run]).matchAll(/class="(bar[^"]*)" .*? width="([\d.]+)"/g)];
  expect(bars.map(([, kind, width]) => [kind, Number(width)])).toEqual([
    ["bar ours", 200],
    ["bar", 400],
    ["bar", 0],
  ]);
});

it("escapes texts, and has a title for screen readers", () => {
  const chart = drawChart("a < b", [run]);
  expect(chart).toContain('<title id="title">a &lt; b</title>');
  expect(chart).toContain("time for &lt;a&gt; page");
  expect(chart).toContain("the &quot;other&quot; &amp; more");
});

it("names the runtimes if there are several", () => {
  expect(drawChart("decode", [run])).not.toContain("Node 20.20.2");
  const chart = drawChart("decode", [run, { ...run, runtime: "Bun 1.4.5" }]);
  expect(chart).toContain("Node 20.20.2");
  expect(chart.match(/class="bar ours"/g)).toHaveLength(2);
});
