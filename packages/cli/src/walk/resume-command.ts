import type { GlobalOptions } from "../base/global-options.js";
import type { Start } from "../codes/read-codes.js";

/** More codes than these are too many to print. */
const mostCodes = 12;

/**
 * Returns the command that fetches the rest of a walk that went to stdout. Undefined if it would be too long. It holds no
 * key: options that name secrets name files.
 */
export function resumeCommand(
  command: string,
  options: Readonly<Record<string, unknown>>,
  globals: GlobalOptions,
  rest: readonly Start[],
): string | undefined {
  if (rest.length === 0 || rest.length > mostCodes || globals.demo) return undefined;
  const { brand, url, keyFile, rsaKeyFile, configFile } = globals;
  const given: Readonly<Record<string, unknown>> = { brand, url, keyFile, rsaKeyFile, configFile, ...options };
  const flags = Object.entries(given).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === true ? [flag] : [flag, quote(String(value))];
  });
  const codes = rest.map(({ code, cursor }) => quote(cursor === undefined ? code : `${code}@${cursor}`));
  return ["opend", command, ...flags, ...codes].join(" ");
}

/** Returns the command that goes on with a run that wrote files. All but the first are named again: see `outsToResume`. */
export function resumeFileCommand(command: string, [first = "", ...others]: readonly string[]): string {
  return ["opend", command, "--resume", quote(first), ...others.flatMap((out) => ["--out", quote(out)])].join(" ");
}

/** Quotes a text for a POSIX shell. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
