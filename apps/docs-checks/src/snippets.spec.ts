import { describe, expect, it } from "vitest";
import { listDocuments } from "./repository.js";
import { checkSnippets, findSnippets, type Snippet } from "./snippets.js";

const snippets = findSnippets();

describe("TypeScript in the documents", () => {
  const said = checkSnippets(snippets);

  it("exists", () => {
    expect(listDocuments()).toContain("README.md");
    expect(snippets.filter(({ document }) => document === "README.md").length).toBeGreaterThan(2);
  });

  it.each(snippets)("compiles: $place", ({ place }) => {
    expect(said.get(place)).toEqual([]);
  });

  it("fails the check if it is wrong", () => {
    const wrong: Snippet = {
      place: "NOWHERE.md:7",
      document: "NOWHERE.md",
      line: 7,
      code: "export const a = 1;\na.b();\n",
      run: "whole",
      output: undefined,
    };
    expect(checkSnippets([wrong]).get(wrong.place)).toEqual([expect.stringMatching(/^NOWHERE\.md:8: .*'b'/)]);
  });
});
