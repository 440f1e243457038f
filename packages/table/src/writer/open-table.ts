import { createError, nearestName } from "@opend/core/internal";
import { checkColumns } from "../columns/check-columns.js";
import { checkTableOptions } from "../formats/check-table-options.js";
import { createEncoder } from "../formats/create-encoder.js";
import { formatOfFile, type TableFormat, tableFormats } from "../formats/table-format.js";
import type { TableOptions } from "../formats/table-options.js";
import { checkTarget, openSink } from "../targets/open-sink.js";
import type { TableTarget } from "../targets/table-target.js";
import { EncodingWriter } from "./encoding-writer.js";
import type { TableWriter } from "./table-writer.js";

/**
 * Opens a table: a file, or anything that takes bytes. Write rows, then call `finish`: only then the file appears under
 * its name. Until then it is `${path}.part` in the same folder, which `discard` removes.
 *
 * @param target the path of a file, or what takes the bytes
 * @throws `InvalidOption` for options that do not exist or have a wrong value, and for a path whose ending tells no
 * format; `Unsupported` for a compression that this runtime lacks; `TableWriteFailed` when the file cannot be created
 */
export async function openTable(target: string | TableTarget, options: TableOptions): Promise<TableWriter> {
  checkTableOptions("openTable", options);
  checkTarget(target);
  const columns = checkColumns(options.columns);
  const format = chooseFormat(target, options.format);
  const ready: Uint8Array[] = [];
  const encoder = await createEncoder(format, columns, options, (bytes) => ready.push(bytes));
  return new EncodingWriter(encoder, ready, await openSink(target, options.isPrivate === true));
}

function chooseFormat(target: string | TableTarget, given: TableFormat | undefined): TableFormat {
  const format = given ?? (typeof target === "string" ? formatOfFile(target) : undefined);
  if (format !== undefined && tableFormats.includes(format)) return format;
  const nearest = given === undefined ? undefined : nearestName(String(given), tableFormats);
  const all = tableFormats.join(", ");
  const message =
    given !== undefined
      ? `format is ${all}, not ${String(given)}${nearest === undefined ? "" : `: did you mean ${nearest}?`}`
      : typeof target === "string"
        ? `the ending of ${target} tells no format: give format as ${all}`
        : `a target has no ending that tells a format: give format as ${all}`;
  throw createError("InvalidOption", message, { option: "format" });
}
