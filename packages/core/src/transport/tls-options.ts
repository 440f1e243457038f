import { createError, type OpendErrorOf } from "../base/errors.js";

/**
 * Decides which certificates are accepted over `wss://`. Without these options, the runtime's trust store decides: the
 * certificate must be for the host of the URL, in date, and issued by a CA that the runtime knows.
 *
 * Not available in browsers, whose own trust store decides: `Unsupported` there.
 */
export interface TlsOptions {
  /**
   * The certificate of a private CA, or a self-signed certificate of the gateway itself, as PEM text, or several of
   * them. Name and dates are still checked. Node and Bun trust these instead of the CAs that they know; Deno trusts
   * them in addition. Deno also rejects a self-signed certificate that is marked as a CA, as most OpenSSL ones are.
   */
  readonly ca?: string | readonly string[] | undefined;
  /**
   * SHA-256 of the gateway's certificate, in hex with or without colons. The gateway must show exactly this
   * certificate. Its CA, name and dates, and the option `ca`, then do not matter. Not available on Deno: `Unsupported`
   * there.
   */
  readonly fingerprint256?: string | undefined;
}

/** The normalized options. */
export interface ServerTrust {
  /** The certificates, each as a separate PEM text. Undefined: the CAs that the runtime knows. */
  readonly ca: readonly string[] | undefined;
  /** 64 lower-case hex digits. Undefined: any certificate that verifies. */
  readonly fingerprint256: string | undefined;
}

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Reads the options. Leaves it to the runtime to parse the certificates. @throws `InvalidOption` */
export function readTlsOptions({ ca, fingerprint256 }: TlsOptions): ServerTrust {
  return {
    ca: ca === undefined ? undefined : readCertificates(ca),
    fingerprint256: fingerprint256 === undefined ? undefined : readFingerprint(fingerprint256),
  };
}

/** Normalizes a fingerprint for comparison. */
export function normalizeFingerprint(fingerprint: string): string {
  return fingerprint.replaceAll(":", "").toLowerCase();
}

/** Returns the error for an invalid `tls.ca`. */
export function invalidCa(cause?: unknown): OpendErrorOf<"InvalidOption"> {
  const message = "tls.ca is one or more certificates as PEM text (-----BEGIN CERTIFICATE-----)";
  return createError("InvalidOption", message, { option: "tls.ca" }, { cause });
}

function readCertificates(ca: string | readonly string[]): readonly string[] {
  const found = [ca].flat().map((text) => text.match(certificate) ?? []);
  // Each text must contain a certificate. A text without one would be ignored silently.
  if (found.length === 0 || found.some((texts) => texts.length === 0)) throw invalidCa();
  return found.flat();
}

function readFingerprint(text: string): string {
  if (/^([0-9a-f]{64}|[0-9a-f]{2}(:[0-9a-f]{2}){31})$/i.test(text)) return normalizeFingerprint(text);
  const message = "tls.fingerprint256 is the SHA-256 of a certificate: 64 hex digits, with or without colons";
  throw createError("InvalidOption", message, { option: "tls.fingerprint256" });
}
