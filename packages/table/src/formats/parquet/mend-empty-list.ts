import type { SchemaElement } from "hyparquet-writer";
import { ByteWriter } from "hyparquet-writer/src/bytewriter.js";
import { ParquetWriter } from "hyparquet-writer/src/parquet-writer.js";

/** The head of an empty list of structs in Thrift's compact protocol: no items, of type 12. */
const emptyListOfStructs = 0x0c;

/** How metadata go on after the schema: the list of row groups without a type, and an empty text about who made the file. */
const emptyList = Uint8Array.of(0x19, 0x00, 0x28, 0x00);

/**
 * Corrects the bytes of a file without rows. The library does not know the type of the items of an empty list, and writes 0
 * for it, which the reader of Rust refuses. The list of row groups is the only one that may be empty.
 */
export function mendEmptyList(bytes: Uint8Array, schema: SchemaElement[]): void {
  // Up to this list, the file is the same without its other metadata, in which nothing can be taken for the list.
  const writer = new ByteWriter();
  new ParquetWriter({ writer, schema, createdBy: "" }).finish();
  const file = writer.getBytes();
  const isHere = (place: number) => emptyList.every((byte, index) => file[place + index] === byte);
  const place = file.findLastIndex((_, index) => isHere(index));
  if (place !== -1) bytes[place + 1] = emptyListOfStructs;
}
