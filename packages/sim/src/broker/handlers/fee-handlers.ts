import { Trd_FlowSummary, Trd_GetMarginRatio, Trd_GetOrderFee } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import { marketOfNumber } from "../../market/data/market-of-number.js";
import type { SimulatedAccount } from "../accounts/simulated-account.js";
import type { TradingDesk } from "../orders/trading-desk.js";

const maxFeeOrders = 400;
const maxMarginSecurities = 100;

/** Answers with the fees of orders, which are always 0. Real accounts only. */
export function answerOrderFee(desk: TradingDesk): Handler {
  return handle(Trd_GetOrderFee, ({ header, orderIdExList }) => {
    const { account } = desk.book.placeOf(header);
    requireReal(account, "fees");
    if (orderIdExList.length > maxFeeOrders) refuse(`a request can ask for the fees of at most ${maxFeeOrders} orders`);
    const orderFeeList = orderIdExList.map((orderIDEx) => {
      if (!account.orders.some(({ idEx }) => idEx === orderIDEx)) refuse(`there is no order ${orderIDEx}`);
      return { orderIDEx, feeAmount: 0, feeList: [{ title: "Simulated: no fees", value: 0 }] };
    });
    return { header, orderFeeList };
  });
}

/** Answers with margin data. Neither money nor shares are lent. */
export function answerMarginRatio(desk: TradingDesk): Handler {
  return handle(Trd_GetMarginRatio, ({ header, securityList }) => {
    desk.book.placeOf(header);
    if (securityList.length > maxMarginSecurities)
      refuse(`a request can ask for the margin data of at most ${maxMarginSecurities} securities`);
    const marginRatioInfoList = securityList.map((security) => {
      if (marketOfNumber(security.market) === undefined) refuse(`market ${security.market} has no margin data`);
      desk.requireKnown(security);
      return { security, isLongPermit: false, isShortPermit: false, shortPoolRemain: 0, imLongRatio: 100 };
    });
    return { header, marginRatioInfoList };
  });
}

/** Answers with no cash flows: only deals cause any, and those are not listed. Real accounts only. */
export function answerFlowSummary(desk: TradingDesk): Handler {
  return handle(Trd_FlowSummary, ({ header, clearingDate }) => {
    requireReal(desk.book.placeOf(header).account, "cash flows");
    if (!/^\d{4}-\d\d-\d\d$/.test(clearingDate)) refuse("clearingDate is not a date: write YYYY-MM-DD");
    return { header, flowSummaryInfoList: [] };
  });
}

function requireReal({ isReal }: SimulatedAccount, what: string): void {
  if (!isReal) refuse(`a simulated account has no ${what}`);
}
