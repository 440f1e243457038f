import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { publishedPackages } from "../published-packages.ts";
import { writeJsrWorkspace } from "./write-jsr-workspace.ts";

const deno = createRequire(import.meta.url).resolve("deno/bin.cjs");

test("JSR would take every package", () => {
  const folder = mkdtempSync(join(tmpdir(), "opend-jsr-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeJsrWorkspace(folder, publishedPackages);
  // Types need no reduction, being declarations already, and Deno's drops some that the others still name.
  const args = [deno, "publish", "--dry-run", "--allow-dirty", "--allow-slow-types"];
  const env = { ...process.env, NO_COLOR: "1" };
  const said = run(() => execFileSync(process.execPath, args, { cwd: folder, env, encoding: "utf8", stdio: "pipe" }));
  expect(said).not.toContain("error");
});

/** What a command says on its error output when it fails; nothing when it does not. */
function run(command: () => string): string {
  try {
    command();
    return "";
  } catch (error) {
    return `error: ${error instanceof Error && "stderr" in error ? String(error.stderr) : String(error)}`;
  }
}
