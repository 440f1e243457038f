import * as protocols from "@opend/futu/protocols";
import { expect, it } from "vitest";
import { readText } from "./repository.js";

it("docs/paging.md lists every paged protocol once, and no others", () => {
  const rows = readText("docs/paging.md").match(/^\| a(?:n offset| key).*$/gm) ?? [];
  const listed = rows.flatMap((row) => [...row.matchAll(/`(\w+_\w+)`/g)].map(([, name]) => name));
  const paged = Object.entries(protocols).flatMap(([name, protocol]) => ("paging" in protocol ? [name] : []));
  expect(listed.sort()).toEqual(paged.sort());
});
