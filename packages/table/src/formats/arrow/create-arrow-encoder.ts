import { makeData } from "apache-arrow/data";
import { RecordBatch } from "apache-arrow/recordbatch";
import { Schema } from "apache-arrow/schema";
import { Struct } from "apache-arrow/type";
import { chooseRowGroupSize } from "../choose-row-group-size.js";
import type { CreateEncoder } from "../table-encoder.js";
import { createArrowColumn } from "./arrow-column.js";
import { ChunkWriter } from "./chunk-writer.js";

/** The file format of Arrow IPC, a record batch at a time. */
export const createArrowEncoder: CreateEncoder = (tableColumns, options, put) => {
  const columns = tableColumns.map(createArrowColumn);
  const fields = columns.map(({ field }) => field);
  const schema = new Schema(fields, new Map(Object.entries(options.metadata ?? {})));
  const writer = new ChunkWriter();
  writer.reset(undefined, schema);
  const groupSize = chooseRowGroupSize(columns.length, options);
  let gathered = 0;

  const writeBatch = () => {
    if (gathered === 0) return;
    const children = columns.map((column) => column.take());
    const data = makeData({ type: new Struct(fields), length: gathered, nullCount: 0, children });
    writer.write(new RecordBatch(schema, data));
    gathered = 0;
    put(writer.take());
  };
  return {
    add(rows, firstNumber) {
      for (const [index, row] of rows.entries()) {
        for (const column of columns) column.add(row, firstNumber + index);
        gathered += 1;
        if (gathered === groupSize) writeBatch();
      }
    },
    finish() {
      writeBatch();
      writer.writeDictionaries(columns.flatMap(({ dictionary }) => dictionary?.() ?? []));
      writer.finish();
      put(writer.take());
    },
  };
};
