import type { Dataset, Store, SyncProgress } from "@opend/archive";
import type { PagingClient } from "@opend/futu";
import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import { readCodes } from "../codes/read-codes.js";
import type { Gateways } from "../gateway/gateways.js";
import { openSeveral, parseGateways } from "../gateway/open-several.js";
import { count, duration } from "../walk/progress.js";
import { findArchived, nameOfDataset } from "./find-archived.js";
import { openArchive } from "./open-archive.js";
import { RunView } from "./run-view.js";
import { startMetrics } from "./start-metrics.js";
import type { SyncCommandOptions } from "./sync-options.js";

/** A sync that left something out. Everything else is kept. */
class SyncIncomplete extends Error {
  override readonly name = "SyncIncomplete";
  readonly code = "SyncIncomplete";
}

/** Failures that are listed one by one. */
const mostFailures = 10;

/** `opend sync DATASET CODE…`: brings a dataset up to date in a database. */
export async function runSync(
  context: Context,
  [name, ...args]: readonly string[],
  options: SyncCommandOptions,
): Promise<void> {
  const { screen, interrupt } = context;
  if (name === undefined) throw new UsageError("name a dataset, such as short-volume. --status shows what there is");
  const dataset = await findArchived(name, options.period);
  const given = await readSubjects(context, dataset, args, options);
  if (given.length === 0 && options.market === undefined) {
    throw new UsageError(`there is nothing to sync: name ${subjectsOf(dataset)}`);
  }
  const markets = await readMarkets(dataset, options);
  await checkPlaces(context, options);
  await using store = await openArchive(options.db);
  await using metrics = await startMetrics(options.metrics, screen, () => store.subjects());
  // A demonstration does not wait for a gateway, and may be refused by a database of a market.
  if (!context.globals.demo) await noteBefore(store, dataset, given, markets, options);
  let view: RunView | undefined;
  await using gateways = await openSeveral(context, options.gateways, {
    onQuotaWait: ({ waitMs }) => view?.wait(waitMs),
    onStateChange: ({ status }) => view?.state(status === "reconnecting" ? "reconnecting" : ""),
  });
  for (const line of gateways.notes) screen.note(line);
  const codes = await withMarkets(context, store, gateways, dataset, given, markets);
  if (codes.length === 0) throw new Error("the gateway lists no stocks there");
  const { sync } = await import("@opend/archive");
  const clients: readonly PagingClient[] = gateways.clients;
  view = new RunView(screen, gateways, dataset, metrics);
  const { since, history } = options;
  let last: SyncProgress | undefined;
  view.begin();
  try {
    for await (const progress of sync(store, { dataset, codes, clients, since, history, signal: interrupt.signal })) {
      last = progress;
      view.take(progress);
    }
  } catch (error) {
    if (last !== undefined && last.pages > 0) screen.note(`${summaryOf(last, view)}. All of it is kept.`);
    if (!interrupt.isAsked) throw error;
    screen.note("Interrupted. The same command goes on.");
    return;
  } finally {
    view.end();
  }
  if (last === undefined) return;
  const simulated = gateways.isSimulated ? " All of it is simulated." : "";
  screen.note(`${summaryOf(last, view)}. ${count(last.changed, "row")} new or changed.${simulated}`);
  const left = last.codes - last.done - last.failed;
  if (left > 0) {
    const whole = `${left} of ${last.codes} were not begun, or not finished, and ${last.failed} were left out`;
    throw new SyncIncomplete(`${whole}. The same command goes on, and opend sync --status counts them.`);
  }
  if (last.failed === 0) return;
  for (const { subject, message } of (await failuresOf(store, dataset, codes)).slice(0, mostFailures)) {
    screen.note(`${subject}: left out: ${message.split("\n")[0]}`);
  }
  const rest = last.failed > mostFailures ? ` The newest ${mostFailures} are above.` : "";
  throw new SyncIncomplete(
    `${last.failed} of ${last.codes} were left out.${rest} The next sync tries them again, and opend sync --status lists them.`,
  );
}

function summaryOf({ codes, done, pages, rows }: SyncProgress, view: RunView): string {
  const what = `${count(rows, "row")} in ${count(pages, "page")}, ${count(view.requests, "request")}`;
  return `${done} of ${codes} up to date: ${what}, ${duration(view.elapsedMs)}`;
}

/** The codes, markets or accounts that the command line names. */
async function readSubjects(
  context: Context,
  { by }: Dataset,
  args: readonly string[],
  options: SyncCommandOptions,
): Promise<readonly string[]> {
  const { codesFile } = options;
  const starts = await readCodes(context, args, codesFile === undefined ? {} : { codesFile });
  const [cursor] = starts.filter((start) => start.cursor !== undefined);
  if (cursor) throw new UsageError(`${cursor.code}@…: a sync knows itself where it was: name only the code`);
  const subjects = starts.map(({ code }) => code);
  if (by === "market") return subjects.map((subject) => subject.toUpperCase());
  if (by === "account") {
    const wrong = subjects.find((subject) => !/^\d+$/.test(subject));
    if (wrong === undefined) return subjects;
    throw new UsageError(`an account has a number, not ${wrong}. opend accounts lists them`);
  }
  const { security } = await import("@opend/core");
  // A typing mistake is told before anything is opened.
  for (const code of subjects) security(code);
  return subjects;
}

/** Tells a typing mistake in where gateways are, before anything is kept. @throws `UsageError`, `InvalidUrl` */
async function checkPlaces({ globals }: Context, { gateways }: SyncCommandOptions): Promise<void> {
  const { findCandidates } = await import("@opend/core/internal");
  const { profile } = await import("@opend/futu");
  const places = gateways === undefined ? [globals] : parseGateways(gateways);
  for (const { url } of places) {
    // URLs of both brands have the same form.
    if (url !== undefined) await findCandidates(profile, { url, env: {} });
  }
}

/** The failures of some subjects, newest first. */
async function failuresOf(store: Store, dataset: Dataset, subjects: readonly string[]) {
  const states = await store.statesOf(dataset);
  return subjects
    .flatMap((subject) => {
      const failure = states.get(subject)?.failure;
      return failure === undefined ? [] : [{ subject, ...failure }];
    })
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** The markets that `--market` names. */
async function readMarkets({ by }: Dataset, { market: list = [] }: SyncCommandOptions): Promise<readonly string[]> {
  const markets = list.flatMap((market) => market.split(",")).map((market) => market.trim().toUpperCase());
  if (markets.length === 0) return markets;
  if (by === "account") throw new UsageError("--market is not for accounts: name their numbers");
  const { marketOf } = await import("@opend/core");
  for (const market of markets) {
    if (marketOf(`${market}.0`) === undefined)
      throw new UsageError(`--market is what codes begin with, such as HK or US, not ${market}`);
  }
  return markets;
}

/** Notes what is asked for, so that the status shows it as waiting if no gateway is reached. Of markets, what is known. */
async function noteBefore(
  store: Store,
  dataset: Dataset,
  given: readonly string[],
  markets: readonly string[],
  { since, history }: SyncCommandOptions,
): Promise<void> {
  const { noteAsked, securities } = await import("@opend/archive");
  const known: string[] = [];
  if (dataset.by === "market") known.push(...markets);
  else if (markets.length > 0) {
    await noteAsked(store, { dataset: securities, codes: markets });
    for (const market of markets) known.push(...(await store.codesOf(market, dataset)));
  }
  const codes = [...given, ...known];
  if (codes.length > 0) await noteAsked(store, { dataset, codes, since, history });
}

/** Adds what `--market` names: all stocks of the markets, which are brought up to date before. */
async function withMarkets(
  { screen, interrupt }: Context,
  store: Store,
  { clients }: Gateways,
  dataset: Dataset,
  given: readonly string[],
  markets: readonly string[],
): Promise<readonly string[]> {
  if (markets.length === 0) return given;
  if (dataset.by === "market") return [...new Set([...given, ...markets])];
  const { securities, sync } = await import("@opend/archive");
  screen.status(`asks which stocks there are in ${markets.join(" and ")}`);
  const options = { dataset: securities, codes: markets, clients, signal: interrupt.signal };
  let failed = 0;
  for await (const progress of sync(store, options)) failed = progress.failed;
  if (failed > 0) {
    const [failure] = await failuresOf(store, securities, markets);
    throw new Error(`the stocks of ${failure?.subject} could not be listed: ${failure?.message}`);
  }
  const codes = await Promise.all(markets.map((market) => store.codesOf(market, dataset)));
  screen.note(`${count(codes.flat().length, "stock")} in ${markets.join(" and ")}.`);
  return [...new Set([...given, ...codes.flat()])];
}

function subjectsOf(dataset: Dataset): string {
  const name = nameOfDataset(dataset);
  if (dataset.by === "market") return `markets, as in opend sync ${name} HK US`;
  if (dataset.by === "account") return "the numbers of accounts. opend accounts lists them";
  return `codes, as in opend sync ${name} HK.00700, or --market HK, or --codes-file FILE`;
}
