import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { createProgram } from "../program/create-program.js";
import { runBlocks } from "./run-blocks.js";

const file = fileURLToPath(new URL("../../../../docs/cli.md", import.meta.url));

it("docs/cli.md shows what the commands print: pnpm docs:cli writes it", async () => {
  const page = await readFile(file, "utf8");
  const fresh = await runBlocks(page);
  if (process.env["OPEND_WRITE_DOCS"]) await writeFile(file, fresh);
  else expect(page).toBe(fresh);
}, 60_000);

it("docs/cli.md names every command", async () => {
  const page = await readFile(file, "utf8");
  const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough(), env: {} };
  const commands = createProgram(io, new Interrupt()).commands.map((command) => command.name());
  const isNamed = (name: string) =>
    [`opend ${name}`, `--demo ${name}`, `\`${name}\``].some((text) => page.includes(text));
  expect(commands.filter((name) => !isNamed(name))).toEqual([]);
});
