import { omittedFrom } from "@opend/core";
import { markOmitted } from "@opend/core/internal";

/** The fields of the contract that the fields of a row come from: the first that a message has. */
export type RowFields = Readonly<Record<string, string | readonly string[]>>;

/**
 * Notes in a row what the message that it comes from leaves out. A field that the row does not have is in its `raw`.
 *
 * @param message in plain form
 */
export function keepOmitted<Row extends object>(row: Row, message: object, fields: RowFields): Row {
  const omitted = omittedFrom(message);
  if (omitted.length === 0) return row;
  const nameOf = (path: string) => Object.keys(fields).find((name) => [fields[name]].flat().includes(path));
  return markOmitted(
    row,
    omitted.map(({ path, value }) => ({ path: nameOf(path) ?? `raw.${path}`, value })),
  );
}
