import { Buffer } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";

/** What a WebSocket client shows to be let in. */
export interface ShownKeys {
  /** Lower-case hex MD5 of the WebSocket key. */
  readonly websocketKey?: string | undefined;
  /** The gateway's RSA private key as PEM text. */
  readonly RSAPrivateKey?: string | undefined;
}

/** Says what is wrong with the keys that a client shows; undefined when it may come in. */
export type KeyCheck = (shown: ShownKeys) => string | undefined;

/**
 * The check for a plain WebSocket key and for the gateway's RSA key; where there is none, none is asked for. Nothing
 * gives the keys away again.
 */
export function createKeyCheck(key: string | undefined, rsaKey: string | undefined): KeyCheck {
  const checkKey = createTextCheck("WebSocket key", key === undefined ? undefined : md5Of(key));
  const checkRsaKey = createTextCheck("RSA key", rsaKey?.trim());
  return ({ websocketKey, RSAPrivateKey }) => checkKey(websocketKey) ?? checkRsaKey(RSAPrivateKey?.trim());
}

function createTextCheck(name: string, wanted: string | undefined): (shown: string | undefined) => string | undefined {
  if (wanted === undefined) return () => undefined;
  const expected = Buffer.from(wanted);
  return (shownText) => {
    if (shownText === undefined) return `the ${name} is required and none was given`;
    const shown = Buffer.from(shownText);
    const fits = shown.length === expected.length && timingSafeEqual(shown, expected);
    return fits ? undefined : `the ${name} is wrong`;
  };
}

function md5Of(key: string): string {
  return createHash("md5").update(key).digest("hex");
}
