import { existsSync, realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { createArchiveError } from "../../base/archive-error.js";
import { isServed } from "./open-reading.js";
import { makePrivateFile } from "./private-files.js";

/** Readers have a file open for a moment. Who wants to write waits for them. */
const readersTakeMs = 10_000;
const tryAgainMs = 50;

/**
 * The files that this process has open for writing, and how often. A lock belongs to the process: opening such a file once more
 * and closing it would end the lock.
 */
const held = new Map<string, number>();

/** Says that this process has a file open for writing. Returns what says that it is closed, and whether by the last one. */
export function holdFile(file: string): () => "last" | "one" {
  held.set(file, (held.get(file) ?? 0) + 1);
  return () => {
    const times = (held.get(file) ?? 1) - 1;
    if (times > 0) held.set(file, times);
    else held.delete(file);
    return times > 0 ? "one" : "last";
  };
}

/** Whether this process has a file open for writing. */
export function isHeld(file: string): boolean {
  return held.has(file);
}

/** Opens a file for writing. @throws `StoreUnavailable` */
export async function openForWriting(location: string): Promise<DuckDBInstance> {
  const untilMs = performance.now() + readersTakeMs;
  while (true) {
    try {
      if (location !== ":memory:") await makePrivateFile(location);
      // Within a process, who opens the same file gets the same instance.
      return await (location === ":memory:" ? DuckDBInstance.create(location) : DuckDBInstance.fromCache(location));
    } catch (cause) {
      const isLocked = isLock(cause) && existsSync(location);
      if (!isLocked || performance.now() > untilMs || (await isServed(realpathSync(location)))) {
        throw unavailable(location, cause);
      }
    }
    await sleep(tryAgainMs);
  }
}

/** Whether a file could not be opened because another process has it open. */
export function isLock(cause: unknown): boolean {
  return /lock|used by another process/i.test(textOf(cause));
}

/** The error that says why a file could not be opened. */
export function unavailable(location: string, cause: unknown) {
  const text = textOf(cause);
  const holder = /\(PID (\d+)\)/.exec(text)?.[1];
  const what = isLock(cause)
    ? `another process${holder === undefined ? "" : `, number ${holder},`} has it open: end that one, or take another file`
    : (text.split("\n")[0] ?? "").replace(/^IO Error: /, "");
  return createArchiveError("StoreUnavailable", `cannot open ${location}: ${what}`, { location }, { cause });
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
