import { type CreateError, defineErrors, type ErrorOf, type ErrorTraits, hasCode, OpendError } from "./opend-error.js";

/**
 * What each error code of core carries besides `message`, `retryable` and `cause`. The packages that are built on core
 * have codes of their own. Every code is a heading in `docs/errors.md`.
 */
export interface ErrorDetails {
  /** A security code is not of the form `MARKET.CODE`, or the call does not serve its market. */
  InvalidCode: { readonly input: string };
  /** A text is not a name of the enum that it is looked up in. */
  InvalidName: { readonly input: string };
  /** An option has an invalid value. */
  InvalidOption: { readonly option: string };
  /** A gateway URL is not `tcp://`, `ws://` or `wss://` with a host and port. */
  InvalidUrl: { readonly allowed: readonly string[] };
  /** The gateway's own config file cannot be read, or is invalid. */
  InvalidConfigFile: { readonly file: string };
  /** An outgoing message lacks a required field, or the value of a field does not fit its type. */
  InvalidMessage: { readonly messageName: string; readonly path: string | undefined };
  /** Something does not exist on this runtime, in this version or with this gateway. */
  Unsupported: { readonly feature: string };
  /** A key would travel unencrypted to another machine. */
  InsecureTransport: { readonly endpoint: string };
  /** No gateway could be reached. `tried` says where, and why. */
  ConnectFailed: { readonly tried: readonly { readonly endpoint: string; readonly reason: string }[] };
  /** The gateway's certificate does not verify, or is not the pinned one. */
  CertificateRejected: { readonly endpoint: string };
  /** The gateway's WebSocket asks for a key, and none was given. */
  KeyRequired: { readonly endpoint: string };
  /** The gateway does not accept the WebSocket key. */
  KeyRefused: { readonly endpoint: string };
  /** The gateway refused the handshake, either with a `retType` or by closing the connection. */
  HandshakeRefused: { readonly endpoint: string; readonly retType: number | undefined };
  /** The gateway belongs to another brand. */
  WrongGateway: { readonly expected: string; readonly actual: string; readonly endpoint: string };
  /** The connection was lost. `sent` says whether the request had left: if so, the gateway may have acted on it. */
  ConnectionLost: { readonly sent: boolean };
  /** This program closed the session. */
  SessionClosed: { readonly sent: boolean };
  /** No reply arrived in time. `sent` says whether the request had been sent. */
  Timeout: { readonly timeoutMs: number; readonly sent: boolean };
  /** The caller's `AbortSignal` fired; `cause` is its reason. */
  Aborted: Record<never, never>;
  /** A frame is larger than the limit. `bytes` is undefined when the runtime refused it unseen. */
  FrameTooLarge: { readonly bytes: number | undefined; readonly maxBytes: number };
  /** The received bytes are not a frame. `peer` is what sent them, if they look like something else. */
  MalformedFrame: { readonly peer?: "HTTP" | "TLS" | undefined };
  /** The SHA-1 in a frame header does not match the body. */
  ChecksumMismatch: { readonly protocolId: number };
  /** The body of a packet does not decrypt, or the gateway sent no usable AES secrets. */
  DecryptionFailed: Record<never, never>;
  /** A received message does not parse or lacks a required field. */
  MalformedMessage: { readonly messageName: string; readonly path: string | undefined };
  /** A 64-bit integer does not fit into a `number`. */
  /** The gateway answered with an error. */
  GatewayError: {
    readonly protocol: string;
    readonly retType: number;
    readonly retMsg: string | undefined;
    readonly errCode: number | undefined;
  };
  /** A consumer of pushes was too slow, and its policy is `error`. */
  SlowConsumer: { readonly protocol: string; readonly bufferSize: number };
  /** The gateway refused a request as one too many. For `retryAfterMs` it wants no more requests of the protocol. */
  RateLimited: { readonly protocol: string; readonly retMsg: string; readonly retryAfterMs: number };
  /** A limiter that keeps its budgets in another system cannot reach them; `cause` says why. Nothing was sent. */
  LimiterFailed: { readonly protocolId: number };
}

/** The stable name of an error of core. */
export type ErrorCode = keyof ErrorDetails;

/** An error of core with the details of its code. */
export type OpendErrorOf<C extends ErrorCode> = ErrorOf<ErrorDetails, C>;

/** The next attempt may succeed. */
const passing: ErrorTraits = { retryable: true, endsClient: false };

/** Codes that a later attempt may get past. All others are permanent. */
const traits: Readonly<Partial<Record<ErrorCode, ErrorTraits>>> = {
  ConnectFailed: passing,
  ConnectionLost: passing,
  Timeout: passing,
  // The bytes arrived broken. The next connection may bring them whole.
  MalformedFrame: passing,
  FrameTooLarge: passing,
  ChecksumMismatch: passing,
  DecryptionFailed: passing,
  // A handshake that does not parse comes from something else.
  MalformedMessage: { retryable: true, endsClient: true },
  RateLimited: passing,
  LimiterFailed: passing,
  // The gateway may answer the next connection differently.
  GatewayError: { retryable: false, endsClient: false },
};

/** Creates an error of core, with its details as properties. */
export const createError: CreateError<ErrorDetails> = defineErrors(traits);

/**
 * Whether a caught value is an error of this SDK, and of one of the given codes if there are any. Narrows the type, so
 * that you can read the details of the code: `isOpendError(error, "Timeout") && error.timeoutMs`. Without codes, it is
 * true for the errors of all packages.
 */
export function isOpendError(value: unknown): value is OpendError;
export function isOpendError<C extends ErrorCode>(value: unknown, ...codes: readonly C[]): value is OpendErrorOf<C>;
export function isOpendError(value: unknown, ...codes: readonly ErrorCode[]): boolean {
  return value instanceof OpendError && (codes.length === 0 || hasCode(value, codes));
}
