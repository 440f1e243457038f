import { jsonRowWriter } from "./json-row-writer.js";
import type { CreateEncoder } from "./table-encoder.js";

/** A line of JSON for each row. */
export const createNdjsonEncoder: CreateEncoder = (columns, _options, put) => {
  const encoder = new TextEncoder();
  const writeRow = jsonRowWriter(columns);
  return {
    add(rows, firstNumber) {
      put(encoder.encode(rows.map((row, index) => `${writeRow(row, firstNumber + index)}\n`).join("")));
    },
    finish() {},
  };
};
