import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import { type CodeOptions, readCodes, type Start } from "../codes/read-codes.js";
import type { OutputOptions } from "../output/output-options.js";
import { readJournalHead } from "./journal.js";
import { outsToResume } from "./outs-to-resume.js";
import { resumeFileCommand } from "./resume-command.js";

/** The options of every command that walks securities. */
export interface WalkOptions extends CodeOptions, OutputOptions {
  readonly limit?: number;
  readonly resume?: string;
  readonly failFast?: true;
}

/** What to walk and where to write it, from the command line or from the journal of a run that ended early. */
export interface WalkPlan<Kept> {
  /** Whether it goes on where an earlier run ended. */
  readonly isResumed: boolean;
  /** The options that say what to fetch. */
  readonly kept: Kept;
  readonly limit: number | undefined;
  readonly output: OutputOptions;
  /** The securities that are named one by one. */
  readonly starts: readonly Start[];
}

/**
 * @param args the codes of the command line, or what is walked instead of them
 * @throws `UsageError`
 */
export async function planWalk<Kept extends object>(
  context: Context,
  name: string,
  kept: Kept,
  args: readonly string[] | readonly Start[],
  options: WalkOptions,
): Promise<WalkPlan<Kept>> {
  if (options.resume !== undefined) return await planFromJournal(context, name, kept, args, options, options.resume);
  const { limit, format, out, columns, asText, chart, preview, escapeFormulas, plate, market } = options;
  const starts = areStarts(args) ? args : await readCodes(context, args, options);
  if (starts.length === 0 && plate === undefined && market === undefined) {
    const ways = `opend ${name} HK.00700 US.AAPL, --codes-file FILE, - for stdin, --plate CODE or --market HK`;
    throw new UsageError(`opend ${name} needs codes: ${ways}`);
  }
  const output = withoutUndefined({ format, out, columns, asText, chart, preview, escapeFormulas });
  return { isResumed: false, kept, limit, output, starts };
}

async function planFromJournal<Kept extends object>(
  context: Context,
  name: string,
  kept: Kept,
  args: readonly unknown[],
  { resume: _, failFast: __, out: named, ...options }: WalkOptions,
  file: string,
): Promise<WalkPlan<Kept>> {
  const given = Object.keys(withoutUndefined({ ...kept, ...options })).map(flagOf);
  if (args.length > 0) given.unshift("the codes");
  if (given.length > 0) {
    throw new UsageError(`--resume takes everything from the run that ended early: leave out ${given.join(", ")}`);
  }
  const { command, options: past, outs, starts } = await readJournalHead(file);
  if (command !== name) {
    throw new UsageError(
      `--resume: ${file} comes from opend ${command}: ${resumeFileCommand(command, context.given, [file])}`,
    );
  }
  const { kept: pastKept, limit, output } = past;
  const out = outsToResume(name, context.given, file, outs, named);
  // What it says is checked as the options of a command line are.
  return { isResumed: true, kept: pastKept as Kept, limit, output: { ...output, out }, starts };
}

function areStarts(args: readonly string[] | readonly Start[]): args is readonly Start[] {
  return typeof args[0] === "object";
}

/** `codesFile` is `--codes-file`. */
export function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function withoutUndefined<T extends object>(options: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}
