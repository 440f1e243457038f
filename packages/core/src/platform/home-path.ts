import { homedir } from "node:os";

/** Reads a variable of the environment. */
export type Variable = (name: string) => string | undefined;

/** Replaces a leading `~` by the home folder, as shells do, which do not see the paths in files and variables. */
export function homePath(path: string, variable: Variable): string {
  return path.replace(/^~(?=$|[/\\])/, () => variable("HOME") || homedir());
}
