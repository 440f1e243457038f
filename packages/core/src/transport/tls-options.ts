import { createError, type OpendErrorOf } from "../base/errors.js";

/**
 * Which certificates to accept over `wss://`. Without these options, those that the runtime trusts: a certificate for
 * the host of the URL, in date, from a CA that the runtime knows.
 *
 * Browsers decide by their own trust store: `Unsupported` there.
 */
export interface TlsOptions {
  /**
   * The certificate of a private CA, or a self-signed certificate of the gateway itself, as PEM text, or several of
   * them. Name and dates are still checked. Node and Bun trust these instead of the CAs that they know, Deno in
   * addition to them. Deno accepts no self-signed certificate that calls itself a CA, as most of those from OpenSSL do.
   */
  readonly ca?: string | readonly string[] | undefined;
  /**
   * SHA-256 of the gateway's certificate, in hex with or without colons. The gateway must show exactly this
   * certificate. Its CA, name and dates, and the option `ca`, do not matter then. Not on Deno: `Unsupported` there.
   */
  readonly fingerprint256?: string | undefined;
}

/** The options in normalized form. */
export interface ServerTrust {
  /** The certificates, each as a separate PEM text. Undefined: the CAs that the runtime knows. */
  readonly ca: readonly string[] | undefined;
  /** 64 lower-case hex digits. Undefined: any certificate that verifies. */
  readonly fingerprint256: string | undefined;
}

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Normalizes the options. The runtime decides whether a certificate parses. @throws `InvalidOption` */
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
  // An empty text would count as a certificate.
  if (found.length === 0 || found.some((texts) => texts.length === 0)) throw invalidCa();
  return found.flat();
}

function readFingerprint(text: string): string {
  if (/^([0-9a-f]{64}|[0-9a-f]{2}(:[0-9a-f]{2}){31})$/i.test(text)) return normalizeFingerprint(text);
  const message = "tls.fingerprint256 is the SHA-256 of a certificate: 64 hex digits, with or without colons";
  throw createError("InvalidOption", message, { option: "tls.fingerprint256" });
}
