import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { officialSchema } from "./official-schema.js";
import { schemaFiles } from "./our-messages.js";
import { ourSchema } from "./our-schema.js";

describe("our schema and that of the official client", () => {
  it("is compared in all its files", () => {
    const files = readdirSync(fileURLToPath(new URL("../../../../proto", import.meta.url)));
    expect(files.filter((file) => file.endsWith(".proto")).sort()).toEqual(schemaFiles.map((file) => `${file}.proto`));
  });

  const ours = ourSchema();

  it.each(schemaFiles)("agree on the messages, fields, enums and values of %s", (file) => {
    const official = officialSchema(file);
    expect(Object.keys(official.messages).length + Object.keys(official.enums).length).toBeGreaterThan(0);
    expect(ours[file]).toEqual(official);
  });
});
