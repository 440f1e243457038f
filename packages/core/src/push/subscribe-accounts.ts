import type { RequestProtocol } from "../protocol/protocol.js";
import type { SubscribeAccounts } from "./requester.js";

/** Subscribes the orders and deals of accounts through a protocol: `Trd_SubAccPush`. */
export function subscribeAccounts(protocol: RequestProtocol<{ accIDList: bigint[] }, unknown>): SubscribeAccounts {
  return async (requester, accounts) => {
    await requester.request(protocol, { accIDList: [...accounts] });
  };
}
