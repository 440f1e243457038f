import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The files below a folder whose names end so, with `/` between folders. None where there is no such folder. */
export function listFiles(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(ending));
  return files.map((file) => join(folder, file).replaceAll("\\", "/"));
}
