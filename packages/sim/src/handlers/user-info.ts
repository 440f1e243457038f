import { GetUserInfo, Qot_Common } from "@opend/core/protocols";
import { type Handler, handle } from "../handler.js";
import type { BuiltInSettings } from "./built-in-handlers.js";
import { historyQuota, subscriptionQuota } from "./simulated-user.js";

const { QotRight_Level1: level1, QotRight_Level2: level2, QotRight_No: none } = Qot_Common.QotRight;

/** The simulated user, with everything whatever was asked for. */
export function answerUserInfo({ facts, userId }: BuiltInSettings): Handler {
  const { displayName, isAppNNOrMM, userAttribution } = facts;
  return handle(GetUserInfo, () => ({
    nickName: `${displayName} simulation`,
    avatarUrl: "",
    userID: userId(),
    userAttribution,
    isAppNNOrMM,
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
  }));
}
