import { createError, type OpendErrorOf } from "../base/errors.js";

/** The error codes of Node and Bun for certificates. */
const certificateCodes =
  /^(CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|DEPTH_ZERO_|SELF_SIGNED_|PATH_LENGTH_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|ERR_TLS_CERT_)/;

/** Returns whether a connection failed because of the gateway's certificate. */
export function isCertificateError(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && certificateCodes.test(error.code);
}

/** Makes the error for a rejected certificate. @param reason the runtime's message */
export function certificateRejected(
  endpoint: string,
  reason: string,
  cause?: unknown,
): OpendErrorOf<"CertificateRejected"> {
  const message = `the certificate of ${endpoint} is not accepted: ${reason}. The option tls.ca trusts a private CA or a self-signed certificate, tls.fingerprint256 one certificate only`;
  return createError("CertificateRejected", message, { endpoint }, { cause });
}
