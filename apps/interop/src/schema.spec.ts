import { officialFiles } from "@opend/test-kit/official/official-root";
import { schemaFiles } from "@opend/test-kit/schema/schema-files";
import { describe, expect, it } from "vitest";
import { officialSchema } from "./official-schema.js";
import { ourSchema } from "./our-schema.js";

describe("our schema and the official client's", () => {
  const ours = ourSchema();

  it("have the same files", () => {
    expect(Object.keys(ours).sort()).toEqual(schemaFiles);
    expect(schemaFiles).toEqual(officialFiles);
  });

  it.each(schemaFiles)("agree on the messages, fields, enums and values of %s", (file) => {
    const official = officialSchema(file);
    expect(Object.keys(official.messages).length + Object.keys(official.enums).length).toBeGreaterThan(0);
    expect(ours[file]).toEqual(official);
  });
});
