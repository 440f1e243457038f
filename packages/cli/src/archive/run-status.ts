import type { DatasetStatus } from "@opend/archive";
import { cleanText, escapeText } from "@opend/core/internal";
import type { TableColumn } from "@opend/table";
import type { Context } from "../base/context.js";
import { openTerminalTable } from "../output/open-sinks.js";
import { writeTo } from "../output/write-to.js";
import { openArchive } from "./open-archive.js";

const columns: readonly TableColumn[] = [
  { name: "dataset", type: "text", path: ["dataset"] },
  { name: "subjects", type: "int64", path: ["codes"] },
  { name: "done", type: "int64", path: ["done"] },
  { name: "failed", type: "int64", path: ["failed"] },
  { name: "gaps", type: "int64", path: ["gaps"] },
  { name: "rows", type: "int64", path: ["rows"] },
  { name: "since", type: "text", path: ["since"] },
  { name: "until", type: "text", path: ["until"] },
  { name: "lastRun", type: "text", path: ["lastRun"] },
];

/** `opend sync --status`: what a database has, and what is missing. */
export async function runStatus(context: Context, db: string | undefined, isJson: boolean): Promise<void> {
  const { io, screen } = context;
  await using store = await openArchive(db, { mustExist: true });
  const datasets = await store.status();
  const isSimulated = (await store.isSimulated()) === true;
  if (isJson) {
    const text = JSON.stringify({ database: store.location, simulated: isSimulated, datasets }, undefined, 2);
    await writeTo(io.stdout, `${io.stdout.isTTY ? escapeText(text) : text}\n`);
    return;
  }
  if (datasets.length === 0) {
    screen.note(`${store.location} is empty. opend sync short-volume HK.00700 --db ${store.location} begins`);
    return;
  }
  if (isSimulated) screen.note("SIMULATED DATA. Nothing of it comes from a market.");
  const table = openTerminalTable(context, { columns });
  await table.write(datasets.map((status) => ({ ...status, lastRun: describeRun(status) })));
  await table.finish();
  for (const { dataset, failures, failed } of datasets) {
    if (failed === 0) continue;
    await writeTo(io.stdout, `\n${dataset}: ${failed} could not be fetched. The newest:\n`);
    for (const { subject, at, message } of failures) {
      const line = `${subject}  ${at.slice(0, 16).replace("T", " ")}  ${message}`;
      await writeTo(io.stdout, `  ${cleanText(line)}\n`);
    }
  }
}

function describeRun({ beganAt, endedAt }: DatasetStatus): string {
  if (beganAt === undefined) return "";
  const minute = (moment: string) => moment.slice(0, 16).replace("T", " ");
  return endedAt === undefined ? `${minute(beganAt)}, not ended` : minute(endedAt);
}
