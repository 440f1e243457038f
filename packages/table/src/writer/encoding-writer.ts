import { createTableError } from "../errors/table-error.js";
import type { TableEncoder } from "../formats/table-encoder.js";
import type { Sink } from "../targets/sink.js";
import type { TableSummary, TableWriter } from "./table-writer.js";

/** How many rows are encoded at once. Their bytes are written before the next ones are encoded. */
const blockRows = 1000;

/** Passes rows through an encoder to a sink, in the order of the calls. */
export class EncodingWriter implements TableWriter {
  readonly #encoder: TableEncoder;
  /** The bytes that the encoder gave. */
  readonly #ready: Uint8Array[];
  readonly #sink: Sink;
  #state: "open" | "finished" | "discarded" | "failed" = "open";
  #failure: unknown;
  #rows = 0;
  #bytes = 0;
  /** Settles when the calls before are done. Never rejects. */
  #calls: Promise<unknown> = Promise.resolve();

  constructor(encoder: TableEncoder, ready: Uint8Array[], sink: Sink) {
    this.#encoder = encoder;
    this.#ready = ready;
    this.#sink = sink;
  }

  get rowCount(): number {
    return this.#rows;
  }

  write(rows: readonly unknown[]): Promise<void> {
    return this.#next(async () => {
      for (let start = 0; start < rows.length; start += blockRows) {
        const block = rows.slice(start, start + blockRows);
        this.#encoder.add(block, this.#rows + 1);
        this.#rows += block.length;
        await this.#drain();
      }
    });
  }

  finish(): Promise<TableSummary> {
    return this.#next(async () => {
      this.#encoder.finish();
      await this.#drain();
      await this.#sink.finish();
      this.#state = "finished";
      return { rows: this.#rows, bytes: this.#bytes };
    });
  }

  async discard(): Promise<void> {
    if (this.#state !== "open") return;
    this.#state = "discarded";
    await this.#sink.discard();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.discard();
  }

  /** Runs a step after those before. When it fails, nothing may follow: the table would lack rows. */
  #next<T>(step: () => Promise<T>): Promise<T> {
    const run = this.#calls.then(async () => {
      this.#checkOpen();
      try {
        return await step();
      } catch (error) {
        if (this.#state === "open") {
          this.#state = "failed";
          this.#failure = error;
          await this.#sink.discard().catch(() => {});
        }
        throw error;
      }
    });
    this.#calls = run.catch(() => {});
    return run;
  }

  async #drain(): Promise<void> {
    for (const bytes of this.#ready.splice(0)) {
      await this.#sink.write(bytes);
      this.#checkOpen();
      this.#bytes += bytes.length;
    }
  }

  #checkOpen(): void {
    if (this.#state === "open") return;
    const message = this.#state === "failed" ? "an earlier write to the table failed" : `the table is ${this.#state}`;
    throw createTableError("TableClosed", message, {}, { cause: this.#failure });
  }
}
