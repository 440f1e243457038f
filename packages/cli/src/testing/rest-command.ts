import { execFileSync } from "node:child_process";

/** Returns the arguments of the command that a run names for the rest, as a shell splits them. Undefined: it names none. */
export function restCommand(stderr: string): string[] | undefined {
  const [, command] = /Get the rest: opend (.+)\n/.exec(stderr) ?? [];
  if (command === undefined) return undefined;
  return execFileSync("sh", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
}
