import type { RequestProtocol } from "../protocol/protocol.js";
import type { SecurityChange, SubscribeSecurities } from "./requester.js";

/** The fields of a request that subscribes quotes. */
interface QuoteSubscription {
  securityList: SecurityChange["securities"][number][];
  subTypeList: number[];
  isSubOrUnSub: boolean;
  isRegOrUnRegPush?: boolean | undefined;
  regPushRehabTypeList: number[];
  extendedTime?: boolean | undefined;
  session?: number | undefined;
  isSubOrderBookDetail?: boolean | undefined;
}

/** Subscribes quotes through a protocol: `Qot_Sub`. K-lines are adjusted forward, which is the gateway's default. */
export function subscribeQuotes(protocol: RequestProtocol<QuoteSubscription, unknown>): SubscribeSecurities {
  return async (requester, { isSub, subTypes, securities, extendedTime, session, isSubOrderBookDetail }) => {
    await requester.request(protocol, {
      securityList: [...securities],
      subTypeList: [...subTypes],
      isSubOrUnSub: isSub,
      isRegOrUnRegPush: isSub,
      regPushRehabTypeList: [],
      extendedTime,
      session,
      isSubOrderBookDetail,
    });
  };
}
