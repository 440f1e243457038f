import { createSecureContext } from "node:tls";
import { createError } from "@opend/core/internal";

/** The certificate of a TLS server and its private key. */
export interface ServerCertificate {
  /** The certificate as PEM text, followed by the intermediate certificates up to its CA. */
  readonly cert: string;
  /** The private key of the certificate, as PEM text. */
  readonly key: string;
}

/** Checks a certificate. @throws `InvalidOption` when it and its key are not PEM texts that belong together */
export function checkServerCertificate({ cert, key }: ServerCertificate): void {
  try {
    createSecureContext({ cert, key });
  } catch {
    const message = "the option tls is a certificate and the private key to it, both as PEM text";
    throw createError("InvalidOption", message, { option: "tls" });
  }
}
