import { fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../run-command.js";

/** An npm registry on loopback. It has this repository's packages, and gets all others from this machine's registry. */
export interface Registry {
  /**
   * The environment for npm, pnpm, Deno and Bun. Only the `.npmrc` of their folder says which registry to use, and their
   * caches are empty.
   */
  readonly env: NodeJS.ProcessEnv;
  /** Makes a folder use this registry. */
  configure(folder: string): void;
  close(): Promise<void>;
}

/** Starts Verdaccio on a free port. It stores everything in a folder of its own. */
export async function startRegistry(): Promise<Registry> {
  const storage = mkdtempSync(join(tmpdir(), "opend-registry-"));
  const uplink = (await runCommand("npm", ["config", "get", "registry"], { cwd: storage })).trim();
  const child = fork(fileURLToPath(new URL("./registry.js", import.meta.url)), [storage, uplink], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const port = await Promise.race([
    new Promise<number>((resolve) => child.once("message", (message) => resolve(Number(message)))),
    ended.then(() => Promise.reject(new Error("the registry did not start"))),
  ]);
  const host = `127.0.0.1:${port}/`;
  const { ok } = await fetch(`http://${host}ws`);
  if (!ok) throw new Error(`the registry ${uplink} does not answer`);
  return {
    env: {
      ...withoutRegistries(process.env),
      npm_config_cache: join(storage, "npm-cache"),
      DENO_DIR: join(storage, "deno-cache"),
      BUN_INSTALL_CACHE_DIR: join(storage, "bun-cache"),
    },
    configure(folder) {
      // Anyone may publish there, but npm's clients require a token.
      const lines = [`registry=http://${host}`, `@opend:registry=http://${host}`, `//${host}:_authToken=anybody`, ""];
      writeFileSync(join(folder, ".npmrc"), lines.join("\n"));
    },
    async close() {
      child.disconnect();
      await ended;
      rmSync(storage, { recursive: true, force: true });
    },
  };
}

function withoutRegistries(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^p?npm_config_(?:.*[:_])?registry$/i.test(name)));
}
