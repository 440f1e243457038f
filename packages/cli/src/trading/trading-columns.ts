import type { TableColumn } from "@opend/table";

const text = (name: string, description: string): TableColumn => ({ name, type: "text", path: [name], description });
const number = (name: string, description: string): TableColumn => ({
  name,
  type: "double",
  path: [name],
  description,
});
const bool = (name: string, description: string): TableColumn => ({ name, type: "bool", path: [name], description });

/** Which account a row is about. */
const place = [text("account", "The id of the account."), text("market", "The market of the account.")];

/** The columns of `opend accounts`. */
export const accountColumns: readonly TableColumn[] = [
  text("account", "The id of the account."),
  bool("isPaper", "Whether it trades on paper."),
  bool("isActive", "Whether it is active."),
  text("kind", "Cash, margin or another kind."),
  text("firm", "The broker."),
  { ...text("markets", "The markets it trades in."), isList: true },
];

/** The columns of `opend orders`. */
export const orderColumns: readonly TableColumn[] = [
  ...place,
  text("orderId", "The id of the order."),
  text("code", "The security."),
  text("side", "Buy or Sell."),
  text("type", "The type. Normal is a limit order."),
  text("status", "The status."),
  number("quantity", "Shares or contracts ordered."),
  number("price", "The limit."),
  number("filledQuantity", "Shares or contracts filled."),
  number("averageFillPrice", "The average price of what was filled."),
  text("currency", "The currency of the prices."),
  text("createTime", "When it was placed, on the clocks of the market."),
  text("updateTime", "When it last changed, on the clocks of the market."),
  text("error", "The last error."),
  text("remark", "The remark that it was placed with."),
  text("name", "The name of the security."),
];

/** The columns of `opend positions`. */
export const positionColumns: readonly TableColumn[] = [
  ...place,
  text("code", "The security."),
  text("name", "The name of the security."),
  text("side", "Long or Short."),
  number("quantity", "Shares or contracts held."),
  number("sellableQuantity", "Shares or contracts that open orders do not hold back."),
  number("price", "The market price."),
  number("averageCost", "The average price paid."),
  number("dilutedCost", "The cost per share, including gains and losses of what was sold."),
  number("marketValue", "The market value."),
  number("profit", "The profit. A loss is below 0."),
  number("profitPercent", "The profit in percent of the diluted cost."),
  text("currency", "The currency of the amounts."),
];

/** The columns of `opend funds`. */
export const fundsColumns: readonly TableColumn[] = [
  ...place,
  text("currency", "The currency of the amounts."),
  number("totalAssets", "Cash plus the value of the positions."),
  number("cash", "The cash."),
  number("marketValue", "The value of the positions."),
  number("frozenCash", "What open orders hold back."),
  number("buyingPower", "The most that can be bought, as an estimate."),
];
