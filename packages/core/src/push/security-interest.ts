import { createError } from "../errors.js";
import type { EventContractPushProtocol, QuotePushProtocol } from "../protocol/push-protocol.js";
import { formatSecurity, security } from "../security.js";
import type { Interest } from "./interest.js";
import type { EventContractPushOptions, QuotePushOptions } from "./push-options.js";
import type { SubscriptionBook } from "./subscription-book.js";
import { type Topic, topicKey } from "./topic.js";

/** Pushes about data types of securities. @throws `InvalidCode`, `InvalidOption` */
export function securityInterest<S2C>(
  protocol: QuotePushProtocol<S2C> | EventContractPushProtocol<S2C>,
  options: Partial<QuotePushOptions & EventContractPushOptions>,
  book: SubscriptionBook<Topic>,
): Interest<S2C> {
  const topics = topicsOf(protocol, options);
  const wanted = codesOf(topics);
  // Where pushes do not say what they belong to, a security has one such data type at a time.
  const rivals = protocol.subTypeOf ? [] : protocol.subTypes;
  const { subTypeOf } = protocol;
  const subTypesOf = (s2c: S2C) => (subTypeOf ? [subTypeOf(s2c)] : protocol.subTypes);
  const keysOf = (s2c: S2C) =>
    subTypesOf(s2c).flatMap((subType) =>
      subType === undefined ? [] : protocol.securities(s2c).map((one) => topicKey({ subType, security: one })),
    );
  return {
    // Asked for every push: no texts are made for it.
    wants: (s2c) =>
      subTypesOf(s2c).some((subType) =>
        protocol.securities(s2c).some(({ market, code }) => wanted.get(subType)?.get(market)?.has(code)),
      ),
    keyOf: (s2c) => [...keysOf(s2c), protocol.keyOf?.(s2c)].join(),
    async join(signal) {
      for (const topic of topics) refuseRival(topic, rivals, book);
      await book.join(topics, signal);
    },
    leave: () => book.leave(topics),
    refused: () => book.refusedOf(topics),
    size: topics.length,
  };
}

/** @throws `InvalidOption` when something is subscribed whose pushes look like those of a topic */
function refuseRival(topic: Topic, rivals: readonly number[], book: SubscriptionBook<Topic>): void {
  if (rivals.length === 0) return;
  const isRival = (other: Topic) =>
    rivals.includes(other.subType) &&
    topicKey({ ...other, subType: topic.subType }) === topicKey(topic) &&
    (other.subType !== topic.subType || other.klineSource !== topic.klineSource);
  const rival = book.topics.find(isRival);
  if (!rival) return;
  const code = formatSecurity(topic.security);
  const message = `data type ${rival.subType} of ${code} is still subscribed, and its pushes cannot be told from those of data type ${topic.subType}`;
  throw createError("InvalidOption", message, { option: "subTypes" });
}

/** The codes of topics, by data type and market. */
function codesOf(topics: readonly Topic[]): ReadonlyMap<number | undefined, ReadonlyMap<number, ReadonlySet<string>>> {
  const markets = new Map<number, Map<number, Set<string>>>();
  for (const { subType, security: one } of topics) {
    const codes = markets.get(subType) ?? new Map<number, Set<string>>();
    markets.set(subType, codes);
    codes.set(one.market, (codes.get(one.market) ?? new Set()).add(one.code));
  }
  return markets;
}

function topicsOf<S2C>(
  protocol: QuotePushProtocol<S2C> | EventContractPushProtocol<S2C>,
  { codes = [], subTypes, klineSource }: Partial<QuotePushOptions & EventContractPushOptions>,
): Topic[] {
  const { name, feed, subTypes: allowed, defaultSubType } = protocol;
  if (codes.length === 0) throw createError("InvalidOption", `${name}: codes is empty`, { option: "codes" });
  const chosen = subTypes ?? (defaultSubType === undefined ? [] : [defaultSubType]);
  if (chosen.length === 0 || !chosen.every((subType) => allowed.includes(subType))) {
    const message = `${name}: subTypes must be some of ${allowed.join(", ")} (Qot_Common.SubType)`;
    throw createError("InvalidOption", message, { option: "subTypes" });
  }
  if (chosen.length > 1 && !protocol.subTypeOf) {
    const message = `${name}: subTypes must be one only, since its pushes do not say which one they belong to`;
    throw createError("InvalidOption", message, { option: "subTypes" });
  }
  const markets = feed === "eventContract" ? (["EC"] as const) : undefined;
  const securities = [...new Set(codes)].map((code) => security(code, markets));
  return chosen.flatMap((subType) => securities.map((one) => ({ subType, security: one, klineSource })));
}
