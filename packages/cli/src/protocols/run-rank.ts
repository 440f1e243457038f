import type { Context } from "../base/context.js";
import { columnsOf } from "../base/io.js";
import { runWalk } from "../walk/run-walk.js";
import type { WalkOptions } from "../walk/walk-plan.js";
import { defineRank } from "./define-rank.js";
import type { RowsRequest } from "./define-rows.js";
import { findRank, findRanks } from "./find-ranks.js";
import { readRequest } from "./read-request.js";
import { wrapText } from "./wrap-text.js";

/** A ranking is looked at from the top. */
const defaultLimit = 20;

/** The texts stand beside the names. */
const indent = " ".repeat(22);

/** What to fetch is in the journal. */
const resumed = { name: "rank", kept: {}, define: (kept: object) => defineRank(kept as RowsRequest) };

/** Prints the first rows of a ranking. Without a name: which rankings there are. */
export async function runRank(context: Context, words: readonly string[], options: WalkOptions): Promise<void> {
  const { screen, io } = context;
  const [kind, ...rest] = words;
  if (kind === undefined && options.resume === undefined) {
    const width = io.stdout.isTTY ? columnsOf(io.stdout) : Number.POSITIVE_INFINITY;
    for (const [name, { described }] of await findRanks()) {
      const [first = "", ...others] = wrapText(described.text, width - indent.length);
      io.stdout.write([name.padEnd(indent.length) + first, ...others.map((line) => indent + line), ""].join("\n"));
    }
    screen.note("opend rank NAME shows one; opend describe PROTOCOL shows what it takes.");
    return;
  }
  if (kind === undefined) return await runWalk(context, resumed, [], options);
  const protocol = await findRank(kind);
  const kept = { protocol: protocol.name, request: await readRequest(io, protocol, rest) };
  const starts = [{ code: protocol.name }];
  await runWalk(context, { name: "rank", kept, define: defineRank }, starts, { limit: defaultLimit, ...options });
}
