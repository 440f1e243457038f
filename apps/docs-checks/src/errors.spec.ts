import { describe, expect, it } from "vitest";
import { errorCodes } from "./error-codes.js";
import { readText } from "./repository.js";

describe("docs/errors.md", () => {
  const headings = () => [...readText("docs/errors.md").matchAll(/^### (.+?)\s*$/gm)].map(([, code]) => code);

  it.each(errorCodes())("explains %s", (code) => {
    expect(headings()).toContain(code);
  });

  it("explains no unknown code, and none twice", () => {
    expect(headings().sort()).toEqual(errorCodes().sort());
  });
});
