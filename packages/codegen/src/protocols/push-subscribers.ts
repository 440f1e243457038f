import type { Push } from "../gen/opend/options_pb.js";

/** How the pushes of one kind are subscribed. */
export interface PushSubscriber {
  /** The kind of push, as in its descriptor. */
  readonly feed: NonNullable<Push["subscription"]["case"]>;
  /** The type of its descriptor. */
  readonly type: string;
  /** The function of core that fills in the request, and its module. */
  readonly subscribe: string;
  readonly module: string;
  /** The protocol of the request. A push loads only this one. */
  readonly protocol: string;
}

/** One entry for each kind of push that needs a subscription. */
export const pushSubscribers: readonly PushSubscriber[] = [
  {
    feed: "quote",
    type: "QuotePushProtocol",
    subscribe: "subscribeQuotes",
    module: "subscribe-quotes",
    protocol: "Qot_Sub",
  },
  {
    feed: "eventContract",
    type: "EventContractPushProtocol",
    subscribe: "subscribeEventContracts",
    module: "subscribe-event-contracts",
    protocol: "Qot_SubEventContract",
  },
  {
    feed: "account",
    type: "AccountPushProtocol",
    subscribe: "subscribeAccounts",
    module: "subscribe-accounts",
    protocol: "Trd_SubAccPush",
  },
];
