import type { Handler } from "../base/handler.js";
import type { PushDesk } from "../market/pushes/push-desk.js";
import { answerAccountList, answerUnlockTrade } from "./handlers/account-handlers.js";
import { answerSubAccPush } from "./handlers/account-push.js";
import { answerComboMaxQuantities, answerPlaceComboOrder } from "./handlers/combo-handlers.js";
import { answerFlowSummary, answerMarginRatio, answerOrderFee } from "./handlers/fee-handlers.js";
import { answerFunds } from "./handlers/funds-handlers.js";
import { answerModifyOrder, answerPlaceOrder } from "./handlers/order-handlers.js";
import {
  answerFillList,
  answerHistoryFillList,
  answerHistoryOrderList,
  answerOrderList,
} from "./handlers/order-list-handlers.js";
import { answerPositions } from "./handlers/position-handlers.js";
import { answerMaxQuantities } from "./handlers/quantity-handlers.js";
import type { TradingDesk } from "./orders/trading-desk.js";

/** The handlers of the trade protocols. @param desk keeps the subscriptions to accounts */
export function createBrokerHandlers(trading: TradingDesk, desk: PushDesk): Handler[] {
  return [
    answerSubAccPush(desk),
    answerAccountList(trading),
    answerUnlockTrade(trading),
    answerFunds(trading),
    answerPositions(trading),
    answerMaxQuantities(trading),
    answerOrderList(trading),
    answerHistoryOrderList(trading),
    answerFillList(trading),
    answerHistoryFillList(trading),
    answerPlaceOrder(trading),
    answerModifyOrder(trading),
    answerPlaceComboOrder(trading),
    answerComboMaxQuantities(trading),
    answerOrderFee(trading),
    answerMarginRatio(trading),
    answerFlowSummary(trading),
  ];
}
