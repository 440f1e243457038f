import type { JsonSchema } from "./json-schema.js";

/** The schema of a value that is no message. */
export interface Piece {
  /** What a document calls it that has it in several fields. Absent: it is short, and stands in each field. */
  readonly name?: string;
  /** What it is, where a document has it apart from its fields. */
  readonly about?: string;
  readonly schema: JsonSchema;
}
