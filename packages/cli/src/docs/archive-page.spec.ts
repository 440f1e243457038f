import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { expect, it, onTestFinished } from "vitest";
import { TerminalTable } from "../output/terminal-table.js";
import { runBlocks } from "./run-blocks.js";

const file = fileURLToPath(new URL("../../../../docs/archive.md", import.meta.url));

/** A query, and the block with its answer. */
const query = /```sql\n(.*?)```\n\n```text\n.*?```/gs;

it("docs/archive.md shows what the commands print and the queries answer: pnpm docs:cli writes it", {
  timeout: 60_000,
}, async () => {
  const page = await readFile(file, "utf8");
  const home = process.cwd();
  process.chdir(await tempFolder({}));
  onTestFinished(() => process.chdir(home));
  const fresh = await answerQueries(await runBlocks(page));
  if (process.env["OPEND_WRITE_DOCS"]) await writeFile(file, fresh);
  else expect(page).toBe(fresh);
});

async function answerQueries(page: string): Promise<string> {
  const instance = await DuckDBInstance.create("shorts.duckdb");
  const connection = await instance.connect();
  let text = "";
  let end = 0;
  for (const found of page.matchAll(query)) {
    const sql = found[1] ?? "";
    const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
    text += `${page.slice(end, found.index)}\`\`\`sql\n${sql}\`\`\`\n\n\`\`\`text\n${await drawTable(rows)}\`\`\``;
    end = found.index + found[0].length;
  }
  connection.closeSync();
  instance.closeSync();
  return text + page.slice(end);
}

async function drawTable(rows: readonly Record<string, unknown>[]): Promise<string> {
  let text = "";
  const isNumber = (name: string) => rows.every((row) => typeof row[name] === "number");
  const table = new TerminalTable({
    columns: Object.keys(rows[0] ?? {}).map((name) => ({
      name,
      type: isNumber(name) ? "double" : "text",
      path: [name],
    })),
    width: () => 100,
    color: false,
    print: async (part) => {
      text += part;
    },
    note: () => {},
  });
  await table.write(rows);
  await table.finish();
  return text.replace(/ +$/gm, "");
}
