import { rename, rm, writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { createError } from "@opend/core/internal";
import type { Picture } from "./picture.js";

/** The endings of files with pictures. */
export const pictureEndings = [".svg", ".png", ".html"] as const;

/**
 * Writes a picture to a file, whose ending says how: `.svg`, `.png` or `.html`. The file has the whole picture or, if
 * something fails, stays as it was. Until it is whole, it is `${path}.part`.
 *
 * @throws `InvalidOption` for any other ending, and what the file system throws
 */
export async function writePicture(path: string, picture: Picture): Promise<void> {
  const content = await render(path, picture);
  const part = `${path}.part`;
  try {
    await writeFile(part, content);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function render(path: string, picture: Picture): Promise<string | Uint8Array> {
  switch (extname(path).toLowerCase()) {
    case ".svg":
      return await (await import("./render-svg.js")).renderSvg(picture);
    case ".png":
      return await (await import("./render-png.js")).renderPng(picture);
    case ".html":
      return await (await import("./render-html.js")).renderHtml(picture);
    default:
      throw createError("InvalidOption", `${path}: pictures end with ${pictureEndings.join(", ")}`, { option: "path" });
  }
}
