/** Where the gateways of one brand are, and how to get in. The parent process starts them. */
export interface GatewayUrls {
  readonly tcp: string;
  readonly websocket: string;
  readonly key: string;
  /** A gateway with an RSA key, and one such that cuts the connection too. */
  readonly encryptedTcp: string;
  readonly droppingEncryptedTcp: string;
  readonly rsaKey: string;
  /** A gateway with a certificate of a private CA, and one such that cuts the connection too. */
  readonly tlsWebsocket: string;
  readonly droppingTlsWebsocket: string;
  /** Gateways whose certificate is of that CA, but out of date or for another name. */
  readonly expiredWebsocket: string;
  readonly otherNameWebsocket: string;
  readonly certificates: SmokeCertificates;
  /** A gateway with the same data that cuts the connection after the second page. */
  readonly droppingTcp: string;
  readonly droppingWebsocket: string;
}

/** PEM texts, and the fingerprint of the server's. */
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

/** Rows per security at the gateways: two full pages and a bit. */
export const tradingDays = 120;

/** What a runtime can do of the option `tls`: all of it, all but pinning a certificate (Deno), or nothing (browsers). */
export type TlsSupport = "all" | "no pinning" | "nothing";

/** What a check reports, as one line of JSON. */
export interface CheckResult {
  readonly name: string;
  /** The runtime cannot do it, and the error that is documented for that was thrown. */
  readonly isRefused?: boolean | undefined;
  readonly error?: string | undefined;
}
