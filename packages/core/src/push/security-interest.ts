import { createError } from "../errors.js";
import type { EventContractPushProtocol, QuotePushProtocol } from "../protocol/push-protocol.js";
import { security } from "../security.js";
import type { Interest } from "./interest.js";
import type { EventContractPushOptions, QuotePushOptions } from "./push-options.js";
import type { SecurityBook } from "./security-book.js";
import { type Topic, topicKey } from "./topic.js";

/** Pushes about data types of securities. @throws `InvalidCode`, `InvalidOption` */
export function securityInterest<S2C>(
  protocol: QuotePushProtocol<S2C> | EventContractPushProtocol<S2C>,
  options: Partial<QuotePushOptions & EventContractPushOptions>,
  book: SecurityBook,
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
    join: () => book.join(topics, rivals),
    leave: () => book.leave(topics),
  };
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
