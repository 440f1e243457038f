import * as v from "valibot";
import type { Start } from "../codes/read-codes.js";
import { type OutputOptions, outputFormats } from "../output/output-options.js";

/** What a command was asked for, so that `--resume` can ask for the same. */
export interface JournalHead {
  /** The version of this form. */
  readonly opend: 1;
  /** The command, such as `candles`. */
  readonly command: string;
  /** Its options: those that say what to fetch, the most rows, and how to write them. */
  readonly options: {
    readonly kept: object;
    readonly limit?: number | undefined;
    readonly output: Omit<OutputOptions, "out">;
  };
  /** The securities to walk. */
  readonly starts: readonly Start[];
  /** The files that were written, as they were named. The journal lies beside the first. */
  readonly outs: readonly string[];
}

/** A page that was written: its rows, and where the walk of its code goes on. */
export interface JournalPage<Row = object> {
  readonly code: string;
  readonly rows: readonly Row[];
  /** Undefined after the last page. */
  readonly cursor?: string | undefined;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const name = v.pipe(v.string(), v.nonEmpty());

/** An object with values of a kind. The library takes lists for objects too. */
const fields = <Value extends v.GenericSchema>(value: Value) =>
  v.pipe(
    v.custom<object>((input) => typeof input === "object" && input !== null && !Array.isArray(input)),
    v.record(v.string(), value),
  );

/** Options of a command line, or a request in the plain form. */
const keptSchema = v.union([
  v.strictObject({ protocol: name, request: fields(v.unknown()) }),
  fields(v.union([v.string(), v.literal(true)])),
]);

const outputSchema = v.strictObject({
  format: v.exactOptional(v.picklist(outputFormats)),
  columns: v.exactOptional(v.string()),
  asText: v.exactOptional(v.string()),
  chart: v.exactOptional(v.literal(true)),
  preview: v.exactOptional(count),
  escapeFormulas: v.exactOptional(v.literal(true)),
});

/** The first line of a journal. */
export const journalHeadSchema = v.object({
  opend: v.literal(1),
  command: name,
  options: v.object({ kept: keptSchema, limit: v.optional(count), output: outputSchema }),
  starts: v.array(v.object({ code: name, cursor: v.optional(v.string()), limit: v.optional(count) })),
  outs: v.pipe(v.array(name), v.nonEmpty()),
}) satisfies v.GenericSchema<unknown, JournalHead>;

/**
 * Every other line. Pages are numbered from 1, so that a line that is missing or in another place is noticed. Journals of
 * earlier builds have no numbers.
 */
export const journalPageSchema = v.object({
  page: v.optional(count),
  code: name,
  rows: v.array(fields(v.unknown())),
  cursor: v.optional(v.string()),
}) satisfies v.GenericSchema<unknown, JournalPage & { readonly page?: number | undefined }>;
