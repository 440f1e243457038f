import { valuesOf } from "@opend/core/internal";
import { Common, Qot_Common, Qot_GetSubInfo, Qot_RegQotPush, Qot_Sub } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import { clockOfMarket, isQuoted } from "../data/quote-market.js";
import type { SecurityBook } from "../listing/security-book.js";
import type { PushDesk } from "./push-desk.js";
import type { Topic } from "./subscriptions.js";

/** Subscribes or unsubscribes, and registers for pushes in the same request. */
export function answerSub(book: SecurityBook, desk: PushDesk): Handler {
  const { subscriptions } = desk;
  return handle(Qot_Sub, (c2s, { connectionId, afterReply }) => {
    if (c2s.isUnsubAll === true) {
      const own = subscriptions.of(connectionId).filter(({ security }) => clockOfMarket(security.market) !== undefined);
      subscriptions.unsubscribe(connectionId, own);
      desk.update();
      return {};
    }
    const topics = topicsOf(book, c2s.securityList, c2s.subTypeList);
    const rehabTypes = rehabTypesOf(c2s.regPushRehabTypeList);
    if (c2s.session !== undefined && !sessions.has(c2s.session)) refuse(`there is no session ${c2s.session}`);
    if (!c2s.isSubOrUnSub) {
      subscriptions.unsubscribe(connectionId, topics);
      desk.update();
      return {};
    }
    subscriptions.subscribe(connectionId, topics);
    if (c2s.isRegOrUnRegPush === true) {
      subscriptions.register(connectionId, topics, orDefault(rehabTypes));
      if (c2s.isFirstPush !== false) afterReply(() => desk.pushCached(connectionId, topics));
    } else if (c2s.isRegOrUnRegPush === false) {
      subscriptions.unregister(connectionId, topics, rehabTypes);
    }
    desk.update();
    return {};
  });
}

/** Registers for pushes of existing subscriptions, or unregisters. */
export function answerRegQotPush(book: SecurityBook, desk: PushDesk): Handler {
  const { subscriptions } = desk;
  return handle(Qot_RegQotPush, (c2s, { connectionId, afterReply }) => {
    const topics = topicsOf(book, c2s.securityList, c2s.subTypeList);
    const rehabTypes = rehabTypesOf(c2s.rehabTypeList);
    if (c2s.isRegOrUnReg) {
      subscriptions.register(connectionId, topics, orDefault(rehabTypes));
      if (c2s.isFirstPush !== false) afterReply(() => desk.pushCached(connectionId, topics));
    } else {
      subscriptions.unregister(connectionId, topics, rehabTypes);
    }
    desk.update();
    return {};
  });
}

/** Lists the subscriptions by connection and data type. */
export function answerGetSubInfo({ subscriptions }: PushDesk): Handler {
  return handle(Qot_GetSubInfo, ({ isReqAllConn }, { connectionId }) => {
    const others = isReqAllConn === true ? subscriptions.connectionIds.filter((id) => id !== connectionId) : [];
    const connSubInfoList = [connectionId, ...others].map((id) => {
      const own = subscriptions.of(id);
      const byType = new Map<number, Qot_Common.Security[]>();
      for (const { subType, security } of own) byType.set(subType, [...(byType.get(subType) ?? []), security]);
      return {
        subInfoList: [...byType].map(([subType, securityList]) => ({ subType, securityList })),
        usedQuota: own.length,
        isOwnConnData: id === connectionId,
      };
    });
    return { connSubInfoList, totalUsedQuota: subscriptions.usedQuota, remainQuota: subscriptions.remainingQuota };
  });
}

const sessions: ReadonlySet<number> = new Set(valuesOf(Common.Session));
const rehabValues: ReadonlySet<number> = new Set(valuesOf(Qot_Common.RehabType));

/** Every data type of every security. Refuses the request when one of them cannot be subscribed to. */
function topicsOf(
  book: SecurityBook,
  securities: readonly Qot_Common.Security[],
  subTypes: readonly number[],
): Topic[] {
  if (securities.length === 0) refuse("securityList is empty");
  if (subTypes.length === 0) refuse("subTypeList is empty");
  for (const security of securities) {
    const { market } = security;
    book.clockOf(security, "noRightToSubscribe");
    for (const subType of subTypes) {
      if (!isQuoted(market, subType)) refuse(`securities of market ${market} do not have data type ${subType}`);
    }
  }
  return securities.flatMap((security) => subTypes.map((subType) => ({ security, subType })));
}

function rehabTypesOf(rehabTypes: readonly number[]): readonly number[] {
  for (const rehabType of rehabTypes) {
    if (!rehabValues.has(rehabType)) refuse(`there is no price adjustment ${rehabType}`);
  }
  return rehabTypes;
}

function orDefault(rehabTypes: readonly number[]): readonly number[] {
  return rehabTypes.length > 0 ? rehabTypes : [Qot_Common.RehabType.Forward];
}
