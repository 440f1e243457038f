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
  const bars = [...drawChart("decode", [run]).matchAll(/<rect fill="var\(--(\w+)\)" .*?width="([\d.]+)"/g)];
  expect(bars.map(([, kind, width]) => [kind, Number(width)])).toEqual([
    ["ours", 190],
    ["bar", 380],
    ["bar", 0],
  ]);
});

it("labels each bar with its side and figure, and each measure with its unit", () => {
  const texts = [...drawChart("decode", [run]).matchAll(/<t(?:ext|span)\b[^>]*>([^<]*)/g)].map(([, text]) => text);
  expect(texts).toEqual([
    "time for &lt;a&gt; page",
    "\u2002µs, less is better",
    "opend",
    expect.stringMatching(/^the .*other.* &amp; more$/),
    "nothing",
    "5.00 µs",
    "10.0 µs",
    "-1.00 µs",
  ]);
});

it("has a title for screen readers", () => {
  expect(drawChart("a < b", [run])).toContain('<title id="title">a &lt; b</title>');
});

it("names the runtimes if there are several", () => {
  expect(drawChart("decode", [run])).not.toContain("Node 20.20.2");
  const chart = drawChart("decode", [run, { ...run, runtime: "Bun 1.4.5" }]);
  expect(chart).toContain(">Node 20.20.2<");
  expect(chart).toContain(">Bun 1.4.5<");
  expect(chart.match(/var\(--ours\)"/g)).toHaveLength(2);
});
