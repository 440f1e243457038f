import { Qot_Sub, Qot_UpdateOrderBook } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { expect, it } from "vitest";
import { open, take } from "../testing/open.js";
import { watchCandles } from "./watch-candles.js";
import { watchOrderBook } from "./watch-order-book.js";
import { watchTicks } from "./watch-ticks.js";

it("has the single orders of each level, if they are asked for", async () => {
  const { gateway, client } = await open();
  const watch = watchOrderBook(client, "HK.00700", { orders: true });
  await watch.open();
  const updates = watch[Symbol.asyncIterator]();
  const level = { price: 470, volume: 300n, orederCount: 2 };
  const detailList = [
    { orderID: 2n ** 60n + 1n, volume: 100n },
    { orderID: 7n, volume: 200n },
  ];
  await take(updates, 1);
  const security = { market: 1, code: "00700" };
  gateway.push(Qot_UpdateOrderBook, { security, orderBookBidList: [{ ...level, detailList }], orderBookAskList: [] });
  const [update] = await take(updates, 1);
  const orders = [
    { id: "1152921504606846977", volume: 100 },
    { id: "7", volume: 200 },
  ];
  expect(update).toMatchObject({ bids: [{ price: 470, volume: 300, orderCount: 2, orders }] });
  await expect(watchOrderBook(client, "HK.00700").open()).rejects.toMatchObject({ code: "InvalidOption" });
});

it("refuses single orders and sessions of other markets before it subscribes", async () => {
  const { gateway, client } = await open();
  expect(() => watchOrderBook(client, "US.AAPL", { orders: true })).toThrow(
    "orders is for HK securities, not for US.AAPL",
  );
  expect(() => watchCandles(client, "HK.00700", { period: "1min", session: "all" })).toThrow("session is for US");
  expect(() => watchCandles(client, "US.AAPL", { period: "day", session: "all" })).toThrow("not for the period day");
  expect(gateway.requestCount(Qot_Sub)).toBe(0);
});

it("refuses candles of another session while one is subscribed", async () => {
  const { client } = await open();
  await watchCandles(client, "US.AAPL", { period: "1min", session: "all" }).open();
  await watchCandles(client, "US.AAPL", { period: "1min", session: "ALL" }).open();
  await expect(watchCandles(client, "US.AAPL", { period: "1min" }).open()).rejects.toMatchObject({
    code: "InvalidOption",
    message: expect.stringContaining("KL_1Min of US.AAPL is still subscribed with other options"),
  });
});

it("asks for trades of a session, of US securities only", async () => {
  const asked: (number | undefined)[] = [];
  const sub = handle(Qot_Sub, ({ session }) => {
    asked.push(session);
    return {};
  });
  const { client } = await open({ handlers: [sub] });
  expect(() => watchTicks(client, ["US.AAPL", "HK.00700"], { session: "all" })).toThrow(
    "session is for US securities, not for HK.00700",
  );
  expect(asked).toEqual([]);
  await watchTicks(client, "US.AAPL", { session: "eth" }).open();
  expect(asked).toEqual([2]);
});
