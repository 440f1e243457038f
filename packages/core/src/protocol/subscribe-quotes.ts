import { Qot_Sub } from "../gen/protocols/Qot_Sub.js";
import type { SubscribeSecurities } from "./push-protocol.js";

/** Subscribes quotes. K-lines come adjusted forward, which is the gateway's default. */
export const subscribeQuotes: SubscribeSecurities = async (requester, { isSub, subTypes, securities }) => {
  await requester.request(Qot_Sub, {
    securityList: [...securities],
    subTypeList: [...subTypes],
    isSubOrUnSub: isSub,
    isRegOrUnRegPush: isSub,
    regPushRehabTypeList: [],
  });
};
