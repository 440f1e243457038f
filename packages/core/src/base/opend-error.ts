import { cleanText } from "./clean-text.js";

/** More than any message of ours has. */
const mostMessageLength = 10_000;

/** The traits that all errors of one code share. */
export interface ErrorTraits {
  /** Whether the same call may succeed when it is repeated. */
  readonly retryable: boolean;
  /**
   * Whether a client that meets it while it connects again gives up, because every attempt would fail in the same way.
   */
  readonly endsClient: boolean;
}

/** How one error differs from others of its code. */
export interface ErrorChoices extends Partial<ErrorTraits> {
  readonly cause?: unknown;
}

const brand = Symbol.for("@opend/core/error");

/**
 * The base class of every error that this SDK throws. Tell errors apart by `code`, with `isOpendError` and its siblings
 * in the other packages. `message` is one plain line, even if it quotes a gateway: details such as `retMsg` are as they came.
 */
export class OpendError extends Error {
  override readonly name = "OpendError";
  /** The stable name of the error, such as `Timeout`. */
  readonly code: string;
  /**
   * Whether the same call may succeed when it is repeated. False where the gateway may have carried out a command, such as an
   * order, which would then happen twice.
   */
  readonly retryable: boolean;
  /** @internal */
  declare readonly endsClient: boolean;

  /** @internal */
  constructor(code: string, message: string, { cause, retryable, endsClient }: ErrorTraits & ErrorChoices) {
    super(cleanText(message, mostMessageLength), cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryable;
    Object.defineProperties(this, { [brand]: { value: true }, endsClient: { value: endsClient } });
  }

  /** Makes `instanceof` also recognize errors from another copy of this package (ESM beside CommonJS). */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }
}

/** An error with the details of its code. `Details` lists the codes of a package. */
export type ErrorOf<Details, C extends keyof Details> = C extends keyof Details
  ? OpendError & { readonly code: C } & Readonly<Details[C]>
  : never;

/** Creates an error of one code, with its details as properties. */
export type CreateError<Details> = <C extends keyof Details & string>(
  code: C,
  message: string,
  details: Details[C],
  choices?: ErrorChoices,
) => ErrorOf<Details, C>;

/** The traits of a code that declares none. */
const lasting: ErrorTraits = { retryable: false, endsClient: true };

/**
 * Declares the errors of a package. Returns the function that creates them.
 *
 * @param traits how the errors of a code behave. Default: they are not retryable, and end a client that connects again
 */
export function defineErrors<Details>(
  traits?: Readonly<Partial<Record<keyof Details & string, ErrorTraits>>>,
): CreateError<Details> {
  return <C extends keyof Details & string>(code: C, message: string, details: Details[C], choices?: ErrorChoices) => {
    const error = new OpendError(code, message, { ...lasting, ...traits?.[code], ...choices });
    return Object.assign(error, details) as ErrorOf<Details, C>;
  };
}

/** Returns whether a caught value is an error of this SDK with one of the given codes. */
export function hasCode(value: unknown, codes: readonly string[]): value is OpendError {
  return value instanceof OpendError && codes.includes(value.code);
}
