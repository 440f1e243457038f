import type { KeyValue } from "hyparquet-writer";
import { ByteWriter } from "hyparquet-writer/src/bytewriter.js";
import { ParquetWriter } from "hyparquet-writer/src/parquet-writer.js";
import { cellReader } from "../../columns/read-cell.js";
import type { TableColumn } from "../../columns/table-column.js";
import { chooseRowGroupSize } from "../choose-row-group-size.js";
import type { CreateEncoder } from "../table-encoder.js";
import type { TableOptions } from "../table-options.js";
import { loadCompressor } from "./load-compressor.js";
import { mendEmptyList } from "./mend-empty-list.js";
import { parquetColumn } from "./parquet-column.js";

/** Parquet, a row group at a time. */
export const createParquetEncoder: CreateEncoder = async (tableColumns, options, put) => {
  const columns = tableColumns.map((column) => {
    const { element, encoding, conversion } = parquetColumn(column);
    return { element, encoding, read: cellReader(column, conversion), values: emptyValues() };
  });
  const writer = new ByteWriter();
  const schema = [{ name: "root", num_children: columns.length }, ...columns.map(({ element }) => element)];
  const parquet = new ParquetWriter({
    writer,
    schema,
    kvMetadata: describe(tableColumns, options),
    createdBy: "@opend/table",
    ...(await loadCompressor(options.compression ?? "snappy")),
  });
  const groupSize = chooseRowGroupSize(columns.length, options);
  let gathered = 0;

  let isEmpty = true;
  const take = () => {
    const bytes = writer.getBytes().slice();
    if (isEmpty) mendEmptyList(bytes, schema);
    put(bytes);
    writer.index = 0;
  };
  const writeGroup = () => {
    if (gathered === 0) return;
    const columnData = columns.map(({ element, encoding, values }) => {
      const chosen = encoding(values);
      return { name: element.name, data: values, ...(chosen === undefined ? {} : { encoding: chosen }) };
    });
    parquet.write({ columnData, rowGroupSize: gathered });
    isEmpty = false;
    for (const column of columns) column.values = emptyValues();
    gathered = 0;
    take();
  };
  return {
    add(rows, firstNumber) {
      for (const [index, row] of rows.entries()) {
        for (const { read, values } of columns) values.push(read(row, firstNumber + index));
        gathered += 1;
        if (gathered === groupSize) writeGroup();
      }
    },
    finish() {
      writeGroup();
      parquet.finish();
      take();
    },
  };
};

function emptyValues(): (string | number | bigint | boolean | null)[] {
  return [];
}

/** What the file says about itself: the metadata as they are, and the texts of the columns as JSON. */
function describe(columns: readonly TableColumn[], { metadata = {} }: TableOptions): KeyValue[] {
  const texts = columns.map(({ name, type, unit, description }) => ({ name, type, unit, description }));
  const all = { ...metadata, "opend.columns": JSON.stringify(texts) };
  return Object.entries(all).map(([key, value]) => ({ key, value }));
}
