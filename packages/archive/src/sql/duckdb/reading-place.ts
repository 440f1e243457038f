import { createHash } from "node:crypto";
import { relative } from "node:path";

/** A path of a socket is this long at most, in bytes, on every system. */
const longestPath = 103;

/**
 * Where the process that has a database open lets others read it: a socket beside the database, or a named pipe on Windows.
 *
 * @param file the real path of the database
 * @returns undefined if no path to there is short enough
 */
export function readingPlace(file: string): string | undefined {
  if (process.platform === "win32") {
    const name = createHash("sha256").update(file.toLowerCase()).digest("hex");
    return `\\\\.\\pipe\\opend-${name}`;
  }
  const path = `${file}.sock`;
  const places = [path, relative(process.cwd(), path)];
  return places.find((place) => Buffer.byteLength(place) <= longestPath);
}
