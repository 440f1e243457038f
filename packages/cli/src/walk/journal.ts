import { createReadStream, existsSync } from "node:fs";
import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { UsageError } from "../base/usage-error.js";
import type { Start } from "../codes/read-codes.js";

/** What a command was asked for, so that `--resume` can ask for the same. */
export interface JournalHead {
  /** The version of this form. */
  readonly opend: 1;
  /** The command, such as `candles`. */
  readonly command: string;
  /** Its options. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The securities to walk. */
  readonly starts: readonly Start[];
  /** The files to write. The journal lies beside the first. */
  readonly outs: readonly string[];
}

/** A page that was written: its rows, and where the walk of its code goes on. */
export interface JournalPage<Row = object> {
  readonly code: string;
  readonly rows: readonly Row[];
  /** Undefined after the last page. */
  readonly cursor: string | undefined;
}

const suffix = ".resume";

/** The journal of a file: `rows.csv` has `rows.csv.resume`. */
export function journalPath(file: string): string {
  return file.endsWith(suffix) ? file : `${file}${suffix}`;
}

/**
 * Keeps the pages of a walk beside the file that is written, a line each. If the command ends early, however it does, a
 * later one reads them, writes the file again and goes on. A line that was not written to its end does not count: its
 * page is fetched once more.
 */
export class Journal {
  readonly #path: string;
  readonly #file: FileHandle;
  #position = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** Begins a journal. @throws `UsageError` if there is one, which holds rows that a new run would lose */
  static async begin(head: JournalHead): Promise<Journal> {
    const [out = ""] = head.outs;
    const path = journalPath(out);
    const file = await open(path, "wx").catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== "EEXIST") throw new UsageError(`--out: cannot write ${out} (${cause.code})`);
      const goOn = `opend ${head.command} --resume ${out}`;
      throw new UsageError(`${path} holds an unfinished run. Go on with it: ${goOn}. Or delete it to start over.`);
    });
    const journal = new Journal(path, file);
    await journal.#append(head);
    return journal;
  }

  /** Goes on with the journal of a file, behind its last whole line. */
  static async goOn(out: string): Promise<Journal> {
    const path = journalPath(out);
    let end = 0;
    for await (const line of readLines(path)) end = line.end;
    const journal = new Journal(path, await open(path, "r+"));
    await journal.#file.truncate(end);
    journal.#position = end;
    return journal;
  }

  /** Adds a page. */
  async add(page: JournalPage): Promise<void> {
    await this.#append(page);
  }

  /** Closes the file, and removes it unless the walk is to be continued. */
  async close({ keep }: { readonly keep: boolean }): Promise<void> {
    await this.#file.close();
    if (!keep) await rm(this.#path, { force: true });
  }

  async #append(value: object): Promise<void> {
    const text = JSON.stringify(value, keepNumber).replace(/[\u2028\u2029]/g, escapeLineEnd);
    const bytes = Buffer.from(`${text}\n`);
    await this.#file.write(bytes, 0, bytes.length, this.#position);
    this.#position += bytes.length;
  }
}

/** Reads the head of a journal. @throws `UsageError` */
export async function readJournalHead(file: string): Promise<JournalHead> {
  const path = journalPath(file);
  if (!existsSync(path)) {
    throw new UsageError(`--resume: there is no ${path}. A run that ended early leaves it beside its file.`);
  }
  for await (const { value } of readLines(path)) {
    if (isHead(value)) return value;
    break;
  }
  throw new UsageError(`--resume: ${path} is no journal of opend`);
}

/** Reads the pages of a journal. */
export async function* readJournalPages<Row>(file: string): AsyncGenerator<JournalPage<Row>, void, undefined> {
  let isHead = true;
  for await (const { value } of readLines(journalPath(file))) {
    if (!isHead) yield value as JournalPage<Row>;
    isHead = false;
  }
}

/** Reads the lines that were written to their end, and the position behind each. */
async function* readLines(path: string): AsyncGenerator<{ readonly value: unknown; readonly end: number }> {
  const { size } = await stat(path);
  let end = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    end += Buffer.byteLength(line) + 1;
    const value = parse(line);
    // A line without its line end, at the end of the file, was cut.
    if (value === undefined || end > size) return;
    yield { value, end };
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What `JSON.stringify` would turn into null, as the plain form writes it. */
function keepNumber(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** Readers of lines take these two characters for the end of one. */
function escapeLineEnd(character: string): string {
  return character === "\u2028" ? "\\u2028" : "\\u2029";
}

function isHead(value: unknown): value is JournalHead {
  return typeof value === "object" && value !== null && "opend" in value && value.opend === 1 && "starts" in value;
}
