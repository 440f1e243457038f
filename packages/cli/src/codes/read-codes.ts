import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import { readCode } from "./read-code.js";

/** A security to walk, from its beginning or from a cursor. */
export interface Start {
  readonly code: string;
  readonly cursor?: string | undefined;
  /** The most rows from there on. Default: what `--limit` says. */
  readonly limit?: number | undefined;
}

/** Where the codes are. */
export interface CodeOptions {
  readonly codesFile?: string;
  readonly plate?: string;
  readonly market?: string;
}

/**
 * Reads the codes of a command line: its arguments, of which `-` stands for stdin, and the files. Each security counts
 * once. A code may be followed by the most rows of it and by the cursor to start from: `HK.00700:20@1778169600`.
 */
export async function readCodes({ io }: Context, args: readonly string[], options: CodeOptions): Promise<Start[]> {
  const first = new Map<string, Start>();
  const add = (starts: readonly Start[]) => {
    for (const start of starts) if (!first.has(start.code)) first.set(start.code, start);
  };
  for (const argument of args) add(argument === "-" ? codesIn(await text(io.stdin)) : [toStart(argument)]);
  if (options.codesFile === "-") add(codesIn(await text(io.stdin)));
  else if (options.codesFile !== undefined) add(codesIn(await readList(options.codesFile)));
  return [...first.values()];
}

async function readList(file: string): Promise<string> {
  return await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`--codes-file: cannot read ${file} (${cause.code})`);
  });
}

/** Takes a code from each line: what stands before a comma or a space. Lines that begin with # say nothing. */
function codesIn(list: string): Start[] {
  const words = list.split(/\r?\n/).map(
    (line) =>
      line
        .replace(/^\uFEFF/, "")
        .trim()
        .split(/[\s,;]/, 1)[0] ?? "",
  );
  const isCode = (word: string) => word !== "" && !word.startsWith("#") && word.toLowerCase() !== "code";
  return words
    .map((word) => word.replace(/^"(.*)"$/, "$1"))
    .filter(isCode)
    .map(toStart);
}

/** Reads a code, or what {@link wordOf} writes. A cursor may hold anything, so it stands last. */
export function toStart(word: string): Start {
  const [, code = "", limit, cursor] = /^([^:@]*)(?::([^@]*))?(?:@(.*))?$/s.exec(word) ?? [];
  // A URL with a password may have got here, so only what is like a code is cited.
  const shown = /^[a-z]{2,}[._]\w+$/i.test(code) ? code : "a code";
  if (cursor === "")
    throw new UsageError(`${shown}@ has no cursor behind it: leave out the @ to begin at the first page`);
  if (limit !== undefined && !(/^\d+$/.test(limit) && Number.isSafeInteger(Number(limit)) && Number(limit) >= 1))
    throw new UsageError(
      `${shown}: has no number of rows behind it: give a whole number of at least 1, or leave out the :`,
    );
  return {
    code: readCode(code),
    ...(cursor !== undefined && { cursor }),
    ...(limit !== undefined && { limit: Number(limit) }),
  };
}

/** Writes a place so that a command line can name it: `HK.00700:20@1778169600`. */
export function wordOf({ code, cursor, limit }: Start): string {
  return `${code}${limit === undefined ? "" : `:${limit}`}${cursor === undefined ? "" : `@${cursor}`}`;
}
