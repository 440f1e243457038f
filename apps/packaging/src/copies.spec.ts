import { createRequire } from "node:module";
import { thrownBy } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import { listValues, loadTypes } from "./api-report/load-types.ts";
import { listEntries, publishedPackages } from "./published-packages.ts";

const require = createRequire(import.meta.url);

/** Like those of the official packages, these return the root of all messages, whose properties are the exports. */
const isDefault = (specifier: string) => /\/proto(?:\.js)?$/.test(specifier);

describe.each(publishedPackages.map((published) => [published.manifest.name, published] as const))(
  "the ESM and CommonJS copies of %s",
  (_, published) => {
    it("have the values that their types declare, at every entry", async () => {
      const entries = listEntries(published);
      const types = loadTypes(entries);
      for (const entry of entries) {
        const values = listValues(types, entry);
        expect(Object.keys(await import(entry.specifier)).sort(), `ESM ${entry.specifier}`).toEqual(values);
        const required = require(entry.specifier);
        if (isDefault(entry.specifier)) {
          expect(required, entry.specifier).toHaveProperty("lookup");
          expect(Object.keys(required), entry.specifier).toEqual(
            expect.arrayContaining(values.filter((name) => name !== "default")),
          );
        } else expect(Object.keys(required).sort(), `CommonJS ${entry.specifier}`).toEqual(values);
      }
    });
  },
);

describe("an error", () => {
  it("of one copy is recognized by the other", async () => {
    const copies: readonly typeof import("@opend/core")[] = [await import("@opend/core"), require("@opend/core")];
    expect(new Set(copies.map(({ OpendError }) => OpendError)).size).toBe(2);
    for (const thrower of copies) {
      for (const { isOpendError, OpendError } of copies) {
        const error = thrownBy(() => thrower.security("nowhere"));
        expect(isOpendError(error, "InvalidCode")).toBe(true);
        expect(isOpendError(error, "InvalidUrl")).toBe(false);
        expect(error).toBeInstanceOf(OpendError);
        expect(isOpendError(new Error("no"))).toBe(false);
      }
    }
  });
});
