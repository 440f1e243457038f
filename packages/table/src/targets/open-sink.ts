import { createError } from "@opend/core/internal";
import { openFileSink } from "./open-file-sink.js";
import type { Sink } from "./sink.js";
import type { TableTarget } from "./table-target.js";

/** Opens a file, which may be private, or a target of the program. @throws `InvalidOption`, `TableWriteFailed` */
export async function openSink(target: string | TableTarget, isPrivate: boolean): Promise<Sink> {
  if (typeof target === "string") return openFileSink(target, isPrivate);
  return {
    write: async (bytes) => target.write(bytes),
    finish: async () => {},
    discard: async () => {},
  };
}

/** @throws `InvalidOption` */
export function checkTarget(target: string | TableTarget): void {
  if (typeof target === "string" ? target !== "" : typeof target?.write === "function") return;
  throw createError("InvalidOption", "target is the path of a file, or an object with write", { option: "target" });
}
