import type { Context } from "../base/context.js";
import { columnsOf, hasColor } from "../base/io.js";
import { UsageError } from "../base/usage-error.js";
import { type CodeOptions, readCodes } from "../codes/read-codes.js";
import { universeOf } from "../codes/universe-of.js";
import { openGateways } from "../gateway/open-gateways.js";
import { runWatch } from "./run-watch.js";
import type { WatchRun } from "./watch-run.js";
import type { WatchViews } from "./watch-views.js";

/** The options of `opend watch`. */
export interface WatchOptions extends WatchViews {
  /** Lines of JSON, also on a terminal. */
  readonly json?: true;
}

/** Connects, and shows live data of the codes of a command line. */
export async function watchCodes(
  context: Context,
  args: readonly string[],
  { quotes, book, orders, ticks, candles, session, json, ...options }: CodeOptions & WatchOptions,
): Promise<void> {
  const { io, screen, interrupt } = context;
  const starts = await readCodes(context, args, options);
  if (starts.length === 0 && options.plate === undefined && options.market === undefined) {
    throw new UsageError("opend watch needs codes, such as opend watch HK.00700 US.AAPL");
  }
  if (session !== undefined && candles === undefined && !ticks) {
    throw new UsageError("--session is for candles and trades: add --candles 1min, another period, or --ticks");
  }
  const isTerminal = io.stdout.isTTY === true && !json;
  if (orders && (!book || isTerminal)) throw new UsageError("--orders needs --book and lines of JSON: --book --json");
  await using gateways = await openGateways(context, {}, { needsOne: true });
  for (const line of gateways.notes) screen.note(line);
  const [client] = gateways.clients;
  if (client === undefined) return;
  const codes = [...new Set([...starts.map(({ code }) => code), ...(await universeOf(gateways, options))])];
  const run: WatchRun = {
    client,
    codes,
    views: { quotes, book, orders, ticks, candles, session },
    stdout: io.stdout,
    stderr: io.stderr,
    signal: interrupt.signal,
    isTerminal,
    columns: () => columnsOf(io.stdout),
    rows: () => io.stdout.rows ?? 24,
    color: hasColor(io.stdout, io.env),
    clock: io.clock,
  };
  await (isTerminal ? screen.hold(() => runWatch(run)) : runWatch(run));
}
