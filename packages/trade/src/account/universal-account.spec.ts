import {
  Trd_Common,
  Trd_GetHistoryOrderFillList,
  Trd_GetHistoryOrderList,
  Trd_GetMarginRatio,
  Trd_GetMaxTrdQtys,
  Trd_GetOrderFee,
  Trd_GetOrderFillList,
  Trd_GetOrderList,
  Trd_GetPositionList,
  Trd_ModifyOrder,
  Trd_PlaceOrder,
  Trd_UpdateOrder,
  Trd_UpdateOrderFill,
} from "@opend/core/protocols";
import { handle, refuse } from "@opend/sim";
import { rejectionOf } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import type { TradeMarket } from "../names/trade-markets.js";
import { type AccountInfo, listAccounts } from "../rows/accounts.js";
import { open } from "../testing/open.js";
import { universalAccount as info } from "../testing/universal-account.js";
import { TradingAccount } from "./trading-account.js";

const { TrdMarket, TrdSecMarket } = Trd_Common;

interface Place {
  readonly trdMarket?: number;
  readonly secMarket?: number;
  readonly code: string;
}

/** What the account has, in the markets HK, US and HKCC. */
const places: readonly Place[] = [
  { trdMarket: TrdMarket.HK, secMarket: TrdSecMarket.HK, code: "00700" },
  { trdMarket: TrdMarket.US, secMarket: TrdSecMarket.US, code: "AAPL" },
  { trdMarket: TrdMarket.US, secMarket: TrdSecMarket.US, code: "MSFT" },
  { trdMarket: TrdMarket.HKCC, secMarket: TrdSecMarket.CN_SH, code: "600519" },
];

const each = { name: "", qty: 100, price: 1 };
const createTime = "2026-05-08 10:00:00";

function order(place: Place, index: number): Trd_Common.Order {
  const id = { orderID: BigInt(index + 1), orderIDEx: `FT${index + 1}` };
  return {
    ...place,
    ...each,
    ...id,
    createTime,
    updateTime: createTime,
    trdSide: 1,
    orderType: 1,
    orderStatus: 5,
    comboLegs: [],
  };
}

function fill(place: Place, index: number): Trd_Common.OrderFill {
  return { ...place, ...each, createTime, fillID: BigInt(index + 1), fillIDEx: `F${index + 1}`, trdSide: 1 };
}

function position(place: Place, index: number): Trd_Common.Position {
  return { ...place, ...each, positionID: BigInt(index + 1), positionSide: 0, canSellQty: 100, val: 100, plVal: 0 };
}

interface Query {
  readonly header: Trd_Common.TrdHeader;
  readonly filterConditions?: Trd_Common.TrdFilterConditions | undefined;
}

interface Asked {
  readonly name: string;
  readonly header: number;
  readonly filter?: number | undefined;
}

/**
 * A gateway as the vendor's documents say: only `filterMarket` filters, and the market in the header does not. One before
 * universal accounts ignores `filterMarket` as well.
 */
async function openUniversal(markets: readonly TradeMarket[], { there = places, isOld = false, of = info } = {}) {
  const asked: Asked[] = [];
  const select = (name: string, c2s: Query) => {
    const filter = c2s.filterConditions?.filterMarket;
    asked.push({ name, header: c2s.header.trdMarket, filter });
    return there.filter(({ trdMarket }) => isOld || filter === undefined || trdMarket === filter);
  };
  const command = (name: string, { header }: { header: Trd_Common.TrdHeader }) => {
    asked.push({ name, header: header.trdMarket });
  };
  const { client, gateway } = await open({
    handlers: [
      handle(Trd_GetOrderList, (c2s) => ({ header: c2s.header, orderList: select("orders", c2s).map(order) })),
      handle(Trd_GetHistoryOrderList, (c2s) => ({
        header: c2s.header,
        orderList: select("orderHistory", c2s).map(order),
      })),
      handle(Trd_GetOrderFillList, (c2s) => ({ header: c2s.header, orderFillList: select("fills", c2s).map(fill) })),
      handle(Trd_GetHistoryOrderFillList, (c2s) => ({
        header: c2s.header,
        orderFillList: select("fillHistory", c2s).map(fill),
      })),
      handle(Trd_GetPositionList, (c2s) => ({
        header: c2s.header,
        positionList: select("positions", c2s).map(position),
      })),
      handle(Trd_PlaceOrder, ({ header }) => {
        command("place", { header });
        return { header, orderID: 9n };
      }),
      handle(Trd_GetMaxTrdQtys, ({ header }) => {
        command("maxQuantities", { header });
        return { header, maxTrdQtys: { maxCashBuy: 1, maxPositionSell: 1 } };
      }),
      handle(Trd_ModifyOrder, ({ header, trdMarket, orderID }) => {
        asked.push({ name: `modify ${orderID}`, header: header.trdMarket, filter: trdMarket });
        if (orderID === 0n && trdMarket === TrdMarket.US) refuse("this market cannot cancel all orders");
        return { header, orderID };
      }),
    ],
  });
  return { client, gateway, asked, account: new TradingAccount(client, of, markets) };
}

const history = { from: "2026-05-01", to: "2026-05-08" };

async function listAll(account: TradingAccount) {
  return {
    orders: await account.orders(),
    orderHistory: await account.orderHistory(history),
    fills: await account.fills(),
    fillHistory: await account.fillHistory(history),
    positions: await account.positions(),
  };
}

describe("an account of several markets", () => {
  it("has all its rows once, each with its market, and no filter", async () => {
    const { account, asked } = await openUniversal(["HK", "US", "HKCC"]);
    expect([account.market, account.markets]).toEqual([undefined, ["HK", "US", "HKCC"]]);
    const lists = await listAll(account);
    for (const [name, rows] of Object.entries(lists)) {
      expect(rows.map((row) => [row.market, row.code])).toEqual([
        ["HK", "HK.00700"],
        ["US", "US.AAPL"],
        ["US", "US.MSFT"],
        ["HKCC", "SH.600519"],
      ]);
      expect(asked.filter((request) => request.name === name)).toEqual([
        { name, header: TrdMarket.HK, filter: undefined },
      ]);
    }
  });

  it.each(["HK", "US", "HKCC"] as const)("has only the rows of %s when it is opened for it", async (market) => {
    const wanted = places.filter(({ trdMarket }) => trdMarket === TrdMarket[market]).map(({ code }) => code);
    for (const isOld of [false, true]) {
      const { account, asked } = await openUniversal([market], { isOld });
      expect([account.market, account.markets]).toEqual([market, [market]]);
      for (const [name, rows] of Object.entries(await listAll(account))) {
        expect(rows.map(({ raw }) => raw.code)).toEqual(wanted);
        expect(rows.map((row) => row.market)).toEqual(wanted.map(() => market));
        const { [market]: number } = TrdMarket;
        expect(asked.filter((request) => request.name === name)).toEqual([{ name, header: number, filter: number }]);
      }
    }
  });

  it("takes orders to the market that trades the code, and changes to the market of the order", async () => {
    const { account, asked } = await openUniversal(["HK", "US", "HKCC"]);
    await account.placeOrder({ code: "SH.600519", side: "Buy", quantity: 100, price: 1 });
    await account.placeOrder({ code: "US.AAPL", side: "Buy", quantity: 100, price: 1 });
    await account.maxQuantities({ code: "US.AAPL", price: 1 });
    const [hk, us] = await account.orders();
    if (hk === undefined || us === undefined) throw new Error("no orders");
    asked.splice(3);
    await account.cancelOrder(us);
    await account.modifyOrder(us, { quantity: 1, price: 1 });
    await account.cancelOrder(us.orderId);
    expect(asked).toEqual([
      { name: "place", header: TrdMarket.HKCC },
      { name: "place", header: TrdMarket.US },
      { name: "maxQuantities", header: TrdMarket.US },
      { name: "modify 2", header: TrdMarket.US, filter: undefined },
      { name: "modify 2", header: TrdMarket.US, filter: undefined },
      { name: "modify 2", header: TrdMarket.HK, filter: undefined },
    ]);
    const wrong = account.placeOrder({ code: "JP.7203", side: "Buy", quantity: 100, price: 1 });
    expect(await rejectionOf(wrong)).toMatchObject({ code: "InvalidCode" });
  });

  it("cancels all orders in each of its markets, also when one refuses", async () => {
    const { account, asked } = await openUniversal(["HK", "US", "HKCC"]);
    expect(await rejectionOf(account.cancelAllOrders())).toMatchObject({ code: "GatewayError" });
    const one = (market: number) => ({ name: "modify 0", header: market, filter: market });
    expect(asked).toEqual([TrdMarket.HK, TrdMarket.US, TrdMarket.HKCC].map(one));
  });
});

describe("an account whose only market is newer than the contract", () => {
  it("is asked by the number of that market", async () => {
    const { account, asked } = await openUniversal([], { of: { ...info, markets: [9999] } });
    expect((await account.orders()).length).toBe(places.length);
    await account.cancelAllOrders();
    expect(asked).toEqual([
      { name: "orders", header: 9999, filter: undefined },
      { name: "modify 0", header: 9999, filter: 9999 },
    ]);
  });
});

describe("a filter", () => {
  it("with an empty list lets nothing pass, and asks for nothing: a gateway would take it for all", async () => {
    const { account, asked } = await openUniversal(["HK", "US", "HKCC"]);
    for (const none of [{ codes: [] }, { ids: [] }]) {
      expect(await account.orders(none)).toEqual([]);
      expect(await account.orderHistory({ ...history, ...none })).toEqual([]);
      expect(await account.fills(none)).toEqual([]);
      expect(await account.fillHistory({ ...history, ...none })).toEqual([]);
      expect(await account.positions(none)).toEqual([]);
    }
    expect(await account.orders({ statuses: [] })).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("tells codes of two markets apart, which a gateway compares without their market", async () => {
    const alike = [TrdSecMarket.CN_SH, TrdSecMarket.CN_SZ].map((secMarket) => ({
      trdMarket: TrdMarket.HKCC,
      secMarket,
      code: "000001",
    }));
    const { account } = await openUniversal(["HKCC"], { there: alike });
    const codesOf = async (codes: readonly string[]) => (await account.positions({ codes })).map(({ code }) => code);
    expect(await codesOf(["SZ.000001"])).toEqual(["SZ.000001"]);
    expect(await codesOf(["SZ.000001", "SH.000001"])).toEqual(["SH.000001", "SZ.000001"]);
    // A gateway may answer with the month of a main contract: what is not alike is its affair.
    expect(await codesOf(["SZ.000002"])).toEqual(["SH.000001", "SZ.000001"]);
  });
});

describe("rows without a market, as gateways before universal accounts send them", () => {
  const unmarked = places.map(({ secMarket, code }) => ({ ...(secMarket && { secMarket }), code }));
  const bare = places.map(({ code }) => ({ code }));

  it("belong to the market that trades them", async () => {
    const { account } = await openUniversal(["HK"], { there: unmarked, isOld: true });
    expect((await account.positions()).map(({ market, code }) => [market, code])).toEqual([["HK", "HK.00700"]]);
    const all = await openUniversal(["HK", "US", "HKCC"], { there: unmarked });
    expect((await all.account.positions()).map(({ market }) => market)).toEqual(["HK", "US", "US", "HKCC"]);
  });

  it("are not of an account whose only market does not trade them", async () => {
    const of: AccountInfo = { ...info, markets: ["HK"] };
    const { account } = await openUniversal(["HK"], { there: unmarked, isOld: true, of });
    expect((await account.orders()).map(({ code }) => code)).toEqual(["HK.00700"]);
  });

  it("are kept when nothing tells", async () => {
    const { account } = await openUniversal(["US"], { there: bare, isOld: true });
    expect((await account.positions()).map(({ market }) => market)).toEqual(["US", "US", "US", "US"]);
    const all = await openUniversal(["HK", "US"], { there: bare });
    expect((await all.account.positions()).map(({ market, code }) => [market, code])).toEqual(
      bare.map(({ code }) => [undefined, code]),
    );
  });

  it("are kept in a market for funds or futures that trades the same codes", async () => {
    const there = [
      { secMarket: TrdSecMarket.HK, code: "A1" },
      { trdMarket: 0, secMarket: 9999, code: "A2" },
    ];
    for (const market of ["HK_Fund", "Futures"] as const) {
      const { account } = await openUniversal([market], { there, isOld: true });
      expect((await account.positions()).map((row) => row.market)).toEqual([market, market]);
    }
  });
});

describe("pushes of an account of several markets", () => {
  /** Pushes a row of each place, with a header that has the account's first market, and then one of HK. */
  async function pushed(markets: readonly TradeMarket[], there: readonly Place[], sent: number = TrdMarket.HK) {
    const { client, gateway } = await openUniversal(markets);
    // The gateway pushes for accounts that it has.
    const real = (await listAccounts(client)).find(({ isPaper }) => !isPaper);
    const id = real?.id ?? 0n;
    const account = new TradingAccount(client, { ...info, id }, markets);
    const [orders, fills] = [account.orderUpdates(), account.fillUpdates()];
    await Promise.all([orders.open(), fills.open()]);
    const header = { trdEnv: 1, accID: id, trdMarket: sent };
    const last = { trdMarket: TrdMarket[markets[0] ?? "HK"], code: "LAST" };
    for (const [index, place] of [...there, last].entries()) {
      gateway.push(Trd_UpdateOrder, { header, order: order(place, index) });
      gateway.push(Trd_UpdateOrderFill, { header, orderFill: fill(place, index) });
    }
    const seen: unknown[][] = [[], []];
    for (const [index, updates] of [orders, fills].entries()) {
      for await (const { raw, market } of updates) {
        if (raw.code === "LAST") break;
        seen[index]?.push([market, raw.code]);
      }
    }
    expect(seen[0]).toEqual(seen[1]);
    return seen[0];
  }

  it("all come, with the market of the row, whatever the header says", async () => {
    const wanted = [
      ["HK", "00700"],
      ["US", "AAPL"],
      ["US", "MSFT"],
      ["HKCC", "600519"],
    ];
    expect(await pushed(["HK", "US", "HKCC"], places)).toEqual(wanted);
    expect(await pushed(["HK", "US", "HKCC"], places, TrdMarket.HKCC)).toEqual(wanted);
  });

  it("are only those of its market when it is opened for one", async () => {
    expect(await pushed(["US"], places)).toEqual([
      ["US", "AAPL"],
      ["US", "MSFT"],
    ]);
  });

  it("have the market of the header when the row has none, unless it is about something else", async () => {
    expect(await pushed(["HK"], [{ code: "X" }])).toEqual([["HK", "X"]]);
    expect(await pushed(["US"], [{ code: "X" }])).toEqual([]);
    expect(await pushed(["HK", "US"], [{ code: "X" }], TrdMarket.US)).toEqual([["US", "X"]]);
    const us = { secMarket: TrdSecMarket.US, code: "X" };
    expect(await pushed(["US"], [us])).toEqual([["US", "X"]]);
    expect(await pushed(["HK"], [us])).toEqual([]);
  });
});

describe("a long history", () => {
  it("is asked for in parts, and fails as a whole when one is refused or it is aborted between them", async () => {
    const asked: unknown[] = [];
    let isBroken = false;
    const stop = new AbortController();
    let onAsk = () => {};
    const { client } = await open({
      handlers: [
        handle(Trd_GetHistoryOrderList, ({ header, filterConditions: { beginTime = "", endTime = "" } }) => {
          asked.push([beginTime, endTime]);
          onAsk();
          const days = (Date.parse(`${endTime}Z`) - Date.parse(`${beginTime}Z`)) / 86_400_000;
          if (days > 360) refuse("the range is above 360 days");
          if (isBroken && asked.length === 2) refuse("not now");
          const [place] = places;
          if (place === undefined) return { header, orderList: [] };
          // An order at the moment at which a part begins and the older one ends.
          const { length } = asked;
          return { header, orderList: [order(place, length), order(place, length - 1)] };
        }),
      ],
    });
    const account = new TradingAccount(client, info, ["HK"]);
    const days = { from: "2024-03-01", to: "2026-05-09" };
    expect((await account.orderHistory(days)).map(({ orderId }) => orderId)).toEqual([2n, 1n, 3n, 4n]);
    expect(asked).toEqual([
      ["2025-05-15 00:00:00", "2026-05-09 23:59:59"],
      ["2024-05-21 00:00:00", "2025-05-15 00:00:00"],
      ["2024-03-01 00:00:00", "2024-05-21 00:00:00"],
    ]);
    asked.length = 0;
    isBroken = true;
    expect(await rejectionOf(account.orderHistory(days))).toMatchObject({ code: "GatewayError", retMsg: "not now" });
    expect(asked).toHaveLength(2);
    asked.length = 0;
    isBroken = false;
    onAsk = () => stop.abort();
    expect(await rejectionOf(account.orderHistory({ ...days, signal: stop.signal }))).toMatchObject({
      code: "Aborted",
    });
    expect(asked).toHaveLength(1);
  });
});

describe("what is asked about the whole account", () => {
  it("carries a market of the account, which does not matter: its first, or the one it was opened for", async () => {
    const asked: number[] = [];
    const { client } = await open({
      handlers: [
        handle(Trd_GetOrderFee, ({ header, orderIdExList }) => {
          asked.push(header.trdMarket);
          return { header, orderFeeList: orderIdExList.map((orderIDEx) => ({ orderIDEx, feeAmount: 1, feeList: [] })) };
        }),
        handle(Trd_GetMarginRatio, ({ header, securityList }) => {
          asked.push(header.trdMarket);
          return { header, marginRatioInfoList: securityList.map((security) => ({ security })) };
        }),
      ],
    });
    const codes = ["HK.00700", "US.AAPL"];
    for (const markets of [["HK", "US", "HKCC"], ["US"]] as const) {
      const account = new TradingAccount(client, info, markets);
      expect(await account.orderFees(["FT1"])).toEqual([{ orderIdEx: "FT1", total: 1, items: [] }]);
      expect((await account.marginRatios(codes)).map(({ code }) => code)).toEqual(codes);
    }
    expect(asked).toEqual([TrdMarket.HK, TrdMarket.HK, TrdMarket.US, TrdMarket.US]);
  });
});
