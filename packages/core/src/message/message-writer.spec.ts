import { BinaryWriter } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { expect, it } from "vitest";
import { writeMessage } from "./message-writer.js";

const field = fc.oneof(
  fc.record({ kind: fc.constant("bytes" as const), value: fc.uint8Array({ maxLength: 80 }) }),
  fc.record({ kind: fc.constant("string" as const), value: fc.string() }),
  fc.record({ kind: fc.constant("uint32" as const), value: fc.nat() }),
);

function write(writer: BinaryWriter, fields: readonly (typeof field extends fc.Arbitrary<infer T> ? T : never)[]) {
  for (const { kind, value } of fields) {
    if (kind === "bytes") writer.bytes(value);
    else if (kind === "string") writer.string(value);
    else writer.uint32(value);
  }
  return writer;
}

it("writes what a new writer for each message writes, also after one that threw half way", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.array(field), fc.boolean()), { maxLength: 8 }), (messages) => {
      for (const [fields, isBroken] of messages) {
        const broken = () =>
          writeMessage((writer) => {
            write(writer, fields).fork();
            throw new Error("half way");
          });
        if (isBroken) expect(broken).toThrow("half way");
        expect(writeMessage((writer) => write(writer, fields))).toEqual(write(new BinaryWriter(), fields).finish());
      }
    }),
  );
});

it("serves a message that is written while another is", () => {
  const inner = () => writeMessage((writer) => writer.uint32(2));
  const outer = writeMessage((writer) => writer.uint32(1).bytes(inner()));
  expect(outer).toEqual(new BinaryWriter().uint32(1).bytes(Uint8Array.of(2)).finish());
});

it("gives bytes that a later message does not change", () => {
  const first = writeMessage((writer) => writer.string("first"));
  const copy = first.slice();
  writeMessage((writer) => writer.string("other"));
  expect(first).toEqual(copy);
});

it("writes a message larger than the buffer that is kept", () => {
  const large = new Uint8Array(200_000).fill(7);
  expect(writeMessage((writer) => writer.bytes(large))).toEqual(new BinaryWriter().bytes(large).finish());
});
