import { Buffer } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";

/** The keys that a WebSocket client sends in its handshake. */
export interface ShownKeys {
  /** Lower-case hex MD5 of the WebSocket key. */
  readonly websocketKey?: string | undefined;
  /** The gateway's RSA private key as PEM text. */
  readonly RSAPrivateKey?: string | undefined;
}

/** What is wrong with the keys that a client sent. */
export interface KeyProblem {
  /** Which key is wrong. Short, since the frame header has 20 bytes for the message. */
  readonly key: "WebSocket key" | "RSA key";
  /** What is wrong, in a sentence. */
  readonly message: string;
}

/** Checks the keys that a client sent. Returns undefined if they are right. */
export type KeyCheck = (shown: ShownKeys) => KeyProblem | undefined;

/**
 * Creates the check of a plain WebSocket key and of the gateway's RSA key. A key that is undefined is not required. The
 * check never reveals the keys.
 */
export function createKeyCheck(key: string | undefined, rsaKey: string | undefined): KeyCheck {
  const checkKey = createTextCheck("WebSocket key", key === undefined ? undefined : md5Of(key));
  const checkRsaKey = createTextCheck("RSA key", rsaKey?.trim());
  return ({ websocketKey, RSAPrivateKey }) => checkKey(websocketKey) ?? checkRsaKey(RSAPrivateKey?.trim());
}

function createTextCheck(
  key: KeyProblem["key"],
  wanted: string | undefined,
): (shown: string | undefined) => KeyProblem | undefined {
  if (wanted === undefined) return () => undefined;
  const expected = Buffer.from(wanted);
  return (shownText) => {
    if (shownText === undefined) return { key, message: `the ${key} is required and none was given` };
    const shown = Buffer.from(shownText);
    const fits = shown.length === expected.length && timingSafeEqual(shown, expected);
    return fits ? undefined : { key, message: `the ${key} is wrong` };
  };
}

function md5Of(key: string): string {
  return createHash("md5").update(key).digest("hex");
}
