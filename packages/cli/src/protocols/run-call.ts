import { confirm } from "../base/confirm.js";
import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import { type Start, toStart, wordOf } from "../codes/read-codes.js";
import { openGateways } from "../gateway/open-gateways.js";
import { jsonText } from "../output/terminal-data.js";
import { writeTo } from "../output/write-to.js";
import { runWalk } from "../walk/run-walk.js";
import type { WalkOptions } from "../walk/walk-plan.js";
import { isRequest } from "./any-protocol.js";
import { defineRows, toRowsRequest } from "./define-rows.js";
import { findProtocol } from "./find-protocol.js";
import { readRequest } from "./read-request.js";
import { withoutSecrets } from "./without-secrets.js";

/** The options of `opend call`. */
export interface CallOptions extends WalkOptions {
  readonly allPages?: true;
  readonly yes?: true;
}

/** What to fetch is in the journal. */
const resumed = { name: "call", kept: {}, define: (kept: object) => defineRows(toRowsRequest(kept)) };

/** Sends one request in the plain form, and prints the reply. With `--all-pages`: the rows of all pages. */
export async function runCall(context: Context, words: readonly string[], options: CallOptions): Promise<void> {
  const { allPages, yes, ...walkOptions } = options;
  const { io, screen, interrupt } = context;
  if (options.resume !== undefined) return await runWalk(context, resumed, words, walkOptions);
  const [name, ...rest] = words;
  if (name === undefined) throw new UsageError("opend call needs a protocol. `opend protocols` lists them");
  const start = toStart(name);
  const protocol = await findProtocol(start.code);
  if (!isRequest(protocol)) throw new UsageError(`${protocol.name} is pushed by the gateway: see \`opend watch\``);
  const request = await readRequest(io, protocol, rest);
  // A walk refuses what changes something.
  if (allPages) {
    const kept = { protocol: protocol.name, request };
    const toArguments = (rest: readonly Start[]) => [...rest.map(wordOf), JSON.stringify(request)];
    const starts = [{ ...start, code: protocol.name }];
    return await runWalk(context, { name: "call", kept, define: defineRows, toArguments }, starts, walkOptions);
  }
  if (start.code !== name) throw new UsageError(`${name}: a place to go on from is for --all-pages`);
  // The reply is JSON.
  const { failFast: _, format, ...others } = walkOptions;
  const given = { ...others, ...(format !== "json" && { format }) };
  const [unused] = Object.entries(given).filter(([, value]) => value !== undefined);
  if (unused !== undefined) throw new UsageError(`--${unused[0]} is for --all-pages`);
  await using gateways = await openGateways(context, {}, { needsOne: true });
  for (const line of gateways.notes) screen.note(line);
  if (protocol.kind === "command" && !yes)
    await confirm(context, `${protocol.name} changes something at the gateway or the broker.`, protocol.name);
  const [client] = gateways.clients;
  const answer = await client?.ask(protocol, request, { signal: interrupt.signal });
  const reply = withoutSecrets(answer, protocol.plain.reply.shape);
  await writeTo(io.stdout, jsonText(reply, io.stdout));
}
