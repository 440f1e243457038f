import type { RequestProtocol } from "../protocol/protocol.js";
import type { SecurityChange, SubscribeSecurities } from "./requester.js";

/** The fields of a request that subscribes event contracts. */
interface EventContractSubscription {
  securityList: SecurityChange["securities"][number][];
  subTypeList: number[];
  isSubOrUnSub: boolean;
  isRegOrUnRegPush?: boolean | undefined;
  klineSource: number[];
}

/** Subscribes event contracts through a protocol: `Qot_SubEventContract`. */
export function subscribeEventContracts(
  protocol: RequestProtocol<EventContractSubscription, unknown>,
): SubscribeSecurities {
  return async (requester, { isSub, subTypes, securities, klineSource }) => {
    await requester.request(protocol, {
      securityList: [...securities],
      subTypeList: [...subTypes],
      isSubOrUnSub: isSub,
      isRegOrUnRegPush: isSub,
      klineSource: klineSource === undefined ? [] : [klineSource],
    });
  };
}
