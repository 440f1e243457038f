import { existsSync } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { type GenericSchema, getDotPath, type InferOutput, safeParse } from "valibot";
import { UsageError } from "../base/usage-error.js";
import { type JournalLine, readWholeLines } from "./journal-lines.js";
import { type JournalHead, type JournalPage, journalHeadSchema, journalPageSchema } from "./journal-schema.js";

const suffix = ".resume";

/** Read and written by this user, and by nobody else. */
const ownerOnly = 0o600;

/** The journal of a file: `rows.csv` has `rows.csv.resume`. */
export function journalPath(file: string): string {
  return file.endsWith(suffix) ? file : `${file}${suffix}`;
}

/** The file of a journal, which `--resume` may name either way. */
export function fileOfJournal(named: string): string {
  return named.endsWith(suffix) ? named.slice(0, -suffix.length) : named;
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
  #lines = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Begins a journal.
   *
   * @param goOn the command that continues the existing journal
   * @throws `UsageError` if there is one, which holds rows that a new run would lose
   */
  static async begin(head: JournalHead, goOn: string): Promise<Journal> {
    const [out = ""] = head.outs;
    const path = journalPath(out);
    // It may hold what an account did.
    const file = await open(path, "wx", ownerOnly).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== "EEXIST") throw new UsageError(`--out: cannot write ${out} (${cause.code})`);
      throw new UsageError(`${path} holds an unfinished run. Go on with it: ${goOn}. Or delete it to start over.`);
    });
    const journal = new Journal(path, file);
    await journal.#append(head);
    return journal;
  }

  /** Goes on with the journal of a file, behind its last whole line. */
  static async goOn(out: string): Promise<Journal> {
    const path = journalPath(out);
    const journal = new Journal(path, await open(path, "r+"));
    for await (const { end, number } of readWholeLines(path)) {
      journal.#position = end;
      journal.#lines = number;
    }
    await journal.#file.truncate(journal.#position);
    return journal;
  }

  /** Adds a page. */
  async add(page: JournalPage): Promise<void> {
    await this.#append({ page: this.#lines, ...page });
  }

  /** Closes the file, and removes it unless the walk is to be continued. */
  async close({ keep }: { readonly keep: boolean }): Promise<void> {
    await this.#file.close();
    if (!keep) await rm(this.#path, { force: true });
  }

  async #append(value: object): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify(value, keepNumber)}\n`);
    await this.#file.write(bytes, 0, bytes.length, this.#position);
    this.#position += bytes.length;
    this.#lines++;
  }
}

/** Reads the head of a journal. @throws `UsageError` */
export async function readJournalHead(file: string): Promise<JournalHead> {
  const path = journalPath(file);
  if (!existsSync(path)) {
    throw new UsageError(`--resume: there is no ${path}. A run that ended early leaves it beside its file.`);
  }
  for await (const line of readWholeLines(path)) return parse(journalHeadSchema, path, line);
  throw new UsageError(`--resume: ${path} is no journal of opend: it is empty`);
}

/** Reads the pages of a journal. @throws `UsageError` */
export async function* readJournalPages(file: string): AsyncGenerator<JournalPage, void, undefined> {
  const path = journalPath(file);
  for await (const line of readWholeLines(path)) {
    if (line.number === 1) continue;
    const { page: number, ...page } = parse(journalPageSchema, path, line);
    const expected = line.number - 1;
    if (number !== undefined && number !== expected) {
      const what = `line ${line.number} has page ${number} of the run, and page ${expected} belongs there`;
      throw new UsageError(`--resume: ${path} was edited: ${what}. Restore it, or delete it to start over.`);
    }
    yield page;
  }
}

/** A journal is a file like any other: it may have been edited, or be another program's. */
function parse<Schema extends GenericSchema>(
  schema: Schema,
  path: string,
  { number, text }: JournalLine,
): InferOutput<Schema> {
  const misshapen = (what: string) =>
    new UsageError(`--resume: ${path} is no journal of opend: line ${number} ${what}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The error of the parser would cite the file.
    throw misshapen("is not JSON");
  }
  const { success, output, issues } = safeParse(schema, value, { abortEarly: true });
  if (success) return output;
  const field = getDotPath(issues[0]);
  throw misshapen(field === null ? "is not an object" : `has a wrong ${field}`);
}

/** What `JSON.stringify` would turn into null, as the plain form writes it. */
function keepNumber(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
