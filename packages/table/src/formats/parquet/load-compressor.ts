import { createError } from "@opend/core/internal";
import type { ColumnSource } from "hyparquet-writer";
import type { TableCompression } from "../table-options.js";

type CompressionCodec = NonNullable<ColumnSource["codec"]>;
type Compress = (bytes: Uint8Array) => Uint8Array;

interface Compressor {
  readonly codec: CompressionCodec;
  /** Absent for what the library has itself. */
  readonly compressors?: Partial<Record<CompressionCodec, Compress>>;
}

/** Loads what compresses. @throws `Unsupported` for zstd on a runtime that lacks it */
export async function loadCompressor(compression: TableCompression): Promise<Compressor> {
  switch (compression) {
    case "none":
      return { codec: "UNCOMPRESSED" };
    case "snappy":
      return { codec: "SNAPPY" };
    case "gzip": {
      const { gzipSync } = await import("node:zlib");
      return { codec: "GZIP", compressors: { GZIP: (bytes) => gzipSync(bytes) } };
    }
    case "zstd": {
      const zlib = await import("node:zlib");
      if (hasZstd(zlib)) return { codec: "ZSTD", compressors: { ZSTD: (bytes) => zlib.zstdCompressSync(bytes) } };
      const message = "this runtime has no zstd, which Node has from 22.15 on: use snappy, gzip or none as compression";
      throw createError("Unsupported", message, { feature: "zstd" });
    }
  }
}

function hasZstd(zlib: object): zlib is { readonly zstdCompressSync: Compress } {
  return "zstdCompressSync" in zlib && typeof zlib.zstdCompressSync === "function";
}
