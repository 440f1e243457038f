import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Lists the files below a folder whose names end with a text, with `/` between folders. Returns none if the folder does
 * not exist.
 */
export function listFiles(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(ending));
  return files.map((file) => join(folder, file).replaceAll("\\", "/"));
}
