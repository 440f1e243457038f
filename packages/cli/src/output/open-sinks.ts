import { openTable, type TableColumn, type TableWriter } from "@opend/table";
import type { Context } from "../base/context.js";
import { columnsOf, hasColor } from "../base/io.js";
import { UsageError } from "../base/usage-error.js";
import type { OutputFormat, OutputOptions, OutputPlan } from "./output-options.js";
import type { Sink } from "./sink.js";
import { createTerminalData } from "./terminal-data.js";
import { TerminalTable } from "./terminal-table.js";
import { writeTo } from "./write-to.js";

/** What a table shows. */
export interface TableSubject {
  readonly columns: readonly TableColumn[];
  /** The columns to keep when there is no room for all, most important first. */
  readonly important?: readonly string[] | undefined;
}

/** What the sinks are about. */
export interface SinkSubject extends TableSubject {
  readonly isSimulated: boolean;
  /** Whether rows are about an account, so that files of them are for this user only. Default: false. */
  readonly isPrivate?: boolean | undefined;
}

/** Rows of simulated data say so, since a text file has no other place for it. */
const simulatedColumn: TableColumn = {
  name: "simulated",
  type: "bool",
  path: ["simulated"],
  description: "Whether the row is simulated.",
};

/** Opens everything that takes the rows of a command. */
export async function openSinks(
  context: Context,
  plan: OutputPlan,
  options: OutputOptions,
  subject: SinkSubject,
): Promise<Sink[]> {
  const chosen = chooseColumns(subject.columns, options);
  const { isSimulated, isPrivate = false } = subject;
  const settings = { escapeFormulas: options.escapeFormulas === true, isSimulated, isPrivate };
  const sinks: Sink[] = [];
  try {
    for (const { file, format } of plan.tables) sinks.push(await openFile(file, format, chosen, settings));
    if (plan.stdout === "table") {
      const important = options.columns === undefined ? subject.important : undefined;
      sinks.push(openTerminalTable(context, { columns: chosen, important }));
    } else if (plan.stdout !== undefined) {
      const { stdout } = context.io;
      const shown = stdout.isTTY ? createTerminalData(plan.stdout) : undefined;
      const write = (chunk: Uint8Array) => writeTo(stdout, shown ? shown(chunk) : chunk);
      sinks.push(await openFile({ write }, plan.stdout, chosen, settings));
    }
    return sinks;
  } catch (error) {
    for (const sink of sinks) await sink.discard();
    throw error;
  }
}

/** A table on the terminal. In a pipe, its lines are as long as they need to be. */
export function openTerminalTable({ io, screen }: Context, subject: TableSubject): Sink {
  return new TerminalTable({
    ...subject,
    width: () => (io.stdout.isTTY ? columnsOf(io.stdout) : Number.POSITIVE_INFINITY),
    color: hasColor(io.stdout, io.env),
    print: (text) => screen.around(() => writeTo(io.stdout, text)),
    note: (line) => screen.note(line),
  });
}

/** A table on stderr, for what a person should see before it is done. */
export function openNoteTable({ io, screen }: Context, subject: TableSubject): Sink {
  return new TerminalTable({
    ...subject,
    width: () => (io.stderr.isTTY ? columnsOf(io.stderr) : Number.POSITIVE_INFINITY),
    color: hasColor(io.stderr, io.env),
    print: async (text) => {
      for (const line of text.trimEnd().split("\n")) screen.note(line);
    },
    note: () => {},
  });
}

/** Returns the columns that `--columns` names, in that order, with those that `--as-text` names as texts. */
function chooseColumns(
  columns: readonly TableColumn[],
  { columns: list, asText }: OutputOptions,
): readonly TableColumn[] {
  const open = columns.filter(({ isSecret }) => !isSecret);
  const chosen = list === undefined ? open : findColumns(open, "--columns", list);
  const texts = asText === undefined ? [] : findColumns(chosen, "--as-text", asText);
  return chosen.map((column) => (texts.includes(column) ? { ...column, type: "text" } : column));
}

/** @throws `UsageError` for a column that there is not */
function findColumns(columns: readonly TableColumn[], option: string, list: string): readonly TableColumn[] {
  return list.split(",").map((name) => {
    const column = columns.find((each) => each.name === name.trim());
    if (column) return column;
    throw new UsageError(`${option}: there is no ${name}. There are ${columns.map((each) => each.name).join(", ")}`);
  });
}

interface FileSettings {
  readonly escapeFormulas: boolean;
  readonly isSimulated: boolean;
  readonly isPrivate: boolean;
}

async function openFile(
  target: Parameters<typeof openTable>[0],
  format: Exclude<OutputFormat, "table">,
  columns: readonly TableColumn[],
  { escapeFormulas, isSimulated, isPrivate }: FileSettings,
): Promise<Sink> {
  const isText = format !== "parquet" && format !== "arrow";
  const marksRows = isSimulated && isText && !columns.some(({ name }) => name === "simulated");
  const writer: TableWriter = await openTable(target, {
    format,
    columns: marksRows ? [...columns, simulatedColumn] : columns,
    escapeFormulas,
    isPrivate,
    metadata: isSimulated ? { simulated: "true", note: "All of these data are simulated." } : {},
  });
  return {
    write: (rows) => writer.write(marksRows ? rows.map((row) => ({ ...row, simulated: true })) : rows),
    finish: async () => {
      await writer.finish();
    },
    discard: () => writer.discard(),
  };
}
