import { Buffer } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";

/** Says what is wrong with the key that a client shows; undefined when it may come in. */
export type KeyCheck = (shownMd5: string | undefined) => string | undefined;

/** The check for a plain WebSocket key; without one any client may come in. Nothing gives the key away again. */
export function createKeyCheck(key: string | undefined): KeyCheck {
  if (key === undefined) return () => undefined;
  const expected = Buffer.from(md5Of(key));
  return (shownMd5) => {
    if (shownMd5 === undefined) return "a WebSocket key is required and none was given";
    const shown = Buffer.from(shownMd5);
    const fits = shown.length === expected.length && timingSafeEqual(shown, expected);
    return fits ? undefined : "the WebSocket key is wrong";
  };
}

function md5Of(key: string): string {
  return createHash("md5").update(key).digest("hex");
}
