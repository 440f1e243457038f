import type { ErrorOf } from "@opend/core";
import { type CreateError, defineErrors, hasCode } from "@opend/core/internal";
import type { AccountInfo } from "./accounts.js";

/** What each error code of trading carries besides `message`, `retryable` and `cause`. */
export interface TradeErrorDetails {
  /** No trading account matches. `accounts` lists all of them. */
  AccountNotFound: { readonly accounts: readonly AccountInfo[] };
  /** Several trading accounts match: `accounts`. */
  AmbiguousAccount: { readonly accounts: readonly AccountInfo[] };
  /** The named account is real and a paper account was asked for, or the other way round. */
  WrongEnvironment: { readonly accountId: bigint; readonly isPaper: boolean };
}

/** The stable name of an error of trading. */
export type TradeErrorCode = keyof TradeErrorDetails;

/** An error of trading with the details of its code. */
export type TradeErrorOf<C extends TradeErrorCode> = ErrorOf<TradeErrorDetails, C>;

const codes: readonly TradeErrorCode[] = ["AccountNotFound", "AmbiguousAccount", "WrongEnvironment"];

/**
 * Creates an error of trading, with its details as properties.
 *
 * @internal
 */
export const createTradeError: CreateError<TradeErrorDetails> = defineErrors<TradeErrorDetails>();

/**
 * Whether a caught value is an error of trading, and of one of the given codes if any are given. Narrows the type, so that
 * the details of the code can be read: `isTradeError(error, "AmbiguousAccount") && error.accounts`.
 */
export function isTradeError<C extends TradeErrorCode = TradeErrorCode>(
  value: unknown,
  ...wanted: readonly C[]
): value is TradeErrorOf<C> {
  return hasCode(value, wanted.length > 0 ? wanted : codes);
}
