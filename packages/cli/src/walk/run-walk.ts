import { isOpendError, isPagerError, type OpendError, type PagingClient } from "@opend/futu";
import type { Context } from "../base/context.js";
import { firstLine } from "../base/first-line.js";
import { UsageError } from "../base/usage-error.js";
import type { CodeOptions, Start } from "../codes/read-codes.js";
import { universeOf } from "../codes/universe-of.js";
import type { Gateways } from "../gateway/gateways.js";
import { openGateways } from "../gateway/open-gateways.js";
import { planOutput } from "../output/output-options.js";
import { describeSkipped } from "./describe-skipped.js";
import { pagesUntil } from "./pages-until.js";
import { Progress } from "./progress.js";
import { resumeFileCommand, resumePlacesCommand } from "./resume-command.js";
import type { OpenWalk, WalkKind, WalkSettings } from "./walk-kind.js";
import { planWalk, type WalkOptions } from "./walk-plan.js";
import { WalkRecord } from "./walk-record.js";

/** A command that walks securities. */
export interface WalkCommand<Kept extends object, Row extends object> {
  /** Its name, such as `candles`. */
  readonly name: string;
  /** The options that say what to fetch. `--resume` takes them from the journal. */
  readonly kept: Kept;
  /** Says how to walk. Throws what is wrong with the options. */
  define(kept: Kept): Promise<WalkKind<Row>>;
  /** Names what is left of it as the arguments of the same command. Default: the codes with their places. */
  toArguments?(rest: readonly Start[]): readonly string[];
}

/** A walk that ended early, or that left codes out. What it had fetched is written. */
class WalkFailed extends Error {
  override readonly name = "WalkFailed";
}

/** How a walk ended. */
interface WalkEnd {
  /** What ended it early. */
  readonly failure: unknown;
  /** The codes that the gateway refused. */
  readonly skipped: readonly { readonly code: string; readonly error: OpendError }[];
}

/**
 * Runs a command that walks pages: reads the codes, walks them, and writes what comes.
 *
 * @param args the codes of the command line, or what is walked instead of them
 */
export async function runWalk<Kept extends object, Row extends object>(
  context: Context,
  walkCommand: WalkCommand<Kept, Row>,
  args: readonly string[] | readonly Start[],
  options: WalkOptions,
): Promise<void> {
  const { name, kept } = walkCommand;
  const { screen, interrupt } = context;
  const plan = await planWalk(context, name, kept, args, options);
  const output = planOutput(plan.output, context.io);
  const kind = await walkCommand.define(plan.kept);
  if ((output.drawsOnStdout || output.pictures.length > 0) && !kind.draw)
    throw new UsageError(`opend ${name} has no chart`);

  let progress: Progress | undefined;
  const isOpen = options.plate !== undefined || options.market !== undefined;
  await using gateways = await openGateways(
    context,
    {
      onQuotaWait: ({ waitMs }) => progress?.wait(waitMs),
      onStateChange: ({ status }) => progress?.state(status === "reconnecting" ? "reconnecting" : ""),
    },
    { codes: isOpen ? undefined : plan.starts.map(({ code }) => code) },
  );
  for (const line of gateways.notes) screen.note(line);
  const starts = plan.isResumed ? plan.starts : await addUniverse(gateways, plan.starts, options);
  const onFailure = options.failFast || starts.length === 1 ? "throw" : "skip";
  const settings = { onFailure, signal: interrupt.signal } as const;
  // Checks every code and option before anything is written.
  for (const [client, its] of shareOut(gateways, starts)) kind.open(client, its, settings);

  const requests = requestCounter(gateways);
  progress = new Progress(screen, { codes: starts.length, rateLimit: kind.rateLimit, requests });
  const record = await WalkRecord.open(context, name, plan, output, kind, starts, gateways, progress);
  const { places } = record;
  if (plan.isResumed) {
    screen.note(`Goes on with ${places.rest.length} of ${starts.length} codes, after ${progress.rows} rows.`);
  }
  progress.begin();
  void interrupt.asked.then(() => {
    if (!interrupt.signal.aborted) screen.note("Ends after this page. Another Ctrl-C ends at once.");
  });
  const { failure, skipped } = await interrupt.untilDone(() =>
    walk(context, gateways, kind, settings, record, progress),
  );
  progress.end();
  if (isUsageError(failure) || (failure !== undefined && progress.rows === 0)) {
    await record.discard();
    throw failure;
  }
  if (interrupt.isAsked && progress.rows === 0 && places.rest.length > 0) {
    await record.discard();
    screen.note("Interrupted before the first row.");
    return;
  }
  for (const line of describeSkipped(skipped)) screen.note(line);
  // Another attempt would be refused too.
  for (const { code, error } of skipped) if (!error.retryable) places.drop(code);
  await record.finish();

  const outs = plan.output.out ?? [];
  for (const file of outs) screen.note(`Wrote ${file}`);
  screen.note(`${progress.summary()}.${gateways.isSimulated ? " All of it is simulated." : ""}`);
  const { rest } = places;
  const hint = rest.length > 0 ? ` ${sayHowToGetTheRest(context, walkCommand, rest, outs)}` : "";
  if (interrupt.isAsked) {
    if (rest.length > 0) screen.note(`Interrupted.${hint}`);
  } else if (failure !== undefined) {
    throw new WalkFailed(`${firstLine(failure)}.${hint}`, { cause: failure });
  } else if (skipped.length > 0) {
    const [first] = skipped;
    throw new WalkFailed(`${skipped.length} of ${starts.length} codes were left out.${hint}`, { cause: first?.error });
  }
}

function sayHowToGetTheRest<Kept extends object, Row extends object>(
  { given }: Context,
  { name, toArguments }: WalkCommand<Kept, Row>,
  rest: readonly Start[],
  outs: readonly string[],
): string {
  if (outs.length > 0) return `Get the rest: ${resumeFileCommand(name, given, outs)}`;
  const command = resumePlacesCommand(name, given, rest, toArguments);
  if (command !== undefined) return `Get the rest: ${command}`;
  return `${rest.length} codes are left, too many to name here: a run with --out FILE can be resumed.`;
}

/** Walks what is left, over one client after the other. */
async function walk<Row extends object>(
  { interrupt }: Context,
  gateways: Gateways,
  kind: WalkKind<Row>,
  settings: WalkSettings,
  record: WalkRecord<Row>,
  progress: Progress,
): Promise<WalkEnd> {
  const skipped: { readonly code: string; readonly error: OpendError }[] = [];
  for (const [client, starts] of shareOut(gateways, record.places.rest)) {
    if (interrupt.isAsked) break;
    let opened: OpenWalk<Row> | undefined;
    let failure: unknown;
    try {
      opened = kind.open(client, starts, settings);
      for await (const page of pagesUntil(opened.pages(), interrupt)) await record.take(page);
    } catch (error) {
      failure = error;
    }
    const left = opened?.skipped ?? [];
    skipped.push(...left);
    progress.skip(left.map(({ code }) => code));
    if (failure !== undefined) return { failure, skipped };
  }
  return { failure: undefined, skipped };
}

/** Adds the members of a plate or of a market. */
async function addUniverse(
  gateways: Gateways,
  given: readonly Start[],
  options: CodeOptions,
): Promise<readonly Start[]> {
  if (options.plate === undefined && options.market === undefined) return given;
  const known = new Set(given.map(({ code }) => code));
  const codes = await universeOf(gateways, options);
  return [...given, ...codes.filter((code) => !known.has(code)).map((code) => ({ code }))];
}

/** The securities of each client. */
function shareOut(gateways: Gateways, starts: readonly Start[]): [PagingClient, Start[]][] {
  const shares = new Map<PagingClient, Start[]>();
  for (const start of starts) {
    const client = gateways.clientFor(start.code);
    const its = shares.get(client);
    if (its) its.push(start);
    else shares.set(client, [start]);
  }
  return [...shares];
}

/** Counts the requests from now on. */
function requestCounter({ clients }: Gateways): () => number {
  const count = () => clients.reduce((sum, client) => sum + client.stats().requests, 0);
  const before = count();
  return () => count() - before;
}

/** Errors that no gateway was asked about: a wrong code, option or value. */
function isUsageError(error: unknown): boolean {
  return isOpendError(error, "InvalidCode", "InvalidOption", "InvalidMessage") || isPagerError(error, "InvalidCursor");
}
