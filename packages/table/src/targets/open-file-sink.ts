import type { BigIntStats } from "node:fs";
import { createTableError } from "../errors/table-error.js";
import type { Sink } from "./sink.js";

/**
 * Opens a file that appears under its name only when it is complete. Until then it is `${path}.part`. A file of that
 * name is left over from a program that was killed, or belongs to another writer: it is replaced, and that writer
 * fails.
 *
 * @param isPrivate whether only this user can read it
 * @throws `TableWriteFailed`
 */
export async function openFileSink(path: string, isPrivate = false): Promise<Sink> {
  const { open, rename, rm, stat } = await import("node:fs/promises");
  const { dirname } = await import("node:path");
  const part = `${path}.part`;

  const existing = await stat(path).catch(() => undefined);
  if (existing && !existing.isFile()) throw writeFailed(path, "something else has this name, which is no file");
  const file = await attempt(path, async () => {
    await rm(part, { force: true });
    return open(part, "wx", isPrivate ? 0o600 : 0o666);
  });
  const own = await attempt(path, () => file.stat({ bigint: true }));
  const isStillOwn = async () => isSameFile(own, await stat(part, { bigint: true }).catch(() => undefined));

  return {
    write: (bytes) =>
      attempt(path, async () => {
        for (let offset = 0; offset < bytes.length; ) offset += (await file.write(bytes, offset)).bytesWritten;
      }),
    finish: () =>
      attempt(path, async () => {
        await file.sync();
        await file.close();
        if (!(await isStillOwn())) throw writeFailed(path, `another writer, or someone else, took ${part} away`);
        await rename(part, path);
        await syncFolder(dirname(path));
      }),
    discard: () =>
      attempt(path, async () => {
        await file.close();
        if (await isStillOwn()) await rm(part, { force: true });
      }),
  };

  /** Makes the new name last through a power failure. Not every system can. */
  async function syncFolder(folder: string): Promise<void> {
    const handle = await open(folder, "r").catch(() => undefined);
    await handle?.sync().catch(() => {});
    await handle?.close();
  }
}

function isSameFile(own: BigIntStats, other: BigIntStats | undefined): boolean {
  return other !== undefined && own.ino === other.ino && own.dev === other.dev;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist",
  ENOTDIR: "its folder is no folder",
  EISDIR: "a folder has this name",
  EACCES: "this program may not write there",
  EPERM: "this program may not write there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  EFBIG: "the file is larger than the system allows",
};

async function attempt<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) throw error;
    throw writeFailed(path, reasons[String(error.code)] ?? error.message, error);
  }
}

function writeFailed(path: string, reason: string, cause?: unknown): Error {
  return createTableError("TableWriteFailed", `cannot write ${path}: ${reason}`, { path }, { cause });
}
