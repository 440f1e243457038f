// The columns of the rows of this package, for files and databases. They come from the texts of the contract, which this
// entry loads.
import { type Column, columnsOf, type OwnColumn, rowColumns } from "@opend/core/columns";
import { Trd_GetAccList } from "@opend/core/schema/Trd_GetAccList";
import { Trd_GetFunds } from "@opend/core/schema/Trd_GetFunds";
import { Trd_GetOrderFillList } from "@opend/core/schema/Trd_GetOrderFillList";
import { Trd_GetOrderList } from "@opend/core/schema/Trd_GetOrderList";
import { Trd_GetPositionList } from "@opend/core/schema/Trd_GetPositionList";

const code: OwnColumn = { type: "text", description: "The security, such as HK.00700." };

const market: OwnColumn = { type: "text", description: "The market that it is in, such as HK." };

/** Rows keep the text of the gateway, which has no offset from UTC. */
const time = (description: string): OwnColumn => ({
  type: "text",
  description: `${description}, on the clocks of the market.`,
});

/** The columns of `listAccounts`. */
export const accountColumns: readonly Column[] = rowColumns(columnsOf(Trd_GetAccList), {
  id: "accID",
  isPaper: { type: "bool", description: "Whether it holds simulated money." },
  isActive: { type: "bool", description: "Whether it is enabled." },
  kind: "accType",
  firm: "securityFirm",
  markets: "trdMarketAuthList",
  paperKind: "simAccType",
  role: "accRole",
  cardNumber: { type: "text", description: "The number that the app shows." },
});

/** The columns of `orders` and `orderHistory`. */
export const orderColumns: readonly Column[] = rowColumns(columnsOf(Trd_GetOrderList), {
  market,
  orderId: "orderID",
  code,
  side: "trdSide",
  type: "orderType",
  status: "orderStatus",
  quantity: "qty",
  price: "price",
  filledQuantity: "fillQty",
  averageFillPrice: "fillAvgPrice",
  currency: "currency",
  createTime: time("When the order was created"),
  updateTime: time("When the order last changed"),
  isOpen: { type: "bool", description: "Whether it may still be filled." },
  isOutcomeUnknown: { type: "bool", description: "Whether its status says nothing about what became of it." },
  timeInForce: "timeInForce",
  session: "session",
  error: "lastErrMsg",
  remark: "remark",
  name: "name",
  orderIdEx: "orderIDEx",
});

/** The columns of `fills` and `fillHistory`. */
export const fillColumns: readonly Column[] = rowColumns(columnsOf(Trd_GetOrderFillList), {
  market,
  fillId: "fillID",
  orderId: "orderID",
  code,
  side: "trdSide",
  status: "status",
  quantity: "qty",
  price: "price",
  createTime: time("When the deal was made"),
  name: "name",
  fillIdEx: "fillIDEx",
  orderIdEx: "orderIDEx",
});

/** The columns of `positions`. */
export const positionColumns: readonly Column[] = rowColumns(columnsOf(Trd_GetPositionList), {
  market,
  code,
  name: "name",
  side: "positionSide",
  quantity: "qty",
  sellableQuantity: "canSellQty",
  price: "price",
  averageCost: "averageCostPrice",
  dilutedCost: "dilutedCostPrice",
  marketValue: "val",
  profit: "plVal",
  profitPercent: { type: "double", unit: "percent", description: "Profit or loss on diluted cost. Not for futures." },
  averageProfitPercent: { type: "double", unit: "percent", description: "Profit or loss on average cost." },
  todayProfit: "td_plVal",
  unrealizedProfit: "unrealizedPL",
  realizedProfit: "realizedPL",
  currency: "currency",
  costFallback: {
    type: "text",
    description: "Which of the two costs is the only one that the gateway knows, before OpenD 9.2.5208.",
  },
  positionId: "positionID",
});

/** The columns of `funds`. */
export const fundsColumns: readonly Column[] = rowColumns(columnsOf(Trd_GetFunds), {
  currency: "funds.currency",
  totalAssets: "funds.totalAssets",
  cash: "funds.cash",
  marketValue: "funds.marketVal",
  frozenCash: "funds.frozenCash",
  buyingPower: "funds.power",
  withdrawable: "funds.avlWithdrawalCash",
  maxWithdrawal: "funds.maxWithdrawal",
  debt: "funds.debtCash",
  unrealizedProfit: "funds.unrealizedPL",
  realizedProfit: "funds.realizedPL",
  availableFunds: "funds.availableFunds",
  initialMargin: "funds.initialMargin",
  maintenanceMargin: "funds.maintenanceMargin",
  marginCallMargin: "funds.marginCallMargin",
  riskStatus: "funds.riskStatus",
  byCurrency: { type: "text", isList: true, description: "The cash by currency, of accounts with several currencies." },
  byMarket: { type: "text", isList: true, description: "The net assets by market." },
});
