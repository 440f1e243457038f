import type { DatasetStatus } from "@opend/archive";
import { cleanText, escapeText } from "@opend/core/internal";
import type { TableColumn } from "@opend/table";
import type { Context } from "../base/context.js";
import { openTerminalTable } from "../output/open-sinks.js";
import { writeTo } from "../output/write-to.js";
import { openArchive } from "./open-archive.js";
import type { SyncCommandOptions } from "./sync-options.js";

const columns: readonly TableColumn[] = [
  { name: "dataset", type: "text", path: ["dataset"] },
  { name: "subjects", type: "int64", path: ["codes"] },
  { name: "done", type: "int64", path: ["done"] },
  { name: "failed", type: "int64", path: ["failed"] },
  { name: "begun", type: "int64", path: ["begun"] },
  { name: "waiting", type: "int64", path: ["waiting"] },
  { name: "gaps", type: "int64", path: ["gaps"] },
  { name: "rows", type: "int64", path: ["rows"] },
  { name: "since", type: "text", path: ["since"] },
  { name: "until", type: "text", path: ["until"] },
  { name: "lastRun", type: "text", path: ["lastRun"] },
];

/** On a narrow terminal, columns further back make room. */
const important = ["dataset", "subjects", "done", "failed", "begun", "waiting", "rows", "lastRun", "gaps", "until"];

/** A database that lacks something that was asked for. */
class ArchiveIncomplete extends Error {
  override readonly name = "ArchiveIncomplete";
  readonly code = "ArchiveIncomplete";
}

/** `opend sync --status`: what a database has, and what is missing. @throws `ArchiveIncomplete` with `--check` */
export async function runStatus(context: Context, options: SyncCommandOptions): Promise<void> {
  const { db, json: isJson = false, check = false } = options;
  await using store = await openArchive(db, { readOnly: true });
  const datasets = await store.status();
  const isSimulated = (await store.isSimulated()) === true;
  const missing = datasets.filter(({ failed, begun, waiting }) => failed + begun + waiting > 0);
  const isEmpty = datasets.every(({ codes }) => codes === 0);
  const complete = missing.length === 0 && !isEmpty;
  if (isJson) {
    const text = JSON.stringify({ database: store.location, simulated: isSimulated, complete, datasets }, undefined, 2);
    const { stdout } = context.io;
    await writeTo(stdout, `${stdout.isTTY ? escapeText(text) : text}\n`);
  } else if (!check || !isEmpty) {
    await showStatus(context, store.location, datasets, isSimulated);
  }
  if (check && isEmpty) throw new ArchiveIncomplete(describeEmpty(store.location));
  if (check && !complete) throw new ArchiveIncomplete(`not all is there: ${missing.map(describeMissing).join("; ")}`);
}

async function showStatus(
  context: Context,
  location: string,
  datasets: readonly DatasetStatus[],
  isSimulated: boolean,
): Promise<void> {
  const { io, screen } = context;
  if (datasets.length === 0) {
    screen.note(describeEmpty(location));
    return;
  }
  if (isSimulated) screen.note("SIMULATED DATA. Nothing of it comes from a market.");
  const table = openTerminalTable(context, { columns, important });
  await table.write(datasets.map((status) => ({ ...status, lastRun: describeRun(status) })));
  await table.finish();
  for (const { dataset, failures, failed, waiting, dropped } of datasets) {
    if (waiting > 0) {
      await writeTo(io.stdout, `\n${dataset}: ${waiting} not begun yet. The same opend sync goes on.\n`);
    }
    if (dropped > 0) {
      await writeTo(io.stdout, `\n${dataset}: ${dropped} delisted, and no longer asked for.\n`);
    }
    if (failed === 0) continue;
    await writeTo(io.stdout, `\n${dataset}: ${failed} could not be fetched. The newest:\n`);
    for (const { subject, at, message } of failures) {
      const line = `${subject}  ${at.slice(0, 16).replace("T", " ")}  ${message}`;
      await writeTo(io.stdout, `  ${cleanText(line)}\n`);
    }
  }
}

function describeEmpty(location: string): string {
  return `${location} is empty: no sync was ever asked for. opend sync short-volume HK.00700 with the same --db begins`;
}

function describeMissing({ dataset, failed, begun, waiting }: DatasetStatus): string {
  return `${dataset} has ${failed} failed, ${begun} begun, ${waiting} waiting`;
}

function describeRun({ beganAt, endedAt }: DatasetStatus): string {
  if (beganAt === undefined) return "";
  const minute = (moment: string) => moment.slice(0, 16).replace("T", " ");
  return endedAt === undefined ? `${minute(beganAt)}, not ended` : minute(endedAt);
}
