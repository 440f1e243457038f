import type { Push } from "./gen/opend/options_pb.js";

/** What subscribes the pushes of one kind. */
export interface PushSubscriber {
  /** The kind of push, as its descriptor names it. */
  readonly feed: NonNullable<Push["subscription"]["case"]>;
  /** The type of its descriptor. */
  readonly type: string;
  /** The function of core that fills in the request, and the module that has it. */
  readonly subscribe: string;
  readonly module: string;
  /** The protocol that the request belongs to. A push loads this one and no other. */
  readonly protocol: string;
}

/** One for each kind of push that needs a subscription. */
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
