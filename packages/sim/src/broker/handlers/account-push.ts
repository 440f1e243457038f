import { Trd_SubAccPush } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import type { PushDesk } from "../../market/pushes/push-desk.js";

/** Replaces the list of accounts that the connection has subscribed to. */
export function answerSubAccPush({ accounts }: PushDesk): Handler {
  return handle(Trd_SubAccPush, ({ accIDList }, { connectionId }) => {
    accounts.set(connectionId, accIDList);
    return {};
  });
}
