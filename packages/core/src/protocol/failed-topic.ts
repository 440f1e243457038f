import type { OpendError } from "../base/opend-error.js";

/** A subscription that the gateway refused after a reconnect: of a data type of a security, or of an account. */
export type FailedTopic = FailedSecurity | FailedAccount;

/** A data type of a security that is no longer subscribed. */
export interface FailedSecurity {
  /** A `Qot_Common.SubType` value. */
  readonly subType: number;
  /** The security, such as `HK.00700`. */
  readonly code: string;
  readonly account?: undefined;
  readonly error: OpendError;
}

/** An account that is no longer subscribed. */
export interface FailedAccount {
  /** The id of the account. */
  readonly account: bigint;
  readonly subType?: undefined;
  readonly code?: undefined;
  readonly error: OpendError;
}

/** Returns a readable name of a topic: `data type 4 of HK.00700`, `account 281756460277401516`. */
export function nameTopic(failed: FailedTopic): string {
  return failed.account === undefined ? `data type ${failed.subType} of ${failed.code}` : `account ${failed.account}`;
}
