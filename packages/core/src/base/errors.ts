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
  /** The runtime does not let this program connect. `permission` is what the runtime has to be run with. */
  NotPermitted: { readonly permission: string };
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
  /** The gateway answered with an error, in words that are not known. */
  GatewayError: GatewayReply;
  /** The gateway refused a request as one too many. For `retryAfterMs` it wants no more requests of the protocol. */
  RateLimited: GatewayReply & { readonly retryAfterMs: number };
  /**
   * The account may ask for the history candles of no further security. `resetsInDays`: when all of its quota is back,
   * as far as the gateway says so.
   */
  HistoryQuotaUsedUp: GatewayReply & { readonly resetsInDays: number | undefined };
  /** The account may subscribe nothing more. */
  SubscriptionQuotaUsedUp: GatewayReply;
  /** A subscription is too young to end. It can in `retryAfterMs` at the latest. */
  UnsubscribedTooEarly: GatewayReply & { readonly retryAfterMs: number };
  /** The account has no right to the quotes of a market, or not to this level of them. */
  NoQuoteRight: GatewayReply & {
    /** What the codes of the market begin with, such as `US`. Undefined if the text names none. */
    readonly market: string | undefined;
    /** The code that the text names, such as `US.AAPL`. */
    readonly securityCode: string | undefined;
  };
  /** The gateway does not know a security, or has no quotes of it. */
  UnknownSecurity: GatewayReply & {
    /** The code as the text names it, mostly without its market: `BBKCF`. Undefined if it names none. */
    readonly securityCode: string | undefined;
  };
  /** Trading is locked: unlock it first. */
  TradeLocked: GatewayReply;
  /** The gateway has lost the server behind it. After a command, nobody knows whether it was carried out. */
  GatewayUnavailable: GatewayReply;
  /** A consumer of pushes was too slow, and its policy is `error`. */
  SlowConsumer: { readonly protocol: string; readonly bufferSize: number };
  /** A limiter that keeps its budgets in another system cannot reach them; `cause` says why. Nothing was sent. */
  LimiterFailed: { readonly protocolId: number };
}

/** What every reply with an error carries. */
export interface GatewayReply {
  /** Name of the protocol, such as `Qot_GetSecuritySnapshot`. */
  readonly protocol: string;
  /** −1 failed, −100 timed out, −200 disconnected, −400 unknown, −500 invalid packet. */
  readonly retType: number;
  /** The gateway's words, in Chinese or English. */
  readonly retMsg: string | undefined;
  readonly errCode: number | undefined;
}

/** The stable name of an error of core. */
export type ErrorCode = keyof ErrorDetails;

/** The codes that `isOpendError(error, "GatewayError")` stands for, each for what a text of the gateway means. */
const gatewayCodes = [
  "GatewayError",
  "RateLimited",
  "HistoryQuotaUsedUp",
  "SubscriptionQuotaUsedUp",
  "UnsubscribedTooEarly",
  "NoQuoteRight",
  "UnknownSecurity",
  "TradeLocked",
  "GatewayUnavailable",
] as const satisfies readonly ErrorCode[];

/** The codes of errors with which the gateway answers. `GatewayError` is for words that are not known. */
export type GatewayErrorCode = (typeof gatewayCodes)[number];

/**
 * An error of core with the details of its code. `GatewayError` stands for all errors with which the gateway answers:
 * its `code` tells them apart.
 */
export type OpendErrorOf<C extends ErrorCode> = ErrorOf<
  ErrorDetails,
  C | ("GatewayError" extends C ? GatewayErrorCode : never)
>;

/** The next attempt may succeed. */
const passing: ErrorTraits = { retryable: true, endsClient: false };
/** The same request gets the same answer. */
const answer: ErrorTraits = { retryable: false, endsClient: false };

/** Codes that a later attempt may get past, unless a command may have been carried out. All others are permanent. */
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
  LimiterFailed: passing,
  // The gateway may answer the next connection differently.
  GatewayError: answer,
  RateLimited: passing,
  HistoryQuotaUsedUp: answer,
  SubscriptionQuotaUsedUp: answer,
  UnsubscribedTooEarly: answer,
  NoQuoteRight: answer,
  UnknownSecurity: answer,
  TradeLocked: answer,
  GatewayUnavailable: passing,
};

/** Creates an error of core, with its details as properties. */
export const createError: CreateError<ErrorDetails> = defineErrors(traits);

/**
 * Whether a caught value is an error of this SDK, and of one of the given codes if there are any. Narrows the type, so
 * that you can read the details of the code: `isOpendError(error, "Timeout") && error.timeoutMs`. `"GatewayError"` is
 * true for every error with which the gateway answers, such as `RateLimited`. Without codes, it is true for the errors of
 * all packages.
 */
export function isOpendError(value: unknown): value is OpendError;
export function isOpendError<C extends ErrorCode>(value: unknown, ...codes: readonly C[]): value is OpendErrorOf<C>;
export function isOpendError(value: unknown, ...codes: readonly ErrorCode[]): boolean {
  if (!(value instanceof OpendError)) return false;
  return codes.length === 0 || hasCode(value, codes.includes("GatewayError") ? [...codes, ...gatewayCodes] : codes);
}
