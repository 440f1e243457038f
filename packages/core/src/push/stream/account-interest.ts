import { createError } from "../../base/errors.js";
import type { AccountPushProtocol } from "../push-protocol.js";
import type { SubscriptionBook } from "../subscriptions/subscription-book.js";
import type { Interest } from "./interest.js";
import type { AccountPushOptions } from "./push-options.js";

/** Creates the interest in pushes about accounts. @throws `InvalidOption` */
export function accountInterest<S2C>(
  protocol: AccountPushProtocol<S2C>,
  { accounts = [] }: Partial<AccountPushOptions>,
  book: SubscriptionBook<bigint>,
): Interest<S2C> {
  if (!Array.isArray(accounts) || accounts.length === 0 || !accounts.every((account) => typeof account === "bigint")) {
    const message = `${protocol.name}: accounts must be a list of account ids, each a bigint`;
    throw createError("InvalidOption", message, { option: "accounts" });
  }
  const wanted = new Set(accounts);
  return {
    wants: (s2c) => wanted.has(protocol.accountOf(s2c)),
    keyOf: (s2c) => `${protocol.accountOf(s2c)} ${protocol.keyOf(s2c)}`,
    join: (signal, skipsRefused) => book.join([...wanted], signal, skipsRefused),
    leave: () => book.leave([...wanted]),
    refused: () => book.refusedOf([...wanted]),
    size: wanted.size,
  };
}
