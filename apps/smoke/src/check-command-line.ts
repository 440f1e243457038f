import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Runtime } from "@opend/test-kit/runtimes";
import type { CheckResult } from "../checks/gateway-urls.js";
import { tryCommand } from "./run-command.js";

/** What the file of each format begins with. */
const beginnings: Readonly<Record<string, string>> = {
  csv: "market,code,day,",
  ndjson: '{"market":"HK"',
  parquet: "PAR1",
  arrow: "ARROW1",
  svg: "<svg",
  png: "\u0089PNG",
  html: "<!doctype html>",
};

const timeoutMs = 60_000;

/** Runs the installed command `opend` on a runtime, against simulators that it starts itself. */
export async function checkCommandLine(runtime: Runtime, project: string): Promise<readonly CheckResult[]> {
  const folder = mkdtempSync(join(tmpdir(), "opend-command-"));
  try {
    return [
      await check("command line: --version", async () => {
        const { version } = JSON.parse(readFileSync(join(project, "node_modules/@opend/cli/package.json"), "utf8"));
        equal(await opend(runtime, project, ["--version"]), `${version}\n`);
      }),
      await check("command line: rows", async () => {
        const args = ["--demo", "short-volume", "HK.00700", "US.AAPL", "--limit", "3"];
        const lines = (await opend(runtime, project, args)).trimEnd().split("\n");
        equal(lines.length, 7);
      }),
      await check("command line: files and pictures", async () => {
        const files = Object.keys(beginnings).map((ending) => join(folder, `rows.${ending}`));
        const args = [
          "--demo",
          "short-volume",
          "HK.00700",
          "--limit",
          "60",
          ...files.flatMap((file) => ["--out", file]),
        ];
        await opend(runtime, project, args);
        for (const [index, beginning] of Object.values(beginnings).entries()) {
          const text = readFileSync(files[index] ?? "", "latin1");
          equal(text.slice(0, beginning.length).toLowerCase(), beginning.toLowerCase());
        }
      }),
      await check("command line: a database", async () => {
        const db = join(folder, "shorts.duckdb");
        for (let run = 0; run < 2; run++) {
          await opend(runtime, project, ["--demo", "sync", "short-volume", "HK.00700", "--db", db]);
        }
        const { datasets } = JSON.parse(await opend(runtime, project, ["sync", "--status", "--json", "--db", db]));
        equal(datasets[0].rows, 750);
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function opend({ name, command, args }: Runtime, project: string, words: readonly string[]): Promise<string> {
  // A command line writes files, and draws with a native library.
  const given = name.startsWith("Deno") ? ["run", "--allow-all"] : args;
  const env = { ...process.env, NO_COLOR: "1" };
  const bin = "node_modules/@opend/cli/dist/bin.js";
  const { stdout, stderr, failure } = await tryCommand(command, [...given, bin, ...words], {
    cwd: project,
    env,
    timeoutMs,
  });
  if (failure) throw new Error(`opend ${words.join(" ")} ${failure}: ${stderr.trim()}`);
  return stdout;
}

async function check(name: string, run: () => Promise<void>): Promise<CheckResult> {
  try {
    await run();
    return { name };
  } catch (error) {
    return { name, error: error instanceof Error ? error.message : String(error) };
  }
}

function equal(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}
