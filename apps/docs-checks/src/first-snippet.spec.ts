import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { readText } from "./repository.js";
import { findSnippets } from "./snippets.js";
import { startStandIns } from "./stand-ins.js";

// Next to the packages that it imports.
const folder = fileURLToPath(new URL("../.snippets/mjs/", import.meta.url));

it("the first snippet of the README runs as a plain .mjs on the machine's own Node, and prints the output below it", async () => {
  const [first] = findSnippets().filter(({ document }) => document === "README.md");
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}first.mjs`, first?.code ?? "");
  await using standIns = await startStandIns();
  const node = process.env["OPEND_MACHINE_NODE"] ?? process.execPath;
  const { stdout, stderr } = await promisify(execFile)(node, [`${folder}first.mjs`], {
    env: { ...process.env, ...standIns.env },
    timeout: 10_000,
  });
  expect(stderr).toBe("");
  expect(stdout.trimEnd().split("\n")).toHaveLength(5);
  expect(readText("README.md")).toContain(`\n\`\`\`\n${stdout}\`\`\`\n`);
});
