import { createArchiveError } from "../base/archive-error.js";

/**
 * Returns a value of a database as a part of a path. A database is a file, or at a server: it may have been edited, and must not
 * say where an export writes.
 *
 * @throws `RowDoesNotFit` unless the value is a plain name
 */
export function pathName(dataset: string, column: string, value: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(value)) return value;
  const message = `${dataset}: the ${column} ${JSON.stringify(value.slice(0, 40))} is no name for a folder. Export into a file`;
  throw createArchiveError("RowDoesNotFit", message, { dataset, column, value });
}
