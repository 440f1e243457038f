import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../testing/caught.js";
import type { Frame } from "./frame.js";
import { createTcpFrameCodec } from "./tcp-frame.js";

const headerBytes = 44;
const mebibyte = 1024 * 1024;
const u32 = fc.integer({ min: 0, max: 0xffffffff });

const frames = fc.array(
  fc.record({ protocolId: u32, serial: u32, body: fc.uint8Array({ maxLength: 5000, size: "max" }) }),
  { maxLength: 4 },
);

function header(fields: { magic?: string; format?: number; bodyBytes?: number; sha1?: Uint8Array }): Uint8Array {
  const { magic = "FT", format = 0, bodyBytes = 0, sha1 = new Uint8Array(20) } = fields;
  const bytes = new Uint8Array(headerBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(magic));
  view.setUint32(2, 3248, true);
  bytes[6] = format;
  view.setUint32(8, 1, true);
  view.setUint32(12, bodyBytes, true);
  bytes.set(sha1, 16);
  return bytes;
}

function encodeAll(list: readonly Frame[]): Uint8Array {
  const codec = createTcpFrameCodec();
  return Buffer.concat(list.map((frame) => codec.encode(frame)));
}

function plain({ protocolId, serial, body }: Frame) {
  return { protocolId, serial, body: Buffer.from(body).toString("hex") };
}

describe("TCP frame", () => {
  it("has the exact bytes of a hand-made header", () => {
    const body = Uint8Array.of(1, 2, 3);
    const sha1 = createHash("sha1").update(body).digest();
    const expected = Buffer.concat([
      Buffer.from([0x46, 0x54]), // "FT"
      Buffer.from([0xb0, 0x0c, 0x00, 0x00]), // 3248
      Buffer.from([0x00]), // protobuf
      Buffer.from([0x00]), // version
      Buffer.from([0x04, 0x03, 0x02, 0x01]), // 0x01020304
      Buffer.from([0x03, 0x00, 0x00, 0x00]), // body length
      sha1,
      Buffer.alloc(8), // reserved
      body,
    ]);
    const bytes = createTcpFrameCodec().encode({ protocolId: 3248, serial: 0x01020304, body });
    expect(Buffer.from(bytes).toString("hex")).toBe(expected.toString("hex"));
  });

  it("has a fixed SHA-1 for an empty body", () => {
    const bytes = createTcpFrameCodec().encode({ protocolId: 1, serial: 1, body: new Uint8Array() });
    expect(bytes).toHaveLength(headerBytes);
    expect(Buffer.from(bytes.subarray(16, 36)).toString("hex")).toBe("da39a3ee5e6b4b0d3255bfef95601890afd80709");
  });

  it("decodes any frames cut at any places, in order", () => {
    const cuts = fc.array(fc.nat(), { maxLength: 20 });
    fc.assert(
      fc.property(frames, cuts, (list, places) => {
        const bytes = encodeAll(list);
        const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
        const codec = createTcpFrameCodec();
        const decoded: Frame[] = [];
        let start = 0;
        for (const end of ends) {
          decoded.push(...codec.decode(bytes.subarray(start, end)));
          start = end;
        }
        expect(decoded.map(plain)).toEqual(list.map(plain));
        expect(codec.buffered).toBe(0);
      }),
    );
  });

  it("decodes any frames fed byte by byte", () => {
    fc.assert(
      fc.property(frames, (list) => {
        const codec = createTcpFrameCodec();
        const decoded: Frame[] = [];
        for (const byte of encodeAll(list)) decoded.push(...codec.decode(Uint8Array.of(byte)));
        expect(decoded.map(plain)).toEqual(list.map(plain));
        expect(codec.buffered).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it("yields each frame with its last byte, and counts the buffered bytes until then", () => {
    const codec = createTcpFrameCodec();
    const bytes = codec.encode({ protocolId: 1, serial: 2, body: Uint8Array.of(7, 8) });
    for (let end = 1; end < bytes.length; end++) {
      expect([...codec.decode(bytes.subarray(end - 1, end))]).toEqual([]);
      expect(codec.buffered).toBe(end);
    }
    expect([...codec.decode(bytes.subarray(-1))]).toHaveLength(1);
    expect(codec.buffered).toBe(0);
  });

  it("returns a body that arrives whole as a part of the input, and one in pieces as a copy", () => {
    const codec = createTcpFrameCodec();
    const bytes = codec.encode({ protocolId: 1, serial: 2, body: Uint8Array.of(7, 8) });
    const [whole] = codec.decode(bytes);
    expect(whole?.body.buffer).toBe(bytes.buffer);
    const [ofBuffer] = codec.decode(Buffer.from(bytes));
    expect(ofBuffer?.body).toStrictEqual(Uint8Array.of(7, 8));
    const [first, second] = [[...codec.decode(bytes.subarray(0, -1))], [...codec.decode(bytes.subarray(-1))]];
    expect(first).toEqual([]);
    bytes.fill(0xff);
    expect([...(second[0]?.body ?? [])]).toEqual([7, 8]);
  });

  it.each([
    ["first", "X"],
    ["second", "FX"],
  ])("refuses a wrong %s byte as soon as it arrives", (_which, text) => {
    const error = thrownBy(() => [...createTcpFrameCodec().decode(new TextEncoder().encode(text))]);
    expect(error.code).toBe("MalformedFrame");
  });

  it("refuses a wrong second byte that arrives alone", () => {
    const codec = createTcpFrameCodec();
    expect([...codec.decode(Uint8Array.of(0x46))]).toEqual([]);
    expect(thrownBy(() => [...codec.decode(Uint8Array.of(0x46))]).code).toBe("MalformedFrame");
  });

  it("refuses a JSON body", () => {
    const error = thrownBy(() => [...createTcpFrameCodec().decode(header({ format: 1 }))]);
    expect(error.code).toBe("MalformedFrame");
    expect(error.message).toContain("format 1");
  });

  it("refuses a wrong SHA-1 and names the protocol", () => {
    const codec = createTcpFrameCodec();
    const bytes = codec.encode({ protocolId: 3248, serial: 2, body: Uint8Array.of(7, 8) });
    bytes[bytes.length - 1] = 9;
    expect(thrownBy(() => [...codec.decode(bytes)])).toMatchObject({ code: "ChecksumMismatch", protocolId: 3248 });
  });

  it("refuses a length over the limit as soon as the header arrives, without allocating it", () => {
    const codec = createTcpFrameCodec({ maxFrameBytes: mebibyte });
    const before = process.memoryUsage().arrayBuffers;
    const error = thrownBy(() => [...codec.decode(header({ bodyBytes: 0xffffffff }))]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(mebibyte);
    expect(error).toMatchObject({ code: "FrameTooLarge", bytes: headerBytes + 0xffffffff, maxBytes: mebibyte });
  });

  it("accepts a frame of exactly the limit, and none with one byte more", () => {
    const body = new Uint8Array(mebibyte - headerBytes);
    const bytes = createTcpFrameCodec().encode({ protocolId: 1, serial: 1, body });
    expect([...createTcpFrameCodec({ maxFrameBytes: mebibyte }).decode(bytes)]).toHaveLength(1);
    const error = thrownBy(() => [...createTcpFrameCodec({ maxFrameBytes: mebibyte - 1 }).decode(bytes)]);
    expect(error.code).toBe("FrameTooLarge");
  });
});
