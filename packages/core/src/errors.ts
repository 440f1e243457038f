/**
 * What each error code carries besides `message`, `retryable` and `cause`. Every code is a heading in `docs/errors.md`.
 */
export interface ErrorDetails {
  /** A security code that is not `MARKET.CODE`, or whose market the call does not serve. */
  InvalidCode: { readonly input: string };
  /** An option has a value that it cannot have. */
  InvalidOption: { readonly option: string };
  /** A page size outside the range of the protocol. */
  InvalidPageSize: { readonly min: number; readonly max: number | undefined };
  /** A resume cursor that no page can have given. */
  InvalidCursor: { readonly cursor: string };
  /** A gateway URL that is not `tcp://`, `ws://` or `wss://` with host and port. */
  InvalidUrl: { readonly allowed: readonly string[] };
  /** The gateway's own config file cannot be read or is not what it should be. */
  InvalidConfigFile: { readonly file: string };
  /** A message to be sent lacks a required field, or a field has a value that does not fit its type. */
  InvalidMessage: { readonly messageName: string; readonly path: string | undefined };
  /** What was asked for does not exist on this runtime, in this version or with this gateway. */
  Unsupported: { readonly feature: string };
  /** A key would travel unencrypted to another machine. */
  InsecureTransport: { readonly endpoint: string };
  /** No gateway could be reached. `tried` says where, and why not. */
  ConnectFailed: { readonly tried: readonly { readonly endpoint: string; readonly reason: string }[] };
  /** The gateway's certificate does not verify, or is not the pinned one. */
  CertificateRejected: { readonly endpoint: string };
  /** The gateway's WebSocket asks for a key and none was given. */
  KeyRequired: { readonly endpoint: string };
  /** The gateway does not take the WebSocket key that was given. */
  KeyRefused: { readonly endpoint: string };
  /** The gateway refused the handshake: with a `retType`, or by closing the connection. */
  HandshakeRefused: { readonly endpoint: string; readonly retType: number | undefined };
  /** The gateway belongs to the other brand. */
  WrongGateway: { readonly expected: string; readonly actual: string; readonly endpoint: string };
  /** The connection went. `sent` says whether the request had left: if so, the gateway may have acted on it. */
  ConnectionLost: { readonly sent: boolean };
  /** The session was closed by this program. */
  SessionClosed: { readonly sent: boolean };
  /** No reply in time. `sent` says whether the request had left. */
  Timeout: { readonly timeoutMs: number; readonly sent: boolean };
  /** The caller's `AbortSignal` fired; `cause` is its reason. From a pager, `cursor` fetches the page that was not fetched. */
  Aborted: { readonly cursor?: string | undefined };
  /** A frame is larger than the limit. `bytes` is undefined where the runtime refused it unseen. */
  FrameTooLarge: { readonly bytes: number | undefined; readonly maxBytes: number };
  /** Bytes that are not a frame. */
  MalformedFrame: Record<never, never>;
  /** The SHA-1 in a frame header is not that of its body. */
  ChecksumMismatch: { readonly protocolId: number };
  /** The body of a packet does not decrypt, or the gateway gave no usable AES secrets. */
  DecryptionFailed: Record<never, never>;
  /** A received message does not parse or lacks a required field. */
  MalformedMessage: { readonly messageName: string; readonly path: string | undefined };
  /** A 64-bit integer that no `number` can hold. */
  ValueOutOfRange: { readonly field: string; readonly value: string };
  /** The gateway answered with an error of its own. */
  GatewayError: {
    readonly protocol: string;
    readonly retType: number;
    readonly retMsg: string | undefined;
    readonly errCode: number | undefined;
  };
  /** No trading account fits what was asked for. `accounts` are all that there are. */
  AccountNotFound: { readonly accounts: readonly AccountSummary[] };
  /** Several trading accounts fit what was asked for: `accounts`. */
  AmbiguousAccount: { readonly accounts: readonly AccountSummary[] };
  /** The account that was named is a real one where a paper account was asked for, or the other way round. */
  WrongEnvironment: { readonly accountId: bigint; readonly isPaper: boolean };
  /** A consumer of pushes did not keep up, and its policy is `error`. */
  SlowConsumer: { readonly protocol: string; readonly bufferSize: number };
  /** The gateway refused a request as one too many. `retryAfterMs` is how long it wants nothing more of the protocol. */
  RateLimited: { readonly protocol: string; readonly retMsg: string; readonly retryAfterMs: number };
  /** A limiter that keeps its budgets elsewhere cannot reach them; `cause` says why. Nothing was sent. */
  LimiterFailed: { readonly protocolId: number };
  /** A page could not be had; `cause` says why. `cursor` fetches that page (undefined: the first). */
  PageFailed: PagerPosition;
  /** The gateway gave a cursor that it had given before: going on would never end. */
  RepeatedCursor: PagerPosition;
  /** More pages than `maxPages`, or more empty ones in a row than any gateway should send. */
  TooManyPages: PagerPosition & { readonly maxPages: number };
  /** A walk over many securities or requests ended before its end; `cause` says why. */
  FanOutFailed: {
    /** What could not be had, and the cursor of that page. Undefined where nothing had been asked for yet. */
    readonly failed: FanOutPosition | undefined;
    /** All that is left: the walks that were not at their end, the one that failed first, then those of a list that had not begun. */
    readonly resume: readonly FanOutPosition[];
    /** What was left out before, where `onFailure` is `"skip"`. */
    readonly skipped: readonly SkippedWalk[];
    /** How many of the given securities or requests had been begun, the skipped ones included. */
    readonly begun: number;
  };
}

/** What tells trading accounts apart. */
export interface AccountSummary {
  /** The account's id, to choose it by. */
  readonly id: bigint;
  /** Whether its money is simulated. */
  readonly isPaper: boolean;
  /** The broker, such as `FutuSecurities`; undefined where the gateway does not say. */
  readonly firm: string | undefined;
  /** The markets that it trades in, such as `HK`. */
  readonly markets: readonly string[];
}

/** Which of many walks: the one over a security. */
export interface SecurityPlace<Code extends string = string> {
  /** The code of the security, such as `HK.00700`. */
  readonly code: Code;
}

/** Which of many walks: the one that a request asks for. */
export interface RequestPlace<Request = unknown> {
  /** The request, as it was given. */
  readonly request: Request;
  /** Its place among those that were given: 0 for the first. */
  readonly requestIndex: number;
}

/** Which of many walks. */
export type FanOutPlace = SecurityPlace | RequestPlace;

/** Where one of many walks stood. */
export type FanOutPosition<Place extends FanOutPlace = FanOutPlace> = Place & {
  /** Fetches the page that was not delivered. Undefined: start from the beginning. */
  readonly cursor: string | undefined;
};

/** One of many walks that was left out, since a page of it could not be had. */
export type SkippedWalk<Place extends FanOutPlace = FanOutPlace> = Place & {
  /** Fetches the page that could not be had. Undefined: the first. */
  readonly cursor: string | undefined;
  /** Why the page could not be had. */
  readonly error: OpendError;
};

/** Where a pager stood when it failed. */
export interface PagerPosition {
  /** Resumes at the page that was not delivered: pass it as `from`. Undefined: start from the beginning. */
  readonly cursor: string | undefined;
  /** Pages delivered before. */
  readonly pagesFetched: number;
  /** Rows on those pages. */
  readonly rowsFetched: number;
}

/** The stable name of an error. */
export type ErrorCode = keyof ErrorDetails;

/** An error with the details of its code. */
export type OpendErrorOf<C extends ErrorCode> = C extends ErrorCode
  ? OpendError & { readonly code: C } & Readonly<ErrorDetails[C]>
  : never;

const retryableCodes: ReadonlySet<ErrorCode> = new Set([
  "ConnectFailed",
  "ConnectionLost",
  "Timeout",
  // Bytes that arrived broken: the next connection may bring them whole.
  "MalformedFrame",
  "FrameTooLarge",
  "ChecksumMismatch",
  "DecryptionFailed",
  "MalformedMessage",
  "RateLimited",
  "LimiterFailed",
]);
const brand = Symbol.for("@opend/core/error");

/** The base class of every error that this SDK throws. Tell them apart by `code`; see {@link isOpendError}. */
export class OpendError extends Error {
  override readonly name = "OpendError";
  /** The stable name of the error. */
  readonly code: ErrorCode;
  /** Whether the same call may succeed when it is made again. */
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown; readonly retryable?: boolean }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options?.retryable ?? retryableCodes.has(code);
    Object.defineProperty(this, brand, { value: true });
  }

  /** `instanceof` also recognises an error thrown by another copy of this package (ESM beside CommonJS). */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }
}

/** Creates the error of a code with its details as properties. */
export function createError<C extends ErrorCode>(
  code: C,
  message: string,
  details: ErrorDetails[C],
  options?: { readonly cause?: unknown; readonly retryable?: boolean },
): OpendErrorOf<C> {
  return Object.assign(new OpendError(code, message, options), details) as OpendErrorOf<C>;
}

/**
 * Whether a caught value is an error of this SDK, and of one of the given codes if any are given. Narrows the type, so
 * that the details of the code can be read: `isOpendError(error, "PageFailed") && error.cursor`.
 */
export function isOpendError<C extends ErrorCode = ErrorCode>(
  value: unknown,
  ...codes: readonly C[]
): value is OpendErrorOf<C> {
  return value instanceof OpendError && (codes.length === 0 || codes.some((code) => code === value.code));
}
