import { Qot_SubEventContract } from "../gen/protocols/Qot_SubEventContract.js";
import type { SubscribeSecurities } from "./push-protocol.js";

/** Subscribes data types of event contracts. */
export const subscribeEventContracts: SubscribeSecurities = async (requester, change) => {
  const { isSub, subTypes, securities, klineSource } = change;
  await requester.request(Qot_SubEventContract, {
    securityList: [...securities],
    subTypeList: [...subTypes],
    isSubOrUnSub: isSub,
    isRegOrUnRegPush: isSub,
    klineSource: klineSource === undefined ? [] : [klineSource],
  });
};
