import { Trd_SubAccPush } from "../gen/protocols/Trd_SubAccPush.js";
import type { SubscribeAccounts } from "./push-protocol.js";

/** Subscribes orders and deals of accounts. */
export const subscribeAccounts: SubscribeAccounts = async (requester, accounts) => {
  await requester.request(Trd_SubAccPush, { accIDList: [...accounts] });
};
