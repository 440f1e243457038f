import { createSecureContext } from "node:tls";
import { createError } from "@opend/core";

/** What a server proves itself with over TLS. */
export interface ServerCertificate {
  /** The certificate, and after it those that lead to its CA, as PEM text. */
  readonly cert: string;
  /** The private key to it, as PEM text. */
  readonly key: string;
}

/** @throws `InvalidOption` unless both are PEM texts and belong together */
export function checkServerCertificate({ cert, key }: ServerCertificate): void {
  try {
    createSecureContext({ cert, key });
  } catch {
    const message = "the option tls is a certificate and the private key to it, both as PEM text";
    throw createError("InvalidOption", message, { option: "tls" });
  }
}
