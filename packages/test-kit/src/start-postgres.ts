import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.js";
import { installPackage } from "./programs/find-program.js";

/** A PostgreSQL server on loopback, in a folder of its own. */
export interface PostgresServer {
  /** Makes a new, empty database. @returns its URL */
  createDatabase(): string;
  /** Ends the server at once, as a power cut does, and starts it again, after a while if one is given. */
  restart(downMs?: number): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

const versions = "/usr/lib/postgresql";

/** Starts a separate PostgreSQL server on a free port. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = findPrograms();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "opend-postgres-"));
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "opend", "--auth=trust", "--no-sync", "-E", "UTF8"], {
    ...user,
    cwd: folder,
    stdio: "pipe",
  });
  // What survives a killed process does not need to survive the machine.
  const args = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-F"];
  const start = async () => {
    const child = spawn(join(programs, "postgres"), args, {
      ...user,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    await new Promise<void>((resolve, reject) => {
      let said = "";
      child.once("error", reject);
      child.stderr.on("data", (chunk: Buffer) => {
        said += chunk;
        if (said.includes("ready to accept connections")) resolve();
      });
      void ended.then(() => reject(new Error(`postgres ended: ${said}`)));
    });
    return { child, ended };
  };
  let server = await start();
  const end = async () => {
    // SIGQUIT ends its children too, and leaves the recovery to the next start.
    server.child.kill("SIGQUIT");
    await server.ended;
  };
  let databases = 0;
  return {
    createDatabase() {
      const name = `archive${databases++}`;
      const where = ["-h", "127.0.0.1", "-p", String(port), "-U", "opend"];
      execFileSync(join(programs, "createdb"), [...where, name]);
      return `postgres://opend@127.0.0.1:${port}/${name}`;
    },
    async restart(downMs = 0) {
      await end();
      await sleep(downMs);
      server = await start();
    },
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findPrograms(): string {
  const found = newestPrograms();
  if (found !== undefined) return found;
  installPackage("postgresql");
  const installed = newestPrograms();
  if (installed === undefined) throw new Error(`there is no initdb below ${versions}`);
  return installed;
}

function newestPrograms(): string | undefined {
  if (!existsSync(versions)) return undefined;
  return readdirSync(versions)
    .toSorted((one, other) => Number(other) - Number(one))
    .map((version) => join(versions, version, "bin"))
    .find((folder) => existsSync(join(folder, "initdb")));
}

/** PostgreSQL does not run as root. Debian's package makes a user for it. */
function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((each) => each.startsWith("postgres:"));
  const [, , uid, gid] = (line ?? "").split(":");
  if (uid === undefined || gid === undefined) throw new Error("there is no user postgres");
  return { uid: Number(uid), gid: Number(gid) };
}
