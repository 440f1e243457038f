import { BinaryReader } from "@bufbuild/protobuf/wire";
const halves = new DataView(new ArrayBuffer(8));
const { uint32: readVarint } = new BinaryReader(new Uint8Array());
function small(r: any): bigint | undefined {
    const source = r.source; let pos = r.pos;
    let byte = source[pos++] ?? 128; let low = byte & 127; let high = 0;
    if (byte >= 128) { byte = source[pos++] ?? 128; low |= (byte & 127) << 7;
      if (byte >= 128) { byte = source[pos++] ?? 128; low |= (byte & 127) << 14;
        if (byte >= 128) { byte = source[pos++] ?? 128; low |= (byte & 127) << 21;
          if (byte >= 128) { byte = source[pos++] ?? 128; if (byte >= 128) return undefined; low |= byte << 28; high = byte >>> 4; } } } }
    r.pos = pos; halves.setInt32(0, low, true); halves.setInt32(4, high, true); return halves.getBigInt64(0, true);
}
function smallLoop(r: any): bigint | undefined {
    const source = r.source; const { pos } = r; let low = 0;
    for (let n = 0; n < 4; n++) { const byte = source[pos + n] ?? 128; low |= (byte & 127) << (7 * n); if (byte < 128) { r.pos = pos + n + 1; halves.setInt32(0, low, true); halves.setInt32(4, 0, true); return halves.getBigInt64(0, true); } }
    const byte = source[pos + 4] ?? 128; if (byte >= 128) return undefined; r.pos = pos + 5; halves.setInt32(0, low | (byte << 28), true); halves.setInt32(4, byte >>> 4, true); return halves.getBigInt64(0, true);
}
function u32(this: any) { const source = this.source; const first = source[this.pos] ?? 128; if (first < 128) { this.pos++; return first; } const second = source[this.pos + 1] ?? 128; if (second >= 128) return readVarint.call(this); this.pos += 2; return (first & 127) | (second << 7); }
const text = String.fromCharCode;
function date(b: any, i: number) { const c0 = b[i], c1 = b[i + 1], c2 = b[i + 2], c3 = b[i + 3], c4 = b[i + 4], c5 = b[i + 5], c6 = b[i + 6], c7 = b[i + 7], c8 = b[i + 8], c9 = b[i + 9];
  return (c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9) < 128 ? text(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9) : undefined; }
export class A extends BinaryReader { source: Uint8Array; override uint32: any = u32; constructor(s: any) { super(s); this.source = s; }
  override int32(): number { return this.uint32() | 0; }
  override int64(): any { return small(this) ?? super.int64(); } override uint64(): any { return small(this) ?? super.uint64(); }
  override string(): string { const start = this.pos; const length = this.uint32(); if (length === 10 && this.pos + 10 <= this.len) { const d = date(this.source, this.pos); if (d !== undefined) { this.pos += 10; return d; } } this.pos = start; return super.string(); } }
export class ALoop extends A { override int64(): any { return smallLoop(this) ?? super.int64(); } override uint64(): any { return smallLoop(this) ?? super.uint64(); } }
export class Arrow extends BinaryReader { readonly #source: Uint8Array; override uint32: any = () => this.#u(); constructor(s: any) { super(s); this.#source = s; }
  #u() { const source = this.#source; const first = source[this.pos] ?? 128; if (first < 128) { this.pos++; return first; } const second = source[this.pos + 1] ?? 128; if (second >= 128) return readVarint.call(this as any); this.pos += 2; return (first & 127) | (second << 7); }
  override int32(): number { return this.#u() | 0; }
  #small(): bigint | undefined {
    const source = this.#source; let pos = this.pos;
    let byte = source[pos++] ?? 128; let low = byte & 127; let high = 0;
    if (byte >= 128) { byte = source[pos++] ?? 128; low |= (byte & 127) << 7;
      if (byte >= 128) { byte = source[pos++] ?? 128; low |= (byte & 127) << 14;
        if (byte >= 128) { byte = source[pos++] ?? 128; low |= (byte & 127) << 21;
          if (byte >= 128) { byte = source[pos++] ?? 128; if (byte >= 128) return undefined; low |= byte << 28; high = byte >>> 4; } } } }
    this.pos = pos; halves.setInt32(0, low, true); halves.setInt32(4, high, true); return halves.getBigInt64(0, true); }
  override int64(): any { return this.#small() ?? super.int64(); } override uint64(): any { return this.#small() ?? super.uint64(); }
  override string(): string { const start = this.pos; const length = this.#u(); if (length === 10 && this.pos + 10 <= this.len) { const d = date(this.#source, this.pos); if (d !== undefined) { this.pos += 10; return d; } } this.pos = start; return super.string(); } }
function num(r: any): bigint | undefined {
    const source = r.source; let pos = r.pos;
    let byte = source[pos++] ?? 128; let low = byte & 127;
    if (byte >= 128) { byte = source[pos++] ?? 128; low |= (byte & 127) << 7;
      if (byte >= 128) { byte = source[pos++] ?? 128; low |= (byte & 127) << 14;
        if (byte >= 128) { byte = source[pos++] ?? 128; low |= (byte & 127) << 21;
          if (byte >= 128) { byte = source[pos++] ?? 128; if (byte >= 128) return undefined; r.pos = pos; return BigInt(low + byte * 0x10000000); } } } }
    r.pos = pos; return BigInt(low);
}
function numX(r: any): bigint | undefined {
    const source = r.source; let pos = r.pos;
    let byte = source[pos++]; let low = byte & 127;
    if (byte >= 128) { byte = source[pos++]; low |= (byte & 127) << 7;
      if (byte >= 128) { byte = source[pos++]; low |= (byte & 127) << 14;
        if (byte >= 128) { byte = source[pos++]; low |= (byte & 127) << 21;
          if (byte >= 128) { byte = source[pos++]; if (byte >= 128) return undefined; r.pos = pos; return BigInt(low + byte * 0x10000000); } } } }
    r.pos = pos; return BigInt(low);
}
function u32X(this: any) { const source = this.source; const first = source[this.pos]; if (first < 128) { this.pos++; return first; } const second = source[this.pos + 1]; if (second < 128) { this.pos += 2; return (first & 127) | (second << 7); } return readVarint.call(this); }
export class N extends A { override int64(): any { return num(this) ?? super.int64(); } override uint64(): any { return num(this) ?? super.uint64(); } }
export class NX extends A { override uint32: any = u32X; override int64(): any { return numX(this) ?? super.int64(); } override uint64(): any { return numX(this) ?? super.uint64(); } }
export class NX0 extends BinaryReader { source: Uint8Array; override uint32: any = u32X; constructor(s: any) { super(s); this.source = s; }
  override int32(): number { return this.uint32() | 0; } 
override int64(): any { return numX(this) ?? super.int64(); } override uint64(): any { return numX(this) ?? super.uint64(); } 
  override string(): string { const length = this.uint32(); const start = this.pos; this.pos += length; if (this.pos > this.len) throw new RangeError("premature EOF"); if (length === 10) { const d = date(this.source, start); if (d !== undefined) return d; } return (this as any).decodeUtf8(this.source.subarray(start, this.pos)); } }
