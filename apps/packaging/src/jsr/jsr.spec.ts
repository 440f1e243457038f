import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { publishedPackages } from "../published-packages.ts";
import { writeJsrWorkspace } from "./write-jsr-workspace.ts";

const deno = createRequire(import.meta.url).resolve("deno/bin.cjs");

test("JSR would accept every package", () => {
  const folder = mkdtempSync(join(tmpdir(), "opend-jsr-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeJsrWorkspace(folder, publishedPackages);
  // The types are declarations already. Deno's reduction would drop some that others still refer to.
  const args = [deno, "publish", "--dry-run", "--allow-dirty", "--allow-slow-types"];
  const env = { ...process.env, NO_COLOR: "1" };
  const said = run(() => execFileSync(process.execPath, args, { cwd: folder, env, encoding: "utf8", stdio: "pipe" }));
  expect(said).not.toContain("error");
});

/** Returns the error output of a command that fails. Empty if it succeeds. */
function run(command: () => string): string {
  try {
    command();
    return "";
  } catch (error) {
    return `error: ${error instanceof Error && "stderr" in error ? String(error.stderr) : String(error)}`;
  }
}
