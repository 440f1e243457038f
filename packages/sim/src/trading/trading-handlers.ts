import type { Handler } from "../handler.js";
import { answerAccountList, answerUnlockTrade } from "./account-handlers.js";
import { answerComboMaxQuantities, answerPlaceComboOrder } from "./combo-handlers.js";
import { answerFlowSummary, answerMarginRatio, answerOrderFee } from "./fee-handlers.js";
import { answerFunds, answerMaxQuantities, answerPositions } from "./funds-handlers.js";
import { answerModifyOrder, answerPlaceOrder } from "./order-handlers.js";
import {
  answerFillList,
  answerHistoryFillList,
  answerHistoryOrderList,
  answerOrderList,
} from "./order-list-handlers.js";
import type { TradingDesk } from "./trading-desk.js";

/** The handlers of the trade protocols. */
export function createTradingHandlers(desk: TradingDesk): Handler[] {
  return [
    answerAccountList(desk),
    answerUnlockTrade(desk),
    answerFunds(desk),
    answerPositions(desk),
    answerMaxQuantities(desk),
    answerOrderList(desk),
    answerHistoryOrderList(desk),
    answerFillList(desk),
    answerHistoryFillList(desk),
    answerPlaceOrder(desk),
    answerModifyOrder(desk),
    answerPlaceComboOrder(desk),
    answerComboMaxQuantities(desk),
    answerOrderFee(desk),
    answerMarginRatio(desk),
    answerFlowSummary(desk),
  ];
}
