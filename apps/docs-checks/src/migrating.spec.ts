import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as protocols from "@opend/futu/protocols";
import { describe, expect, it } from "vitest";
import { readText } from "./repository.js";

const official = readFileSync(createRequire(import.meta.url).resolve("futu-api"), "utf8");
const guide = readText("docs/migrating-from-futu-api.md");
const queries = Object.values<object>(protocols).filter(isRequest);

describe("docs/migrating-from-futu-api.md", () => {
  it.each(officialCalls())("has $method, which sends $id", ({ method, id }) => {
    const rows = guide.split("\n").filter((line) => line.startsWith(`| \`${method}(req)\``));
    const protocol = queries.find((candidate) => candidate.id === id);
    // No schema has the messages of 3200.
    expect(rows.join("\n")).toContain(protocol ? `\`${callOf(protocol)}\` |` : "not in the package's schema");
  });

  it.each(["start", "getConnID", "stop", "onlogin", "onPush"])("has %s", (name) => {
    expect(official).toContain(name);
    expect(guide).toMatch(new RegExp(`^\\| .*\`${name}\\b`, "m"));
  });

  it("lists every protocol without a call in the official client, and nothing else", () => {
    const listed = [...guide.matchAll(/^\| `(client\.\w+\(\w+, c2s\))` \|$/gm)].map(([, call]) => call);
    const called = new Set(officialCalls().map(({ id }) => id));
    expect(listed.sort()).toEqual(queries.flatMap((query) => (called.has(query.id) ? [] : [callOf(query)])).sort());
  });
});

/** The methods of the official client that send a request, with the protocol id of the request. */
function officialCalls(): { readonly method: string; readonly id: number }[] {
  const ids = new Map([...official.matchAll(/^\s*(\w+): \{ cmd: (\d+),/gm)].map(([, key, id]) => [key, Number(id)]));
  const calls = /^ {4}(\w+)\(req\) \{\s*return this\._sendCmd\(ftCmdID\.(\w+)\.cmd/gm;
  return [...official.matchAll(calls)].map(([, method = "", key]) => ({ method, id: ids.get(key) ?? 0 }));
}

interface Request {
  readonly id: number;
  readonly name: string;
  readonly paging?: unknown;
}

function isRequest(value: object): value is Request {
  return "kind" in value && (value.kind === "query" || value.kind === "command");
}

function callOf({ name, paging }: Request): string {
  return `client.${paging ? "paginate" : "call"}(${name}, c2s)`;
}
