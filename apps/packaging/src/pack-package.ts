import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Packs a package for publishing and returns the tarball. */
export function packPackage(folder: string): Buffer<ArrayBuffer> {
  const target = mkdtempSync(join(tmpdir(), "opend-pack-"));
  try {
    const args = ["--silent", "--dir", folder, "pack", "--pack-destination", target];
    execFileSync("pnpm", args, { cwd: folder, stdio: "pipe", shell: process.platform === "win32" });
    const [file = ""] = readdirSync(target);
    return readFileSync(join(target, file));
  } finally {
    rmSync(target, { recursive: true });
  }
}
