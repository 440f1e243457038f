import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@opend/test-kit/free-port";
import { findProgram } from "@opend/test-kit/programs";

/** A Redis server on loopback that stores nothing on disk. */
export interface RedisServer {
  readonly port: number;
  /** Ends the server. May be called any number of times. */
  stop(): Promise<void>;
}

/** Starts a separate Redis server on a free port. */
export async function startRedis(): Promise<RedisServer> {
  const command = findProgram("redis-server");
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "opend-redis-"));
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      rmSync(folder, { recursive: true, force: true });
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    let said = "";
    child.once("error", reject);
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk;
      if (said.includes("Ready to accept connections")) resolve();
    });
    void ended.then(() => reject(new Error(`redis-server ended: ${said}`)));
  });
  return {
    port,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
