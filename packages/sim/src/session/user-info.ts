import { GetUserInfo, Qot_Common } from "@opend/core/protocols";
import { type Handler, handle } from "../base/handler.js";
import type { SessionSettings } from "./session-settings.js";
import { historyQuota, subscriptionQuota } from "./simulated-user.js";

const { Level1: level1, Level2: level2, No: none } = Qot_Common.QotRight;
const { HK_Security: hk, US_Security: us } = Qot_Common.QotMarket;

/** Describes the simulated user. The reply always has every field, whichever ones the request asks for. */
export function answerUserInfo({ facts, hasQuoteRight, userId }: SessionSettings): Handler {
  const { displayName, userAttribution, userInfo } = facts;
  const rightIn = (market: number, right: number) => (hasQuoteRight(market) ? right : none);
  return handle(GetUserInfo, () => ({
    nickName: `${displayName} simulation`,
    avatarUrl: "",
    userID: userId(),
    userAttribution,
    isNeedAgreeDisclaimer: false,
    updateType: 0,
    subQuota: subscriptionQuota,
    historyKLQuota: historyQuota,
    hkQotRight: rightIn(hk, level2),
    hkOptionQotRight: rightIn(hk, level1),
    hkFutureQotRight: none,
    usQotRight: rightIn(us, level1),
    usOptionQotRight: rightIn(us, level1),
    hasUSOptionQotRight: hasQuoteRight(us),
    usIndexQotRight: none,
    usOtcQotRight: none,
    shQotRight: none,
    szQotRight: none,
    ...userInfo,
  }));
}
