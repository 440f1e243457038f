import { messageArbitrary } from "@opend/test-kit/official/message-arbitrary";
import { fieldTypes, officialTypes } from "@opend/test-kit/official/official-root";
import { decodeOfficially, encodeOfficially, withoutAbsentFields } from "@opend/test-kit/official/plain-message";
import { schemaFiles } from "@opend/test-kit/schema/schema-files";
import fc from "fast-check";
import type protobuf from "protobufjs";
import { describe, expect, it } from "vitest";
import { expectSame } from "./expect-same.js";
import { ourMessage } from "./our-messages.js";

const numRuns = 120;

describe.each(schemaFiles)("messages of %s", (file) => {
  const types = officialTypes(file).map((type) => [typeName(type), type] as const);

  it.each(types)("%s means the same to the official client and to us", (name, type) => {
    const ours = ourMessage(file, name);
    const inOrder = isInOrder(type);
    fc.assert(
      fc.property(messageArbitrary(type), (message) => {
        const officialBytes = encodeOfficially(type, message);
        const ourBytes = ours.encode(message).finish();
        expectSame(withoutAbsentFields(ours.decode(officialBytes)), message);
        expectSame(decodeOfficially(type, ourBytes), message);
        expect(ourBytes.length).toBe(officialBytes.length);
        if (inOrder) expect(Buffer.compare(ourBytes, officialBytes)).toBe(0);
      }),
      { numRuns },
    );
  });
});

/** Our name for a type: `Outer_Inner` for a type inside another. */
function typeName({ fullName }: protobuf.Type): string {
  const [, , ...names] = fullName.split(".");
  return names.join("_");
}

/**
 * Whether fields are declared in the order of their numbers. The official client writes them in the order of numbers, we
 * in the order of declarations.
 */
function isInOrder(type: protobuf.Type): boolean {
  const ids = Object.values(type.fields).map(({ id }) => id);
  return ids.every((id, index) => id > (ids[index - 1] ?? 0)) && fieldTypes(type).every(isInOrder);
}
