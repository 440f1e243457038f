import { createHash } from "node:crypto";

/** Returns the lower-case hex MD5 of a text. Config files hold a WebSocket key in this form. */
export function md5Of(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
