import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../testing/caught.js";
import type { Frame, FrameCodec } from "./frame.js";
import { createWebSocketFrameCodec } from "./websocket-frame.js";

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const frame = fc.record({ protocolId: u32, serial: u32, body: fc.uint8Array({ maxLength: 500 }) });
const signature = "66742d76312e3000"; // "ft-v1.0" NUL

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function plain({ body, ...rest }: Frame) {
  return { ...rest, body: hex(body) };
}

function errorCode(codec: FrameCodec, bytes: Uint8Array): string {
  return thrownBy(() => codec.decode(bytes)).code;
}

function relayed(message: string): Frame {
  const frame = { protocolId: 3248, serial: 5, body: new Uint8Array(), relayError: { code: 1, message } };
  const [decoded] = createWebSocketFrameCodec("client").decode(createWebSocketFrameCodec("gateway").encode(frame));
  if (!decoded) throw new Error("no frame");
  return decoded;
}

describe("WebSocket frame", () => {
  it("of a request has the exact bytes of a hand-made header", () => {
    const bytes = createWebSocketFrameCodec("client").encode({
      protocolId: 3248,
      serial: 0x01020304,
      body: Uint8Array.of(9, 8),
    });
    expect(hex(bytes)).toBe(`${signature}${"00000cb0"}${"0000000001020304"}${"0908"}`);
  });

  it("of a reply has the exact bytes of a hand-made header", () => {
    const bytes = createWebSocketFrameCodec("gateway").encode({ protocolId: 1, serial: 2, body: Uint8Array.of(9) });
    expect(hex(bytes)).toBe(`${signature}${"00000001"}${"0000000000000002"}${"00000000"}${"00".repeat(20)}${"09"}`);
  });

  it("of a relay error has the exact bytes of a hand-made header", () => {
    const bytes = createWebSocketFrameCodec("gateway").encode({
      protocolId: 1,
      serial: 2,
      body: new Uint8Array(),
      relayError: { code: -2, message: "gone" },
    });
    const text = `676f6e65${"00".repeat(16)}`;
    expect(hex(bytes)).toBe(`${signature}${"00000001"}${"0000000000000002"}${"fffffffe"}${text}`);
  });

  it("of a request arrives at the gateway as it was sent", () => {
    fc.assert(
      fc.property(frame, (sent) => {
        const decoded = createWebSocketFrameCodec("gateway").decode(createWebSocketFrameCodec("client").encode(sent));
        expect([...decoded].map(plain)).toEqual([plain(sent)]);
      }),
    );
  });

  it("of a reply arrives at the client as it was sent", () => {
    const text = fc.string({ unit: "grapheme-ascii", maxLength: 20 });
    const relayError = fc.record({ code: fc.constantFrom(1, 2, 3, -1), message: text });
    const reply = fc.oneof(
      frame,
      fc.tuple(frame, relayError).map(([base, error]) => ({ ...base, relayError: error })),
    );
    fc.assert(
      fc.property(reply, (sent) => {
        const decoded = createWebSocketFrameCodec("client").decode(createWebSocketFrameCodec("gateway").encode(sent));
        expect([...decoded].map(plain)).toEqual([plain(sent)]);
      }),
    );
  });

  it("decodes a view that does not begin at the start of its buffer", () => {
    const encoded = createWebSocketFrameCodec("client").encode({ protocolId: 7, serial: 8, body: Uint8Array.of(1) });
    const padded = Buffer.concat([Buffer.alloc(3), encoded]);
    const [decoded] = createWebSocketFrameCodec("gateway").decode(new Uint8Array(padded).subarray(3));
    expect(decoded).toMatchObject({ protocolId: 7, serial: 8 });
  });

  it("returns the body as a part of the input", () => {
    const bytes = createWebSocketFrameCodec("client").encode({ protocolId: 7, serial: 8, body: Uint8Array.of(1, 2) });
    const [decoded] = createWebSocketFrameCodec("gateway").decode(bytes);
    expect(decoded?.body.buffer).toBe(bytes.buffer);
    const [ofBuffer] = createWebSocketFrameCodec("gateway").decode(Buffer.from(bytes));
    expect(ofBuffer?.body).toStrictEqual(Uint8Array.of(1, 2));
    expect([...(decoded?.body ?? [])]).toEqual([1, 2]);
  });

  it("ends the relay's text at the first NUL", () => {
    expect(relayed("timeout").relayError).toEqual({ code: 1, message: "timeout" });
  });

  it("carries a relay text of exactly 20 bytes", () => {
    const text = "x".repeat(20);
    expect(relayed(text).relayError?.message).toBe(text);
  });

  it("cuts a relay text after 20 bytes and leaves the body alone", () => {
    const decoded = relayed(`${"x".repeat(20)}yz`);
    expect(decoded.relayError?.message).toBe("x".repeat(20));
    expect(decoded.body).toHaveLength(0);
  });

  it("refuses a frame shorter than its header", () => {
    const request = createWebSocketFrameCodec("client").encode({ protocolId: 1, serial: 1, body: new Uint8Array() });
    const reply = createWebSocketFrameCodec("gateway").encode({ protocolId: 1, serial: 1, body: new Uint8Array() });
    expect(errorCode(createWebSocketFrameCodec("gateway"), request.subarray(0, 19))).toBe("MalformedFrame");
    expect(errorCode(createWebSocketFrameCodec("client"), reply.subarray(0, 43))).toBe("MalformedFrame");
    expect(errorCode(createWebSocketFrameCodec("client"), new Uint8Array())).toBe("MalformedFrame");
  });

  it("refuses a wrong signature in each of its bytes", () => {
    for (let index = 0; index < 8; index++) {
      const bytes = createWebSocketFrameCodec("gateway").encode({ protocolId: 1, serial: 1, body: new Uint8Array() });
      bytes[index] = 0x58;
      expect(errorCode(createWebSocketFrameCodec("client"), bytes)).toBe("MalformedFrame");
    }
  });

  it("accepts a frame of exactly the limit, and none with one byte more", () => {
    const bytes = createWebSocketFrameCodec("gateway").encode({ protocolId: 1, serial: 1, body: new Uint8Array(56) });
    expect(createWebSocketFrameCodec("client", { maxFrameBytes: 100 }).decode(bytes)).toHaveLength(1);
    expect(errorCode(createWebSocketFrameCodec("client", { maxFrameBytes: 99 }), bytes)).toBe("FrameTooLarge");
  });
});
