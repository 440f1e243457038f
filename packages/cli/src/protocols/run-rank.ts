import type { Context } from "../base/context.js";
import { columnsOf } from "../base/io.js";
import { type Start, toStart, wordOf } from "../codes/read-codes.js";
import { jsonText } from "../output/terminal-data.js";
import { writeTo } from "../output/write-to.js";
import { runWalk } from "../walk/run-walk.js";
import type { WalkOptions } from "../walk/walk-plan.js";
import { defineRank } from "./define-rank.js";
import { toRowsRequest } from "./define-rows.js";
import { findRank, findRanks } from "./find-ranks.js";
import { readRequest } from "./read-request.js";
import { wrapText } from "./wrap-text.js";

/** A ranking is looked at from the top. */
const defaultLimit = 20;

/** The texts stand beside the names. */
const indent = " ".repeat(22);

/** What to fetch is in the journal. */
const resumed = { name: "rank", kept: {}, define: (kept: object) => defineRank(toRowsRequest(kept)) };

/** Prints the first rows of a ranking. Without a name: which rankings there are. */
export async function runRank(context: Context, words: readonly string[], options: WalkOptions): Promise<void> {
  const { screen, io } = context;
  const [kind, ...rest] = words;
  if (kind === undefined && options.resume === undefined) {
    const ranks = [...(await findRanks())];
    if (options.format === "json") {
      const rows = ranks.map(([name, { name: protocol, described }]) => ({ name, protocol, text: described.text }));
      return await writeTo(io.stdout, jsonText(rows, io.stdout));
    }
    const width = io.stdout.isTTY ? columnsOf(io.stdout) : Number.POSITIVE_INFINITY;
    for (const [name, { described }] of ranks) {
      const [first = "", ...others] = wrapText(described.text, width - indent.length);
      io.stdout.write([name.padEnd(indent.length) + first, ...others.map((line) => indent + line), ""].join("\n"));
    }
    screen.note("opend rank NAME shows one; opend describe PROTOCOL shows what it takes.");
    return;
  }
  if (kind === undefined || options.resume !== undefined) return await runWalk(context, resumed, words, options);
  const start = toStart(kind);
  const protocol = await findRank(start.code);
  const request = await readRequest(io, protocol, rest);
  const toArguments = (left: readonly Start[]) => [
    ...left.map((each) => wordOf({ ...each, code: start.code })),
    JSON.stringify(request),
  ];
  const command = { name: "rank", kept: { protocol: protocol.name, request }, define: defineRank, toArguments };
  await runWalk(context, command, [{ ...start, code: protocol.name }], { limit: defaultLimit, ...options });
}
