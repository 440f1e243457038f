import { createError } from "../../base/errors.js";
import { SubType } from "../../gen/enums/Qot_Common.js";
import { nameOf } from "../../protocol/enum-names.js";
import { formatSecurity, security } from "../../protocol/security.js";
import type { EventContractPushProtocol, QuotePushProtocol } from "../push-protocol.js";
import type { SubscriptionBook } from "../subscriptions/subscription-book.js";
import { type Topic, topicKey, variantKey } from "../subscriptions/topic.js";
import type { Interest } from "./interest.js";
import type { EventContractPushOptions, QuotePushOptions } from "./push-options.js";

/** Creates the interest in pushes about data types of securities. @throws `InvalidCode`, `InvalidOption` */
export function securityInterest<S2C>(
  protocol: QuotePushProtocol<S2C> | EventContractPushProtocol<S2C>,
  options: Partial<QuotePushOptions & EventContractPushOptions>,
  book: SubscriptionBook<Topic>,
): Interest<S2C> {
  const topics = topicsOf(protocol, options);
  const wanted = codesOf(topics);
  // When pushes do not say their data type, a security can have only one at a time.
  const rivals = protocol.subTypeOf ? [] : protocol.subTypes;
  const { subTypeOf } = protocol;
  const subTypesOf = (s2c: S2C) => (subTypeOf ? [subTypeOf(s2c)] : protocol.subTypes);
  const keysOf = (s2c: S2C) =>
    subTypesOf(s2c).flatMap((subType) =>
      subType === undefined ? [] : protocol.securities(s2c).map((one) => topicKey({ subType, security: one })),
    );
  return {
    // Runs for every push, so it builds no strings.
    wants: (s2c) =>
      subTypesOf(s2c).some((subType) =>
        protocol.securities(s2c).some(({ market, code }) => wanted.get(subType)?.get(market)?.has(code)),
      ),
    keyOf: (s2c) => [...keysOf(s2c), protocol.keyOf?.(s2c)].join(),
    async join(signal, skipsRefused) {
      refuseRivals(topics, rivals, book.topics);
      await book.join(topics, signal, skipsRefused);
    },
    leave: () => book.leave(topics),
    refused: () => book.refusedOf(topics),
    size: topics.length,
  };
}

/** @throws `InvalidOption` when a subscribed topic has pushes that look like those of a new one */
function refuseRivals(topics: readonly Topic[], rivals: readonly number[], subscribed: readonly Topic[]): void {
  const bySecurity = new Map<string, Topic[]>();
  for (const other of subscribed) {
    const alike = bySecurity.get(keyOfSecurity(other));
    if (alike) alike.push(other);
    else bySecurity.set(keyOfSecurity(other), [other]);
  }
  for (const topic of topics) {
    const isRival = (other: Topic) =>
      other.subType === topic.subType ? variantKey(other) !== variantKey(topic) : rivals.includes(other.subType);
    const rival = bySecurity.get(keyOfSecurity(topic))?.find(isRival);
    if (rival) throw rivalError(topic, rival);
  }
}

function keyOfSecurity({ security }: Topic): string {
  return `${security.market}.${security.code}`;
}

function rivalError(topic: Topic, rival: Topic) {
  const code = formatSecurity(topic.security);
  const [other, wanted] = [rival.subType, topic.subType].map(nameOfSubType);
  const how = rival.subType === topic.subType && rival.klineSource === topic.klineSource ? " with other options" : "";
  const message = `${other} of ${code} is still subscribed${how}, and its pushes cannot be told apart from those of ${wanted}`;
  return createError("InvalidOption", message, { option: "subTypes" });
}

/** Groups the codes of topics by data type and market. */
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
  {
    codes,
    subTypes,
    klineSource,
    extendedTime,
    session,
    isSubOrderBookDetail,
  }: Partial<QuotePushOptions & EventContractPushOptions>,
): Topic[] {
  const { feed } = protocol;
  const markets = feed === "eventContract" ? (["EC"] as const) : undefined;
  const securities = codesIn(protocol, codes).map((code) => security(code, markets));
  const chosen = subTypesIn(protocol, subTypes);
  const variant = { klineSource, extendedTime, session, isSubOrderBookDetail };
  return chosen.flatMap((subType) => securities.map((one) => ({ subType, security: one, ...variant })));
}

/** @throws `InvalidOption` */
function codesIn({ name, feed }: { readonly name: string; readonly feed: string }, codes: unknown): string[] {
  const list: unknown = typeof codes === "string" ? [codes] : codes;
  if (Array.isArray(list) && list.length > 0) return [...new Set<string>(list)];
  const example = feed === "eventContract" ? '["EC.…"]' : '["HK.00700", "US.AAPL"]';
  const problem = Array.isArray(list)
    ? "is empty"
    : codes === undefined
      ? "is missing"
      : `is a ${typeof codes}, not a list`;
  throw createError("InvalidOption", `${name}: codes ${problem}: give codes such as ${example}`, { option: "codes" });
}

/** @throws `InvalidOption` */
function subTypesIn<S2C>(
  { name, subTypes: allowed, defaultSubType, subTypeOf }: QuotePushProtocol<S2C> | EventContractPushProtocol<S2C>,
  subTypes: readonly number[] | undefined,
): readonly number[] {
  const chosen = subTypes ?? (defaultSubType === undefined ? [] : [defaultSubType]);
  if (!Array.isArray(chosen) || chosen.length === 0 || !chosen.every((subType) => allowed.includes(subType))) {
    const list = allowed.map(nameOfSubType).join(", ");
    const problem = subTypes === undefined ? "is missing: give" : "must be a list of";
    throw createError("InvalidOption", `${name}: subTypes ${problem} some of Qot_Common.SubType: ${list}`, {
      option: "subTypes",
    });
  }
  if (chosen.length > 1 && !subTypeOf) {
    const message = `${name}: subTypes must be exactly one, because its pushes do not say which one they belong to`;
    throw createError("InvalidOption", message, { option: "subTypes" });
  }
  return chosen;
}

/** Returns the name of a data type, such as `KL_1Min` rather than 11. */
function nameOfSubType(subType: number): string {
  return nameOf(SubType, subType) ?? String(subType);
}
