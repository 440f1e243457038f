import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rasterize, renderPng } from "./render-png.js";
import { renderSvg } from "./render-svg.js";
import { anyPicture } from "./testing/any-picture.js";
import { sampleShortVolume } from "./testing/sample-pictures.js";

/** Counts the pixels that are not white, from a line on to another. */
function inkIn({ pixels, width }: { pixels: Uint8Array; width: number }, from: number, to: number): number {
  let count = 0;
  for (let index = from * width * 4; index < to * width * 4; index += 4) if ((pixels[index] ?? 255) < 200) count++;
  return count;
}

describe("renderPng", () => {
  it("has two pixels for each one of the size", async () => {
    const png = Buffer.from(await renderPng(sampleShortVolume(["HK.00700"], 60), { width: 800, height: 600 }));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    // Width and height stand in the first chunk.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 1200]);
  });

  it("shows texts with its own font on a machine without fonts", async () => {
    const svg = await renderSvg({ ...sampleShortVolume(["HK.00700"], 0), simulated: false });
    const lines = [0, 90] as const;
    const bare = new Resvg(svg, { fitTo: { mode: "zoom", value: 2 }, font: { loadSystemFonts: false } }).render();
    expect(inkIn(bare, ...lines)).toBe(0);
    const image = await rasterize(svg);
    expect(inkIn(image, ...lines)).toBeGreaterThan(1000);
    // Bold texts have a font too.
    const thin = await rasterize(svg.replaceAll("600", "400"));
    expect(inkIn(image, ...lines)).toBeGreaterThan(inkIn(thin, ...lines) * 1.1);
  });

  it("has bars", async () => {
    const image = await rasterize(await renderSvg(sampleShortVolume(["HK.00700"], 60)));
    expect(inkIn(image, 0, image.height)).toBeGreaterThan(image.width * image.height * 0.1);
  });

  it("takes every SVG, since they are well-formed", async () => {
    await fc.assert(
      fc.asyncProperty(anyPicture, async (picture) => {
        expect(new Resvg(await renderSvg(picture), { font: { loadSystemFonts: false } }).width).toBe(960);
      }),
      { numRuns: 60 },
    );
  });
});
