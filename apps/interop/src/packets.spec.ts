import { isOpendError } from "@opend/core";
import * as protocols from "@opend/core/protocols";
import { messageArbitrary } from "@opend/test-kit/official/message-arbitrary";
import { officialRoot, officialTypes } from "@opend/test-kit/official/official-root";
import { decodeOfficially, encodeOfficially, withoutAbsentFields } from "@opend/test-kit/official/plain-message";
import { schemaFiles } from "@opend/test-kit/schema/schema-files";
import fc from "fast-check";
import protobuf from "protobufjs";
import { describe, expect, it } from "vitest";
import { expectSame } from "./expect-same.js";
import { canBeIncomplete, incompleteVersions } from "./incomplete-message.js";
import { ourMessage } from "./our-messages.js";

const numRuns = 120;

interface PacketCodec {
  encode(packet: never): Uint8Array;
  decode(bytes: Uint8Array): unknown;
}

/** The packets that programs see, by their official type names. */
const packets = Object.values(protocols)
  .filter((item) => "id" in item)
  .flatMap((protocol): (readonly [string, PacketCodec])[] => {
    if ("push" in protocol) return [[`${protocol.name}.Response`, protocol.push]];
    const { name, request, response } = protocol;
    return [
      [`${name}.Request`, request],
      [`${name}.Response`, response],
    ];
  });

/** Schema files whose packets have no documented protocol id. We generate only their messages. */
const withoutId = ["TestCmd", "Trd_Notify", "Trd_ReconfirmOrder", "UsedQuota", "Verification"];

/** Fields of every wire type, with numbers that no schema has. */
const unknownFields = fc
  .array(
    fc.tuple(fc.integer({ min: 900, max: 2 ** 29 - 1 }), fc.constantFrom(0, 1, 2, 5), fc.uint8Array({ maxLength: 40 })),
  )
  .map((fields) => {
    const writer = protobuf.Writer.create();
    for (const [number, wireType, bytes] of fields) {
      writer.uint32(((number << 3) | wireType) >>> 0);
      if (wireType === 0) writer.uint32(bytes.length * 2 ** 20);
      else if (wireType === 1) writer.double(bytes.length);
      else if (wireType === 2) writer.bytes(bytes);
      else writer.fixed32(bytes.length);
    }
    return writer.finish();
  });

describe("packets of protocols", () => {
  it("cover all schema files", () => {
    const withId = schemaFiles.filter((file) => !withoutId.includes(file));
    const official = withId.flatMap(officialTypes).map(({ fullName }) => fullName.slice(1));
    const expected = official.filter((name) => /^\w+\.(Request|Response)$/.test(name));
    expect(packets.map(([name]) => name).sort()).toEqual(expected.sort());
    expect(expected.length).toBe(329);
  });

  it.each(packets)("%s means the same to the official client and to us", (name, codec) => {
    const type = officialRoot.lookupType(name);
    fc.assert(
      fc.property(messageArbitrary(type), (message) => {
        expectSame(withoutAbsentFields(codec.decode(encodeOfficially(type, message))), message);
        expectSame(decodeOfficially(type, codec.encode(message as never)), message);
      }),
      { numRuns },
    );
  });

  it.each(packets)("we read %s even if a newer gateway adds fields", (name, codec) => {
    const type = officialRoot.lookupType(name);
    fc.assert(
      fc.property(messageArbitrary(type), unknownFields, (message, added) => {
        const bytes = encodeOfficially(type, message);
        expectSame(codec.decode(new Uint8Array([...added, ...bytes, ...added])), codec.decode(bytes));
      }),
      { numRuns: 20 },
    );
  });

  const incomplete = packets.filter(([name]) => canBeIncomplete(officialRoot.lookupType(name)));

  it.each(incomplete)("both sides refuse %s without a required field", (name, codec) => {
    const type = officialRoot.lookupType(name);
    const [file = "", typeName = ""] = name.split(".");
    const messages = messageArbitrary(type).chain((message) => fc.constantFrom(...incompleteVersions(type, message)));
    fc.assert(
      fc.property(messages, ({ message, path }) => {
        const bytes = ourMessage(file, typeName).encode(message).finish();
        expect(() => type.decode(bytes)).toThrow(protobuf.util.ProtocolError);
        expect(failureOf(() => codec.decode(bytes))).toEqual(["MalformedMessage", path]);
        expect(failureOf(() => codec.encode(message as never))).toEqual(["InvalidMessage", path]);
      }),
      { numRuns },
    );
  });
});

function failureOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return isOpendError(error, "InvalidMessage", "MalformedMessage") ? [error.code, error.path] : error;
  }
}
