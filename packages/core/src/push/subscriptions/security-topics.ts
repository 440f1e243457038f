import { quoteRightOf } from "../../protocol/quote-right.js";
import { formatSecurity, prefixOf } from "../../protocol/security.js";
import type { Requester, SubscribeSecurities } from "../requester.js";
import { type Topic, topicKey, variantKey } from "./topic.js";
import type { TopicKind } from "./topic-kind.js";

/**
 * The gateway documents no limit. The client searches a refused request for the topic that caused it, and this limit
 * keeps the search short.
 */
const maxTopicsPerRequest = 200;
/** The gateway refuses to end a subscription that is younger than 60 s. The margin allows for its clock. */
const minAgeMs = 61_000;

/** Data types of securities. */
export function securityTopics(subscribe: SubscribeSecurities): TopicKind<Topic> {
  const send = (requester: Requester, isSub: boolean, topics: readonly Topic[]) => {
    const securities = new Map(topics.map(({ security }) => [securityKey(security), security]));
    const subTypes = new Set(topics.map(({ subType }) => subType));
    const { klineSource, extendedTime, session, isSubOrderBookDetail } = topics[0] ?? {};
    const variant = { klineSource, extendedTime, session, isSubOrderBookDetail };
    return subscribe(requester, { isSub, subTypes: [...subTypes], securities: [...securities.values()], ...variant });
  };
  return {
    keyOf: (topic) => `${topicKey(topic)} ${variantKey(topic)}`,
    failed: ({ subType, security }, error) => ({ subType, code: formatSecurity(security), error }),
    codeOf: ({ security }) => `${prefixOf(security.market) ?? security.market}.${security.code}`,
    // An account may have the right to prices of a market, and none to its order books.
    rightOf: ({ subType, security }) => `${subType} ${quoteRightOf(`${security.market}.${security.code}`)}`,
    plan: planRequests,
    subscribe: (requester, topics) => send(requester, true, topics),
    unsubscribe: (requester, topics) => send(requester, false, topics),
    minAgeMs,
    replacesAll: false,
  };
}

/**
 * A request covers all of its data types for all of its securities, so securities with the same data types go together.
 * Requests that are sent together never shrink from one to the next, so a quota that runs out refuses the later ones.
 */
function planRequests(topics: readonly Topic[]): Topic[][] {
  const bySecurity = groupBy(topics, (topic) => `${securityKey(topic.security)} ${variantKey(topic)}`);
  const alike = groupBy([...bySecurity.values()], (wanted) => {
    const subTypes = wanted.map(({ subType }) => subType).sort((a, b) => a - b);
    return `${subTypes} ${wanted[0] === undefined ? "" : variantKey(wanted[0])}`;
  });
  const places = new Map(topics.map((topic, place) => [topic, place]));
  return [...alike.values()].flatMap((securities) => {
    const size = Math.max(1, Math.floor(maxTopicsPerRequest / (securities[0]?.length ?? 1)));
    const first = securities.length % size || size;
    const requests: Topic[][] = [];
    for (let end = first; end <= securities.length; end += size) {
      const request = securities.slice(Math.max(0, end - size), end).flat();
      requests.push(request.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)));
    }
    return requests;
  });
}

function securityKey({ market, code }: Topic["security"]): string {
  return `${market} ${code}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
