import { GetUserInfo, Qot_Common } from "@opend/core/protocols";
import { type Handler, handle } from "../base/handler.js";
import type { SessionSettings } from "./session-settings.js";
import { historyQuota, subscriptionQuota } from "./simulated-user.js";

const { Level1: level1, Level2: level2, No: none } = Qot_Common.QotRight;

/** Describes the simulated user. The reply always has every field, whichever ones the request asks for. */
export function answerUserInfo({ facts, userId }: SessionSettings): Handler {
  const { displayName, userAttribution, userInfo } = facts;
  return handle(GetUserInfo, () => ({
    nickName: `${displayName} simulation`,
    avatarUrl: "",
    userID: userId(),
    userAttribution,
    isNeedAgreeDisclaimer: false,
    updateType: 0,
    subQuota: subscriptionQuota,
    historyKLQuota: historyQuota,
    hkQotRight: level2,
    hkOptionQotRight: level1,
    hkFutureQotRight: none,
    usQotRight: level1,
    usOptionQotRight: level1,
    hasUSOptionQotRight: true,
    usIndexQotRight: none,
    usOtcQotRight: none,
    shQotRight: none,
    szQotRight: none,
    ...userInfo,
  }));
}
