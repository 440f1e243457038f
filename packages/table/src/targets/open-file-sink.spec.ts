import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rename, rm, stat, symlink, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rejectionOf } from "@opend/test-kit/caught";
import { forkPeer } from "@opend/test-kit/fork-peer";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import type { PeerSettings } from "../../peers/write-rows.js";
import { isTableError } from "../errors/table-error.js";
import { openFileSink } from "./open-file-sink.js";

const peer = new URL("../../peers/write-rows.ts", import.meta.url);

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe("a file", () => {
  it("that is private can be read by its user only, also while it is written", async () => {
    const folder = await tempFolder({ "own.csv": "before" });
    const path = join(folder, "own.csv");
    const sink = await openFileSink(path, true);
    expect((await stat(`${path}.part`)).mode & 0o777).toBe(0o600);
    await sink.finish();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("replaces one of its name at once, when it is complete", async () => {
    const folder = await tempFolder({ "a.csv": "before" });
    const path = join(folder, "a.csv");
    const sink = await openFileSink(path);
    await sink.write(bytes("af"));
    await sink.write(bytes("ter"));
    expect(await readFile(path, "utf8")).toBe("before");
    expect(await readFile(`${path}.part`, "utf8")).toBe("after");
    await sink.finish();
    expect(await readFile(path, "utf8")).toBe("after");
    expect(await readdir(folder)).toEqual(["a.csv"]);
  });

  it("leaves the one of its name alone when it is discarded, as often as that happens", async () => {
    const folder = await tempFolder({ "a.csv": "before" });
    const sink = await openFileSink(join(folder, "a.csv"));
    await sink.write(bytes("after"));
    await sink.discard();
    await sink.discard();
    expect(await readdir(folder)).toEqual(["a.csv"]);
    expect(await readFile(join(folder, "a.csv"), "utf8")).toBe("before");
  });

  it("may be discarded while a write is under way", async () => {
    const folder = await tempFolder({});
    const sink = await openFileSink(join(folder, "a.csv"));
    const write = sink.write(new Uint8Array(10_000_000)).catch((error: unknown) => error);
    await sink.discard();
    await write;
    expect(await readdir(folder)).toEqual([]);
  });

  it("takes over what a killed program left", async () => {
    const folder = await tempFolder({ "a.csv.part": "left by somebody, and longer" });
    const path = join(folder, "a.csv");
    const sink = await openFileSink(path);
    await sink.write(bytes("new"));
    await sink.finish();
    expect(await readFile(path, "utf8")).toBe("new");
  });

  it("of two writers, only the later one gets the name, and the earlier one fails", async () => {
    const folder = await tempFolder({});
    const path = join(folder, "a.csv");
    const earlier = await openFileSink(path);
    await earlier.write(bytes("earlier"));
    const later = await openFileSink(path);
    await later.write(bytes("later"));
    await earlier.write(bytes(", still"));
    const error = await rejectionOf(earlier.finish());
    expect(error).toMatchObject({ code: "TableWriteFailed", path });
    expect(error).toHaveProperty("message", expect.stringContaining("another writer"));
    await earlier.discard();
    await later.write(bytes(", complete"));
    await later.finish();
    expect(await readFile(path, "utf8")).toBe("later, complete");
    expect(await readdir(folder)).toEqual(["a.csv"]);
  });

  it("of two writers, the earlier one fails also when the later one is done", async () => {
    const folder = await tempFolder({});
    const path = join(folder, "a.csv");
    const earlier = await openFileSink(path);
    const later = await openFileSink(path);
    await later.write(bytes("later"));
    await later.finish();
    expect(await rejectionOf(earlier.finish())).toMatchObject({ code: "TableWriteFailed", path });
    expect(await readFile(path, "utf8")).toBe("later");
  });

  it("says what is wrong with its place", async () => {
    const folder = await tempFolder({ file: "" });
    await mkdir(join(folder, "folder.csv"));
    await mkdir(join(folder, "taken.csv.part"));
    const cases = [
      [join(folder, "missing", "a.csv"), "its folder does not exist"],
      [join(folder, "file", "a.csv"), "its folder is no folder"],
      [join(folder, "folder.csv"), "something else has this name, which is no file"],
      ["/dev/null", "something else has this name, which is no file"],
      [join(folder, "taken.csv"), ""],
    ] as const;
    for (const [path, reason] of cases) {
      const error = await rejectionOf(openFileSink(path));
      if (!isTableError(error, "TableWriteFailed")) throw error;
      expect(error.path).toBe(path);
      expect(error.message).toContain(`cannot write ${path}: ${reason}`);
    }
  });

  it("fails when its folder vanishes, and when a folder takes its name", async () => {
    const folder = await tempFolder({});
    await mkdir(join(folder, "gone"));
    const gone = await openFileSink(join(folder, "gone", "a.csv"));
    await gone.write(bytes("a"));
    await rm(join(folder, "gone"), { recursive: true });
    expect(await rejectionOf(gone.finish())).toMatchObject({ code: "TableWriteFailed" });
    await gone.discard();

    const taken = await openFileSink(join(folder, "b.csv"));
    await mkdir(join(folder, "b.csv"));
    expect(await rejectionOf(taken.finish())).toMatchObject({ code: "TableWriteFailed" });
    await taken.discard();
    expect(await readdir(folder)).toEqual(["b.csv"]);
  });

  it("does not complete what someone else put in its place", async () => {
    const folder = await tempFolder({ other: "other" });
    const path = join(folder, "a.csv");
    const sink = await openFileSink(path);
    await unlink(`${path}.part`);
    await rename(join(folder, "other"), `${path}.part`);
    expect(await rejectionOf(sink.finish())).toMatchObject({ code: "TableWriteFailed" });
    await sink.discard();
    expect(await readdir(folder)).toEqual(["a.csv.part"]);
  });

  it("never follows a link that has the name of its part", async () => {
    const folder = await tempFolder({ precious: "precious" });
    const path = join(folder, "a.csv");
    await symlink(join(folder, "precious"), `${path}.part`);
    const sink = await openFileSink(path);
    await sink.write(bytes("rows"));
    await sink.finish();
    expect(await readFile(join(folder, "precious"), "utf8")).toBe("precious");
    expect(await readFile(path, "utf8")).toBe("rows");
  });

  it.each(["a.csv", "a.parquet"])("%s never has its name when the program is killed", async (name) => {
    const folder = await tempFolder({});
    const path = join(folder, name);
    await writeFile(path, "before");
    const writer = forkPeer(peer, { path } satisfies PeerSettings);
    await writer.next();
    await writer.next();
    expect(await writer.stop()).toMatchObject({ signal: "SIGKILL" });
    expect((await readdir(folder)).sort()).toEqual([name, `${name}.part`]);
    expect(await readFile(path, "utf8")).toBe("before");

    const again = forkPeer(peer, { path, thousands: 1 } satisfies PeerSettings);
    expect(await again.exit).toMatchObject({ code: 0, stderr: "" });
    expect(await readdir(folder)).toEqual([name]);
    expect((await readFile(path)).length).toBeGreaterThan(1000);
  });

  it("says so when the system takes no more", async () => {
    const folder = await tempFolder({});
    const path = join(folder, "a.csv");
    const settings: PeerSettings = { path, thousands: 100 };
    // 64 blocks are at most 64 kB.
    const { stderr } = spawnSync("sh", ["-c", 'ulimit -f 64; exec "$0" "$1"', process.execPath, fileURLToPath(peer)], {
      env: { ...process.env, OPEND_PEER_SETTINGS: JSON.stringify(settings) },
      encoding: "utf8",
    });
    expect(JSON.parse(stderr)).toMatchObject({ code: "TableWriteFailed", path });
    expect(await readdir(folder)).toEqual([]);
  });
});
