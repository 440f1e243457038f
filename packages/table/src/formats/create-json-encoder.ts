import { jsonRowWriter } from "./json-row-writer.js";
import type { CreateEncoder } from "./table-encoder.js";

/** One array, with a row on each line. */
export const createJsonEncoder: CreateEncoder = (columns, _options, put) => {
  const encoder = new TextEncoder();
  const writeRow = jsonRowWriter(columns);
  let before = "[\n";
  return {
    add(rows, firstNumber) {
      if (rows.length === 0) return;
      put(encoder.encode(before + rows.map((row, index) => writeRow(row, firstNumber + index)).join(",\n")));
      before = ",\n";
    },
    finish() {
      put(encoder.encode(before === "[\n" ? "[]\n" : "\n]\n"));
    },
  };
};
