import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { findProgram } from "@opend/test-kit/programs";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { renderHtml } from "./render-html.js";
import { sampleShortVolume } from "./testing/sample-pictures.js";

describe("renderHtml", () => {
  it("loads nothing", async () => {
    const html = await renderHtml(sampleShortVolume(["HK.00700"], 60));
    expect(html).not.toMatch(/\b(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i);
    expect(html).not.toMatch(/<(?:link|img|iframe)\b|@import|url\(\s*["']?https?:/i);
    expect(html).toContain("default-src 'none'");
    // What is left names formats, and is not loaded. Licenses name more.
    const addresses = new Set(html.replace(/<!--.*?-->/s, "").match(/https?:\/\/[\w./]+/g));
    for (const address of addresses) expect(address).toMatch(/^http:\/\/www\.w3\.org\//);
  });

  it("has the picture as data, whatever its texts say", async () => {
    const title = "</script><script>alert(1)</script><!-- & 騰訊";
    const html = await renderHtml({ ...sampleShortVolume(["HK.00700"], 2), title });
    const [, json = ""] = /<script type="application\/json" id="picture">(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(json)).toMatchObject({ title, series: [{ code: "HK.00700" }] });
    expect(html).toContain(
      "<title>&lt;/script>&lt;script>alert(1)&lt;/script>&lt;!-- &amp; 騰訊 (simulated data)</title>",
    );
    expect(html.match(/<script\b/g)).toHaveLength(2);
  });

  it("has nothing of the rows that is not drawn", async () => {
    const { series, ...picture } = sampleShortVolume(["HK.00700"], 3);
    const withMore = series.map((each) => ({
      ...each,
      points: each.points.map((point) => ({ ...point, raw: { volume: 5n }, secret: "secret" })),
    }));
    const html = await renderHtml({ ...picture, series: withMore });
    expect(html).not.toContain("secret");
  });

  it("names the licenses of what it contains", async () => {
    const [, comment = ""] =
      /^<!doctype html>\n<!--(.*?)-->/s.exec(await renderHtml(sampleShortVolume(["HK.00700"], 2))) ?? [];
    for (const text of [
      "@observablehq/plot 0.6.17",
      "Copyright 2010-2026 Mike Bostock",
      "Cynthia Brewer",
      "Charles Karney",
    ]) {
      expect(comment).toContain(text);
    }
  });

  it("draws in a browser, from a disk", { timeout: 60_000 }, async () => {
    const folder = await tempFolder({ "a.html": await renderHtml(sampleShortVolume(["HK.1", "HK.2"], 60)) });
    const { stdout } = await promisify(execFile)(findProgram("chromium"), [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      `--user-data-dir=${join(folder, "profile")}`,
      "--virtual-time-budget=2000",
      "--dump-dom",
      pathToFileURL(join(folder, "a.html")).href,
    ]);
    const { document } = parseHTML(stdout);
    expect(document.querySelector("h1")?.textContent).toBe("Daily short volume · HK.1, HK.2SIMULATED DATA");
    expect(document.querySelectorAll("main > svg")).toHaveLength(4);
    expect(document.querySelectorAll("[aria-label='rect'] rect")).toHaveLength(120);
    expect([...document.querySelectorAll("input")].map((input) => input.type)).toEqual(["date", "date"]);
    expect(document.querySelectorAll("[aria-label='x-axis tick label'] text").length).toBeGreaterThan(5);
    const attributes = [...document.querySelectorAll("main *")].flatMap((element) => [...element.attributes]);
    expect(attributes.filter(({ value }) => /NaN|undefined/.test(value))).toEqual([]);
  });
});
