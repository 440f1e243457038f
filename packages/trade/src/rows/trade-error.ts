import type { ErrorOf } from "@opend/core";
import { type CreateError, defineErrors, hasCode } from "@opend/core/internal";
import type { AccountInfo } from "./accounts.js";

/** An option of `openAccount` that chooses among accounts. */
export type AccountOption = "market" | "firm" | "paperKind" | "accountId";

/** The properties of each error code of trading, besides `message`, `retryable` and `cause`. */
export interface TradeErrorDetails {
  /** No trading account matches. `accounts` lists all of them. */
  AccountNotFound: { readonly accounts: readonly AccountInfo[] };
  /** The account has a role that cannot place orders: it is a master or an IPO account. */
  AccountCannotTrade: { readonly accountId: bigint; readonly role: AccountInfo["role"] };
  /** Several trading accounts match: `accounts`. Each of `options` chooses among them. */
  AmbiguousAccount: { readonly accounts: readonly AccountInfo[]; readonly options: readonly AccountOption[] };
  /** The named account is real and a paper account was asked for, or the other way round. */
  WrongEnvironment: { readonly accountId: bigint; readonly isPaper: boolean };
}

/** The stable name of an error of trading. */
export type TradeErrorCode = keyof TradeErrorDetails;

/** An error of trading with the details of its code. */
export type TradeErrorOf<C extends TradeErrorCode> = ErrorOf<TradeErrorDetails, C>;

const codes: readonly TradeErrorCode[] = [
  "AccountNotFound",
  "AccountCannotTrade",
  "AmbiguousAccount",
  "WrongEnvironment",
];

/**
 * Creates an error of trading, with its details as properties.
 *
 * @internal
 */
export const createTradeError: CreateError<TradeErrorDetails> = defineErrors<TradeErrorDetails>();

/**
 * Returns whether a caught value is an error of trading and, if codes are given, has one of those codes. Narrows the
 * type, so that you can read the details of the code: `isTradeError(error, "AmbiguousAccount") && error.accounts`.
 */
export function isTradeError<C extends TradeErrorCode = TradeErrorCode>(
  value: unknown,
  ...wanted: readonly C[]
): value is TradeErrorOf<C> {
  return hasCode(value, wanted.length > 0 ? wanted : codes);
}
