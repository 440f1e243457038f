import type { TableTarget } from "../targets/table-target.js";

/** Gathers the bytes of a table in memory. */
export class GatheringTarget implements TableTarget {
  readonly chunks: Uint8Array[] = [];

  write(bytes: Uint8Array): void {
    this.chunks.push(bytes);
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(Buffer.concat(this.chunks));
  }

  get text(): string {
    return new TextDecoder().decode(this.bytes);
  }
}
