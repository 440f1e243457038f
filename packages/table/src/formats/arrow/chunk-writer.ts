import type { Data } from "apache-arrow/data";
import { RecordBatchFileWriter } from "apache-arrow/ipc/writer";

/**
 * Gathers the bytes of a file, which the library would put into a queue that only a promise can read. Dictionaries come
 * last, when they are complete: the format allows it, and several readers do not know additions to dictionaries.
 */
export class ChunkWriter extends RecordBatchFileWriter {
  #chunks: Uint8Array[] = [];

  /** Returns the bytes since the last call, as a copy. */
  take(): Uint8Array {
    const bytes = new Uint8Array(this.#chunks.reduce((length, chunk) => length + chunk.length, 0));
    let offset = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, offset);
      offset += chunk.length;
    }
    this.#chunks = [];
    return bytes;
  }

  /** Writes the dictionaries of the record batches. */
  writeDictionaries(dictionaries: readonly { readonly id: number; readonly data: Data }[]): void {
    for (const { id, data } of dictionaries) this._writeDictionaryBatch(data, id);
  }

  protected override _writeDictionaries(): this {
    return this;
  }

  protected override _write(chunk: ArrayBufferView): this {
    if (!this._started) return this;
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#chunks.push(bytes);
    this._position += bytes.length;
    return this;
  }
}
