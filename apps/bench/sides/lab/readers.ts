import { BinaryReader } from "@bufbuild/protobuf/wire";
const two = new Int32Array(2); const big = new BigInt64Array(two.buffer); const ubig = new BigUint64Array(two.buffer);
function readUint32(this: any): number {
  const buf = this.buf; let pos = this.pos; let b = buf[pos++];
  if (b < 128) { this.pos = pos; return b; }
  let r = b & 127; b = buf[pos++]; if (b < 128) { this.pos = pos; return r | (b << 7); }
  return slow(this);
}
const proto = new BinaryReader(new Uint8Array());
const slow32 = (proto as any).uint32; const slow64 = (proto as any).varint64;
function slow(r: any) { return slow32.call(r); }
export class Reader extends BinaryReader {
  __tsProtoDecodeDepth = 0;
  override uint32: any = readUint32;
  override int32(): number { return this.uint32() | 0; }
  override int64(): any {
    const buf = this.buf; let pos = this.pos, b = buf[pos++]!, lo = b & 127;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 7;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 14;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 21;
    if (b >= 128) { b = buf[pos++]!; const mid = b & 127; if (b < 128) { this.pos = pos; two[0] = lo | mid << 28; two[1] = mid >>> 4; return big[0]; }
      slow64.call(this); two[0] = this.varint64Lo; two[1] = this.varint64Hi; return big[0]; } } } }
    this.pos = pos; two[0] = lo; two[1] = 0; return big[0];
  }
  override uint64(): any { 
    const buf = this.buf; let pos = this.pos, b = buf[pos++]!, lo = b & 127;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 7;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 14;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 21;
    if (b >= 128) { b = buf[pos++]!; const mid = b & 127; if (b < 128) { this.pos = pos; two[0] = lo | mid << 28; two[1] = mid >>> 4; return big[0]; }
      slow64.call(this); two[0] = this.varint64Lo; two[1] = this.varint64Hi; return ubig[0]; } } } }
    this.pos = pos; two[0] = lo; two[1] = 0; return big[0];
  }
}
const F = String.fromCharCode;
export class ReaderStr extends Reader {
  override string(): string {
    const len = this.uint32(); const start = this.pos; const buf = this.buf; const end = this.pos = start + len;
    if (end > this.len) this.assertBounds();
    if (len === 10) { const a = buf[start]!, b = buf[start+1]!, c = buf[start+2]!, d = buf[start+3]!, e = buf[start+4]!, f = buf[start+5]!, g = buf[start+6]!, h = buf[start+7]!, i = buf[start+8]!, j = buf[start+9]!;
      if ((a|b|c|d|e|f|g|h|i|j) < 128) return F(a,b,c,d,e,f,g,h,i,j); }
    return (this as any).decodeUtf8(buf.subarray(start, end));
  }
}
export class ReaderCat extends Reader {
  override string(): string {
    const len = this.uint32(); const start = this.pos; const buf = this.buf; const end = this.pos = start + len;
    if (end > this.len) this.assertBounds();
    let s = ""; for (let i = start; i < end; i++) { const c = buf[i]!; if (c > 127) return (this as any).decodeUtf8(buf.subarray(start, end)); s += F(c); }
    return s;
  }
}
export class ReaderSlice extends Reader {
  override string(): string {
    const len = this.uint32(); const start = this.pos; const buf = this.buf; const end = this.pos = start + len;
    if (end > this.len) this.assertBounds();
    return (buf as any).utf8Slice(start, end);
  }
}
export class ReaderLatin extends Reader {
  override string(): string {
    const len = this.uint32(); const start = this.pos; const buf = this.buf; const end = this.pos = start + len;
    if (end > this.len) this.assertBounds();
    if (len < 64) { let or = 0; for (let i = start; i < end; i++) or |= buf[i]!; if (or < 128) return (buf as any).latin1Slice(start, end); }
    return (buf as any).utf8Slice(start, end);
  }
}
export class ReaderGroup extends Reader {
  override string(): string {
    const len = this.uint32(); let i = this.pos; const buf = this.buf; const end = this.pos = i + len;
    if (end > this.len) this.assertBounds();
    if (len <= 32) {
      let s = "";
      for (; i + 4 < end; i += 5) { const a = buf[i]!, b = buf[i+1]!, c = buf[i+2]!, d = buf[i+3]!, e = buf[i+4]!; if ((a|b|c|d|e) > 127) return this.utf8(end - len, end); s += F(a,b,c,d,e); }
      for (; i < end; i++) { const a = buf[i]!; if (a > 127) return this.utf8(end - len, end); s += F(a); }
      return s;
    }
    return this.utf8(end - len, end);
  }
  utf8(s: number, e: number): string { return (this as any).decodeUtf8(this.buf.subarray(s, e)); }
}
const codes: number[][] = []; for (let i = 0; i <= 32; i++) codes.push(new Array(i).fill(0));
export class ReaderApply extends Reader {
  override string(): string {
    const len = this.uint32(); const start = this.pos; const buf = this.buf; const end = this.pos = start + len;
    if (end > this.len) this.assertBounds();
    if (len <= 32) { const c = codes[len]!; let or = 0; for (let i = 0; i < len; i++) or |= c[i] = buf[start + i]!; if (or < 128) return F.apply(null, c); }
    return (this as any).decodeUtf8(buf.subarray(start, end));
  }
}
// which part is slow on Bun
export class OnlyInt extends BinaryReader { __tsProtoDecodeDepth = 0; override int64 = Reader.prototype.int64; override uint64 = Reader.prototype.uint64; }
export class Only32 extends BinaryReader { __tsProtoDecodeDepth = 0; override uint32: any = readUint32; override int32(): number { return this.uint32() | 0; } }
export class IntNum extends ReaderStr { 
  override int64(): any { const buf = this.buf; let v = 0, s = 1, b; do { b = buf[this.pos++]!; v += (b & 127) * s; s *= 128; } while (b >= 128 && s < 2**49); if (b >= 128) throw 1; return BigInt(v); }
  override uint64(): any { return this.int64(); } }

export class NoStr extends Reader { override string(): string { const len = this.uint32(); this.pos += len; return "x"; } }
export class NoInt extends ReaderStr { override int64(): any { (this as any).uint32(); return 1n; } override uint64(): any { return this.int64(); } 
 }
export class NoDouble extends ReaderStr { override double(): number { this.pos += 8; return 1; } }
export class Own32 extends BinaryReader { __tsProtoDecodeDepth = 0;
  constructor(b: any) { super(b); this.uint32 = function (this: any) { const b = this.buf[this.pos]!; if (b < 128) { this.pos++; return b; } return slow(this); }; }
  override int64 = Reader.prototype.int64; override uint64 = Reader.prototype.uint64; override string = ReaderStr.prototype.string; }

const dv = new DataView(new ArrayBuffer(8));
function i64dv(this: any) { 
    const buf = this.buf; let pos = this.pos, b = buf[pos++]!, lo = b & 127;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 7;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 14;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 21;
    if (b >= 128) { b = buf[pos++]!; const mid = b & 127; if (b < 128) { this.pos = pos; dv.setInt32(0, lo | mid << 28, true); dv.setInt32(4, mid >>> 4, true); return dv.getBigInt64(0, true); }
      slow64.call(this); dv.setInt32(0, this.varint64Lo, true); dv.setInt32(4, this.varint64Hi, true); return dv.getBigInt64(0, true); } } } }
    this.pos = pos; dv.setInt32(0, lo, true); dv.setInt32(4, 0, true); return dv.getBigInt64(0, true);
}
function i64num(this: any) { 
    const buf = this.buf; let pos = this.pos, b = buf[pos++]!, lo = b & 127;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 7;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 14;
    if (b >= 128) { b = buf[pos++]!; lo |= (b & 127) << 21;
    if (b >= 128) { b = buf[pos++]!; const mid = b & 127; if (b < 128) { this.pos = pos; return BigInt((lo >>> 0) + mid * 0x10000000); }
      slow64.call(this); dv.setInt32(0, this.varint64Lo, true); dv.setInt32(4, this.varint64Hi, true); return dv.getBigInt64(0, true); } } } }
    this.pos = pos; return BigInt(lo);
}
function str10(this: any): string {
    const len = this.uint32(); const start = this.pos; const buf = this.buf; const end = this.pos = start + len;
    if (end > this.len) this.assertBounds();
    if (len === 10) { const a = buf[start]!, b = buf[start+1]!, c = buf[start+2]!, d = buf[start+3]!, e = buf[start+4]!, f = buf[start+5]!, g = buf[start+6]!, h = buf[start+7]!, i = buf[start+8]!, j = buf[start+9]!;
      if ((a|b|c|d|e|f|g|h|i|j) < 128) return F(a,b,c,d,e,f,g,h,i,j); }
    return (this as any).decodeUtf8(buf.subarray(start, end));
}
export class Dv extends BinaryReader { __tsProtoDecodeDepth = 0; override int64(): any { return i64dv.call(this); } override uint64(): any { return i64dv.call(this); } override string(): string { return str10.call(this); } }
export class Dv32 extends Dv { override uint32: any = readUint32; override int32(): number { return this.uint32() | 0; } }
export class Num extends BinaryReader { __tsProtoDecodeDepth = 0; override int64(): any { return i64num.call(this); } override uint64(): any { return i64num.call(this); } override string(): string { return str10.call(this); } }
export class Num32 extends Num { override uint32: any = readUint32; override int32(): number { return this.uint32() | 0; } }
export class Str10 extends BinaryReader { __tsProtoDecodeDepth = 0; override string(): string { return str10.call(this); } }
export class Str10NoDepth extends BinaryReader { override string(): string { return str10.call(this); } }
export * from "./final.js";
