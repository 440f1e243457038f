import type { SubscribeAccounts } from "../requester.js";
import type { TopicKind } from "./topic-kind.js";

/** Accounts. Every request sends the gateway the complete list. */
export function accountTopics(subscribe: SubscribeAccounts): TopicKind<bigint> {
  return {
    keyOf: String,
    failed: (account, error) => ({ account, error }),
    plan: (accounts) => (accounts.length > 0 ? [accounts] : []),
    subscribe: (requester, accounts, kept) => subscribe(requester, [...kept, ...accounts]),
    unsubscribe: (requester, _, kept) => subscribe(requester, kept),
    minAgeMs: 0,
    replacesAll: true,
  };
}
