import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as protocols from "@opend/futu/protocols";
import { expect, it } from "vitest";
import { readText, repository } from "./repository.js";

const readme = readText("README.md");
const kinds = Object.values(protocols).flatMap((protocol) => ("kind" in protocol ? [protocol.kind] : []));

it("the README counts the protocols correctly", () => {
  const paged = Object.values(protocols).filter((protocol) => "paging" in protocol);
  expect(readme).toContain(`the ${kinds.length} protocols of OpenD`);
  expect(readme).toContain(`${paged.length} of them paged`);
});

it("the README compares the SDK with futu-api by correct counts", () => {
  const main = createRequire(import.meta.url).resolve("futu-api");
  const calls = readFileSync(main, "utf8").match(/return this\._sendCmd\(ftCmdID/g) ?? [];
  const requests = kinds.filter((kind) => kind === "query" || kind === "command");
  expect(row("requests that have a call")).toEqual([String(calls.length), "52", String(requests.length)]);

  const official = countSchemaFiles(join(dirname(main), "proto"));
  const ours = countSchemaFiles(join(repository, "proto"));
  expect(row("schema files")).toEqual([String(official), "78", String(ours)]);
});

function row(name: string): string[] {
  const line = readme.split("\n").find((candidate) => candidate.startsWith(`| ${name} |`)) ?? "";
  return line
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
}

function countSchemaFiles(folder: string): number {
  return readdirSync(folder).filter((name) => name.endsWith(".proto")).length;
}
