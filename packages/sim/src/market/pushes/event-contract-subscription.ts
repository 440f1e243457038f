import { valuesOf } from "@opend/core/internal";
import { Qot_Common, Qot_SubEventContract } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import type { SecurityBook } from "../listing/security-book.js";
import { contractSubTypes } from "../live/sub-types.js";
import type { PushDesk } from "./push-desk.js";
import type { Topic } from "./subscriptions.js";

const { EventContract: contractMarket } = Qot_Common.QotMarket;
const sources: ReadonlySet<number> = new Set(valuesOf(Qot_Common.EC_KlineSource));

/** Subscribes to event contracts or unsubscribes, and registers for their pushes in the same request. */
export function answerSubEventContract(book: SecurityBook, desk: PushDesk): Handler {
  const { subscriptions } = desk;
  return handle(Qot_SubEventContract, (c2s, { connectionId, afterReply }) => {
    if (c2s.isUnsubAll === true) {
      const own = subscriptions.of(connectionId).filter(({ security }) => security.market === contractMarket);
      subscriptions.unsubscribe(connectionId, own);
      desk.update();
      return {};
    }
    const topics = topicsOf(book, c2s.securityList, c2s.subTypeList);
    for (const source of c2s.klineSource) if (!sources.has(source)) refuse(`there is no source of K-lines ${source}`);
    if (!c2s.isSubOrUnSub) {
      subscriptions.unsubscribe(connectionId, topics);
    } else {
      subscriptions.subscribe(connectionId, topics);
      if (c2s.isRegOrUnRegPush === true) {
        const { None: trades } = Qot_Common.EC_KlineSource;
        subscriptions.register(connectionId, topics, c2s.klineSource.length > 0 ? c2s.klineSource : [trades]);
        if (c2s.isFirstPush !== false) afterReply(() => desk.pushCached(connectionId, topics));
      } else if (c2s.isRegOrUnRegPush === false) {
        subscriptions.unregister(connectionId, topics, c2s.klineSource);
      }
    }
    desk.update();
    return {};
  });
}

/** Every data type of every contract. Refuses the request when one of them cannot be subscribed to. */
function topicsOf(
  book: SecurityBook,
  securities: readonly Qot_Common.Security[],
  subTypes: readonly number[],
): Topic[] {
  if (securities.length === 0) refuse("securityList is empty");
  if (subTypes.length === 0) refuse("subTypeList is empty");
  for (const security of securities) {
    const { market } = security;
    if (market !== contractMarket) refuse(`market ${market} has no event contracts: only ${contractMarket} has`);
    book.check(security);
  }
  for (const subType of subTypes) {
    if (!contractSubTypes.has(subType)) refuse(`event contracts do not have data type ${subType}`);
  }
  return securities.flatMap((security) => subTypes.map((subType) => ({ security, subType })));
}
