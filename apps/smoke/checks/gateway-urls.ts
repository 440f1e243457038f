/** The addresses and secrets of one brand's gateways. The parent process starts them. */
export interface GatewayUrls {
  readonly tcp: string;
  readonly websocket: string;
  readonly key: string;
  /** A gateway with an RSA key, and another one that also cuts the connection. */
  readonly encryptedTcp: string;
  readonly droppingEncryptedTcp: string;
  readonly rsaKey: string;
  /** A gateway with a certificate of a private CA, and another one that also cuts the connection. */
  readonly tlsWebsocket: string;
  readonly droppingTlsWebsocket: string;
  /** Gateways with a certificate of that CA that has expired or is for another host name. */
  readonly expiredWebsocket: string;
  readonly otherNameWebsocket: string;
  readonly certificates: SmokeCertificates;
  /** A gateway with the same data that cuts the connection after the second page. */
  readonly droppingTcp: string;
  readonly droppingWebsocket: string;
}

/** PEM texts, and the fingerprint of the server's certificate. */
export interface SmokeCertificates {
  readonly ca: string;
  readonly otherCa: string;
  readonly server: { readonly cert: string; readonly key: string };
  readonly fingerprint256: string;
}

/** The environment variable that carries the gateways of both brands as JSON. */
export const gatewaysVariable = "OPEND_SMOKE_GATEWAYS";

/** Gateways by brand. */
export type Gateways = Readonly<Record<"futu" | "moomoo", GatewayUrls>>;

/** Rows per security at the gateways: two full pages and part of a third. */
export const tradingDays = 120;

/** How much of the option `tls` a runtime supports: everything, everything but pinning (Deno), or nothing (browsers). */
export type TlsSupport = "all" | "no pinning" | "nothing";

/** The report of a check, printed as one line of JSON. */
export interface CheckResult {
  readonly name: string;
  /** The runtime cannot do it, and the client threw the documented error. */
  readonly isRefused?: boolean | undefined;
  readonly error?: string | undefined;
}
