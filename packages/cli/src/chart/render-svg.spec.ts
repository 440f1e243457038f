import fc from "fast-check";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import type { Picture } from "./picture.js";
import type { PictureSize } from "./plot/sizes.js";
import { renderSvg } from "./render-svg.js";
import { anyPicture } from "./testing/any-picture.js";
import { sampleCandles, sampleLines, sampleShortVolume, weekdays } from "./testing/sample-pictures.js";

async function drawn(picture: Picture, size?: PictureSize) {
  const svg = await renderSvg(picture, size);
  const { document } = parseHTML(`<html><body>${svg}</body></html>`);
  const texts = [...document.querySelectorAll("text")].map(({ textContent }) => textContent ?? "");
  const count = (selector: string) => document.querySelectorAll(selector).length;
  return { svg, document, texts, count };
}

it("has whole attributes for any picture", async () => {
  await fc.assert(
    fc.asyncProperty(anyPicture, async (picture) => {
      const { svg, document, texts } = await drawn(picture);
      for (const element of document.querySelectorAll("svg *")) {
        for (const { name, value } of element.attributes) {
          expect(value, `${element.localName} ${name}`).not.toMatch(/NaN|undefined|null|Infinity/);
        }
      }
      expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(texts.includes("SIMULATED DATA")).toBe(picture.simulated);
    }),
    { numRuns: 60 },
  );
});

describe("short volume of a code", () => {
  it("has panels for price, volume and ratio over one axis of days", async () => {
    const { texts, count } = await drawn(sampleShortVolume(["HK.00700"], 60));
    expect(texts).toContain("Daily short volume · HK.00700");
    expect(texts).toEqual(
      expect.arrayContaining(["Close\u2002HKD", "Short volume\u2002shares", "Short ratio\u2002% of volume"]),
    );
    expect(count("svg svg")).toBe(3);
    expect(count("[aria-label='rect'] rect")).toBe(60);
    expect(count("[aria-label='line'] path")).toBe(2);
    expect(count("[aria-label='x-axis tick label']")).toBe(1);
    expect(texts).toEqual(expect.arrayContaining(["Dec 12025", "Dec 8", "Jan 52026", "1.0M", "0"]));
  });

  it("leaves gaps where values are absent or days are missing", async () => {
    const days = weekdays(60).filter((_, index) => index < 20 || index >= 40);
    const points = days.map((day, index) => ({
      day,
      shortVolume: index % 4 === 0 ? undefined : index,
      close: index === 5 ? Number.NaN : 10,
    }));
    const picture: Picture = { kind: "short-volume", simulated: false, series: [{ code: "HK.1", points }] };
    const { texts, count } = await drawn(picture);
    expect(count("[aria-label='rect'] rect")).toBe(30);
    // Cut by the missing price and by the four weeks.
    expect(count("[aria-label='line'] path")).toBe(3);
    expect(texts.join()).not.toContain("Short ratio");
  });

  it("has dots where there is nothing to connect", async () => {
    const { count } = await drawn(sampleShortVolume(["HK.00700"], 1));
    expect(count("[aria-label='dot'] circle")).toBe(2);
    expect(count("[aria-label='rect'] rect")).toBe(1);
  });

  it("says that there are no rows", async () => {
    const { texts, count } = await drawn(sampleShortVolume(["HK.00700"], 0));
    expect(texts).toEqual(expect.arrayContaining(["Daily short volume · HK.00700", "SIMULATED DATA", "no rows"]));
    expect(count("svg svg")).toBe(0);
  });

  it("sums up what is too much for a bar each, and says so", async () => {
    const { texts, count } = await drawn(sampleShortVolume(["HK.00700"], 10_000));
    expect(texts).toContain("Each bar is the mean of 35 weekdays, the price the last of them.");
    expect(count("[aria-label='rect'] rect")).toBe(Math.ceil(10_000 / 35));
  });

  it("takes rows in any order, and says which ones it cannot place", async () => {
    const { series, ...picture } = sampleShortVolume(["HK.00700"], 30);
    const points = series.flatMap((each) => each.points);
    const [first] = points;
    const mixed = [...points.toReversed(), ...(first ? [first] : []), { day: "" }];
    const { svg, texts } = await drawn({ ...picture, series: [{ code: "HK.00700", points: mixed }] });
    expect(texts).toContain("Left out: 1 row without a time.");
    expect(texts).toContain("Left out: 1 row with the time of another row.");
    const { svg: sorted } = await drawn({ ...picture, series: [{ code: "HK.00700", points }] });
    const lineOf = (text: string) => /aria-label="line".*?<path[^>]* d="([^"]+)"/.exec(text)?.[1];
    expect(lineOf(svg)).toBe(lineOf(sorted));
  });
});

describe("short volume of several codes", () => {
  it("compares them in panels with a legend, and has bars for each", async () => {
    const { texts, count } = await drawn(sampleShortVolume(["HK.1", "HK.2"], 60));
    expect(texts).toEqual(expect.arrayContaining(["HK.1", "HK.2", "Close, change since the first day\u2002%"]));
    expect(texts).toContain("Short volume HK.2\u2002shares");
    expect(count("svg svg")).toBe(4);
    expect(count("[aria-label='rect'] rect")).toBe(120);
    expect(count("[aria-label='line'] path")).toBe(4);
  });

  it("shows six of fifty, and says which ones", async () => {
    const codes = Array.from({ length: 50 }, (_, index) => `HK.${10_000 + index}`);
    const { texts, count } = await drawn(sampleShortVolume(codes, 60));
    expect(texts).toContain("Shown: 6 of 50 codes, those with the highest mean short ratio.");
    expect(count("[aria-label='line'] path")).toBe(12);
    expect(texts).toContain("HK.10049");
  });

  it("names codes without rows", async () => {
    const { series, ...picture } = sampleShortVolume(["HK.1", "HK.2"], 60);
    const { texts } = await drawn({ ...picture, series: [...series, { code: "HK.3", points: [] }] });
    expect(texts).toContain("Without rows: HK.3.");
  });
});

it("draws candles that rise hollow and candles that fall filled, each with a wick", async () => {
  const { texts, document, count } = await drawn(sampleCandles(60));
  const [rising, falling, volume] = [...document.querySelectorAll("[aria-label='rect']")];
  expect(rising?.getAttribute("fill")).toBe("#ffffff");
  expect(rising?.getAttribute("stroke")).toBe("#0072b2");
  expect(rising?.querySelectorAll("rect")).toHaveLength(40);
  expect(falling?.getAttribute("fill")).toBe("#d55e00");
  expect(falling?.querySelectorAll("rect")).toHaveLength(20);
  expect(volume?.querySelectorAll("rect")).toHaveLength(60);
  // One more is the base of the volume.
  expect(count("[aria-label='rule'] line")).toBe(60 + 1);
  expect(texts).toEqual(
    expect.arrayContaining(["close at or above open", "close below open", "Price\u2002HKD", "Volume\u2002shares"]),
  );
});

it("draws lines of a unit in a panel, also below zero", async () => {
  const { texts, count } = await drawn(sampleLines(60));
  expect(texts).toEqual(
    expect.arrayContaining(["Inflow, Large orders\u2002HKD", "ratio\u2002%", "-1.0M", "Large orders"]),
  );
  expect(count("svg svg")).toBe(2);
  expect(count("[aria-label='line'] path")).toBe(3);
});

it("thins out lines with more points than pixels, and keeps peaks", async () => {
  const points = Array.from({ length: 10_000 }, (_, index) => ({
    time: new Date(Date.parse("1990-01-01") + index * 86_400_000).toISOString().slice(0, 10),
    values: { a: index === 5000 ? 999 : index % 10 },
  }));
  const { texts, svg } = await drawn({
    kind: "lines",
    simulated: false,
    columns: [{ name: "a" }],
    series: [{ code: "HK.1", points }],
  });
  expect(texts.join("\n")).toMatch(/Drawn: 1,\d{3} points of 10,000, with all peaks\./);
  expect(svg.length).toBeLessThan(60_000);
  expect(texts).toContain("1,000");
});

it("has the size that is asked for", async () => {
  const { svg } = await drawn(sampleShortVolume(["HK.00700"], 60), { width: 1200, height: 700 });
  expect(svg).toMatch(/^<svg viewBox="0 0 1200 700" height="700" [^>]*width="1200"/);
});

it("draws moments without the nights between them, and cuts lines there", async () => {
  const points = ["2026-05-07", "2026-05-08"].flatMap((day) =>
    Array.from({ length: 60 }, (_, minute) => ({
      time: `${day}T10:${String(minute).padStart(2, "0")}:00+08:00`,
      values: { a: minute },
    })),
  );
  const { document, texts } = await drawn({
    kind: "lines",
    simulated: false,
    columns: [{ name: "a" }],
    series: [{ code: "HK.1", points }],
  });
  const runs = [...document.querySelectorAll("[aria-label='line'] path")];
  expect(runs).toHaveLength(2);
  expect(texts).toEqual(expect.arrayContaining(["10:00May 7", "10:00May 8"]));
});
