import { platform } from "#platform";
import type { Variable } from "./home-path.js";

/**
 * Reads a file. A leading `~` of its path is the home folder.
 *
 * @param variable returns a variable of the environment
 * @throws the runtime's error; `Unsupported` in a browser
 */
export async function readTextFile(path: string, variable: Variable): Promise<string> {
  return await platform.readTextFile(platform.homePath(path, variable));
}
