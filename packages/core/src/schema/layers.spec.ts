import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const src = fileURLToPath(new URL("..", import.meta.url));

/** Matches imports and exports of values, also over several lines. Types are not loaded. */
const loads = /^(?:import|export)(?! type\b)[^;"]*? from "(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm;

/** Returns the modules that a program loads with an entry, by their paths in `src`. */
function loadedWith(entry: string): string[] {
  const loaded = new Set<string>();
  const visit = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const [, named, dynamic] of readFileSync(path, "utf8").matchAll(loads)) {
      const target = join(dirname(path), (named ?? dynamic ?? "").replace(/\.js$/, ".ts"));
      if (existsSync(target)) visit(target);
    }
  };
  visit(join(src, entry));
  return [...loaded].map((path) => relative(src, path).replaceAll("\\", "/"));
}

it.each([
  ["gen/protocols/index.ts", /^(?:gen\/)?(?:plain|schema)\/|^gen\/enum-texts\//],
  ["gen/plain/index.ts", /^(?:gen\/)?schema\/|^gen\/enum-texts\//],
  ["index.ts", /^(?:gen\/)?(?:plain|schema)\/|^gen\/enum-texts\//],
])("a program with %s loads nothing of the layers above", (entry, above) => {
  const loaded = loadedWith(entry);
  expect(loaded.length).toBeGreaterThan(10);
  expect(loaded.filter((path) => above.test(path))).toEqual([]);
});

it("a program with one protocol of the last layer loads the layers below, and no other request", () => {
  const loaded = loadedWith("gen/schema/Qot_RequestHistoryKL.ts");
  const own = ["schema", "plain", "protocols", "messages"].map((layer) => `gen/${layer}/Qot_RequestHistoryKL.ts`);
  expect(loaded).toEqual(expect.arrayContaining(own));
  expect(loaded.filter((path) => /\/(?:Qot|Trd)_(?!Common|RequestHistoryKL)/.test(path))).toEqual([]);
});
