import { Buffer } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";

/** What a WebSocket client shows to be let in. */
export interface ShownKeys {
  /** Lower-case hex MD5 of the WebSocket key. */
  readonly websocketKey?: string | undefined;
  /** The gateway's RSA private key as PEM text. */
  readonly RSAPrivateKey?: string | undefined;
}

/** What is wrong with the keys that a client shows. */
export interface KeyProblem {
  /** Which key it is, in few words: there are 20 bytes for it in the frame header. */
  readonly key: "WebSocket key" | "RSA key";
  /** What is wrong, in a sentence. */
  readonly message: string;
}

/** Says what is wrong with the keys that a client shows; undefined when it may come in. */
export type KeyCheck = (shown: ShownKeys) => KeyProblem | undefined;

/**
 * The check for a plain WebSocket key and for the gateway's RSA key; where there is none, none is asked for. Nothing
 * gives the keys away again.
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
