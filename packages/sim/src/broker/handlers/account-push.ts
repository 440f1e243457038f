import { Trd_SubAccPush } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import type { PushDesk } from "../../market/pushes/push-desk.js";

/** Takes the accounts whose orders and deals this connection is pushed: all of them, each time. */
export function answerSubAccPush({ accounts }: PushDesk): Handler {
  return handle(Trd_SubAccPush, ({ accIDList }, { connectionId }) => {
    accounts.set(connectionId, accIDList);
    return {};
  });
}
