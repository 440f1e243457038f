import type { TopicKind } from "../push/subscriptions/topic-kind.js";
import type { BookGateway } from "./book-gateway.js";

/** The minimum age of a subscription before it can end, in milliseconds. */
const minAgeMs = 60_000;

/** Topics that are subscribed one by one or together, and can end after 60 s. */
function quoteKind(gateway: BookGateway): TopicKind<string> {
  return {
    ...common,
    subscribe: (session, topics) => gateway.subscribe(session, topics),
    unsubscribe: (session, topics) => gateway.unsubscribe(session, topics, minAgeMs),
    minAgeMs,
    replacesAll: false,
  };
}

/** Topics whose requests always send the whole list. */
function accountKind(gateway: BookGateway): TopicKind<string> {
  return {
    ...common,
    subscribe: (session, topics, kept) => gateway.replace(session, [...kept, ...topics]),
    unsubscribe: (session, _, kept) => gateway.replace(session, kept),
    minAgeMs: 0,
    replacesAll: true,
  };
}

const common: Pick<TopicKind<string>, "keyOf" | "failed" | "plan"> = {
  keyOf: (topic) => topic,
  failed: (code, error) => ({ subType: 4, code, error }),
  plan: (topics) => (topics.length > 0 ? [topics] : []),
};

/** Both kinds, by name. */
export const bookKinds = { quotes: quoteKind, accounts: accountKind };
