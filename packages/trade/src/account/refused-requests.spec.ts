import {
  Trd_GetHistoryOrderFillList,
  Trd_GetHistoryOrderList,
  Trd_GetMarginRatio,
  Trd_GetMaxTrdQtys,
  Trd_GetOrderFee,
  Trd_GetOrderList,
  Trd_ModifyOrder,
  Trd_PlaceOrder,
} from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { rejectionOf } from "@opend/test-kit/caught";
import { expect, it } from "vitest";
import type { TradeMarket } from "../names/trade-markets.js";
import { type Order, toOrder } from "../rows/order.js";
import { open } from "../testing/open.js";
import { universalAccount as info } from "../testing/universal-account.js";
import { TradingAccount } from "./trading-account.js";

const all = [
  Trd_GetHistoryOrderFillList,
  Trd_GetHistoryOrderList,
  Trd_GetMarginRatio,
  Trd_GetMaxTrdQtys,
  Trd_GetOrderFee,
  Trd_GetOrderList,
  Trd_ModifyOrder,
  Trd_PlaceOrder,
];

async function openOne(markets: readonly TradeMarket[] = info.markets as TradeMarket[]) {
  const { client, gateway } = await open({
    handlers: [handle(Trd_ModifyOrder, ({ header, orderID }) => ({ header, orderID }))],
  });
  return { gateway, account: new TradingAccount(client, info, markets) };
}

/** An open order, as the gateway reports it. */
function orderIn(market: TradeMarket, orderType = 1): Order {
  const texts = { orderIDEx: "9", code: "00700", name: "", createTime: "", updateTime: "" };
  return toOrder({ ...texts, trdSide: 1, orderType, orderStatus: 5, orderID: 9n, qty: 100, comboLegs: [] }, market);
}

type Ask = (account: TradingAccount) => Promise<unknown>;

it.each<[string, string, Ask]>([
  ["price", "is a number above 0, not 0", (each) => each.maxQuantities({ code: "HK.00700", price: 0 })],
  [
    "type",
    "is Auction, which exists for HK only, and not for US.AAPL",
    (each) => each.maxQuantities({ code: "US.AAPL", price: 1, type: "Auction" }),
  ],
  [
    "type",
    "is AbsoluteLimit, which exists for HK only",
    (each) => each.placeOrder({ code: "US.AAPL", side: "Buy", quantity: 1, price: 1, type: "AbsoluteLimit" }),
  ],
  [
    "side",
    "is SellShort, which exists at FutuJP only",
    (each) => each.placeOrder({ code: "US.AAPL", side: "SellShort", quantity: 1, price: 1 }),
  ],
  ["from", "is 2026-05-08, which is after to", (each) => each.orderHistory({ from: "2026-05-08", to: "2026-05-01" })],
  ["from", "is a day or a time that exists", (each) => each.orderHistory({ from: "2026-13-45", to: "2026-05-01" })],
  ["to", "is a day or a time that exists", (each) => each.fillHistory({ from: "2026-02-01", to: "2026-02-30" })],
  // @ts-expect-error: a history without an end
  ["to", "is missing", (each) => each.fillHistory({ from: "2026-02-01" })],
  // @ts-expect-error: a history without a start
  ["from", "is missing", (each) => each.orderHistory({ to: "2026-02-01" })],
  ["to", "is a day or a time that exists", (each) => each.orders({ to: "2026-05-01 24:00:01" })],
  ["orderIdExs", "has at most 400 items, not 401", (each) => each.orderFees(Array.from({ length: 401 }, String))],
  ["codes", "has at most 100 items, not 101", (each) => each.marginRatios(new Array(101).fill("HK.00700"))],
  ["order", "is in US, which takes only Normal, Cancel, and not", (each) => each.disableOrder(orderIn("US"))],
  [
    "order",
    "is in HKCC, which takes only Cancel, and not",
    (each) => each.modifyOrder(orderIn("HKCC"), { quantity: 1, price: 1 }),
  ],
  [
    "order",
    "is in Futures, which takes only Normal, Cancel, Delete, and not Enable",
    (each) => each.enableOrder(orderIn("Futures")),
  ],
  ["price", "is missing: an order of type Normal", (each) => each.modifyOrder(orderIn("HK"), { quantity: 1 })],
  [
    "price",
    "does not fit an order of type Stop",
    (each) => each.modifyOrder(orderIn("HK", 10), { quantity: 1, price: 1 }),
  ],
])("sends nothing when %s %s", async (option, rule, ask) => {
  const { gateway, account } = await openOne();
  const error = await rejectionOf(ask(account));
  expect(error).toMatchObject({ code: "InvalidOption", option, message: expect.stringContaining(`${option} ${rule}`) });
  expect(all.filter((protocol) => gateway.requestCount(protocol) > 0)).toEqual([]);
});

it("sends what the market of an order takes, and what nobody knows", async () => {
  const { gateway, account } = await openOne();
  await account.cancelOrder(orderIn("HKCC"));
  await account.deleteOrder(orderIn("Futures"));
  await account.disableOrder(orderIn("HK"));
  await account.modifyOrder(9n, { quantity: 1 });
  await account.modifyOrder(orderIn("HK", 99), { quantity: 1 });
  expect(gateway.requestCount(Trd_ModifyOrder)).toBe(5);
});

it("knows the market of an order by its id where the account has only one", async () => {
  const { gateway, account } = await openOne(["US"]);
  expect(await rejectionOf(account.deleteOrder(9n))).toMatchObject({ code: "InvalidOption", option: "order" });
  expect(gateway.requestCount(Trd_ModifyOrder)).toBe(0);
});
