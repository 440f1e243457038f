import type { Picture } from "./picture.js";
import type { PictureSize } from "./plot/sizes.js";

/** Draws a picture as SVG, without a browser. It has a light background of its own. */
export async function renderSvg(picture: Picture, size: PictureSize = {}): Promise<string> {
  const [{ parseHTML }, { drawPicture }] = await Promise.all([import("linkedom"), import("./plot/draw-picture.js")]);
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  return `${drawPicture(picture, document, size).outerHTML}\n`;
}
