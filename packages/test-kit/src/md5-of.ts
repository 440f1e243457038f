import { createHash } from "node:crypto";

/** The lower-case hex MD5 of a text: a WebSocket key as config files have it. */
export function md5Of(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
