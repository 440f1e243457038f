import { withoutUserInfo } from "@opend/core/internal";
import type { GivenOption } from "../base/given-option.js";
import { type Start, wordOf } from "../codes/read-codes.js";

/** More codes than these are too many to print. */
const mostCodes = 12;

/** The options that name codes, or a run that ended early: the places that are left stand for them. */
const namesPlaces = ["codesFile", "plate", "market", "resume"];

/**
 * Returns the command that continues a run that wrote files. All but the first are named again: see `outsToResume`. The
 * journal has the options of the command, and not those of the gateway.
 */
export function resumeFileCommand(
  command: string,
  given: readonly GivenOption[],
  [first = "", ...others]: readonly string[],
): string {
  const kept = given.filter(({ name, isGlobal }) => isGlobal || name === "failFast");
  return toCommand(command, kept, ["--resume", first, ...others.flatMap((out) => ["--out", out])]);
}

/**
 * Returns the command that fetches the rest of a walk that went to stdout, with every option that was given. Undefined if
 * it would be too long. It holds no key: options that name secrets name files. It holds no password of a URL either.
 *
 * @param toArguments names what is left. Default: the codes with their places
 */
export function resumePlacesCommand(
  command: string,
  given: readonly GivenOption[],
  rest: readonly Start[],
  toArguments: (rest: readonly Start[]) => readonly string[] = (starts) => starts.map(wordOf),
): string | undefined {
  if (rest.length > mostCodes) return undefined;
  const kept = given.filter(({ name }) => !namesPlaces.includes(name));
  return toCommand(command, kept, toArguments(rest));
}

function toCommand(command: string, options: readonly GivenOption[], args: readonly string[]): string {
  const words = ["opend", command, ...options.flatMap((option) => option.words.map(withoutUserInfo)), ...args];
  return words.map(quote).join(" ");
}

/** Quotes a text for a POSIX shell. */
function quote(text: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
