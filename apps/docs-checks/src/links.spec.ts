import { describe, expect, it } from "vitest";
import { findBrokenLinks } from "./links.js";
import { listDocuments, readText } from "./repository.js";

describe("links", () => {
  it.each([...listDocuments(), "llms.txt"])("in %s lead somewhere", (document) => {
    expect(findBrokenLinks(document)).toEqual([]);
  });

  it("in llms.txt lead to every guide and package", () => {
    const linked = [...readText("llms.txt").matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => path);
    expect(linked).toEqual(expect.arrayContaining(listDocuments().filter((document) => document !== "README.md")));
  });
});
