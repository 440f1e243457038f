import { fileURLToPath } from "node:url";
import type { RenderedImage } from "@resvg/resvg-js";
import type { Picture } from "./picture.js";
import type { PictureSize } from "./plot/sizes.js";
import { renderSvg } from "./render-svg.js";

/** Many machines, such as containers, have no fonts. */
const fonts = ["Roboto-Regular.ttf", "Roboto-SemiBold.ttf"];

/** Draws a picture as PNG, with two pixels for each one of the size. */
export async function renderPng(picture: Picture, size: PictureSize = {}): Promise<Uint8Array> {
  return (await rasterize(await renderSvg(picture, size))).asPng();
}

/** Turns an SVG into pixels. */
export async function rasterize(svg: string): Promise<RenderedImage> {
  const { Resvg } = await import("@resvg/resvg-js");
  const image = new Resvg(svg, {
    fitTo: { mode: "zoom", value: 2 },
    font: {
      fontFiles: fonts.map((name) => fileURLToPath(new URL(`./fonts/${name}`, import.meta.url))),
      defaultFontFamily: "Roboto",
      sansSerifFamily: "Roboto",
      // Roboto has no Chinese. Looking for fonts takes time, so only if it is needed.
      loadSystemFonts: hasOtherScripts(svg),
    },
  });
  return image.render();
}

function hasOtherScripts(text: string): boolean {
  return /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u.test(text);
}
