import { type ConnectOptions, createManualClock } from "@opend/futu";
import {
  Notify,
  Qot_Common,
  Qot_PushIndicatorCalc,
  Qot_RequestIndicatorCalc,
  Qot_SetOptionEventAlert,
  Qot_SetPriceReminder,
  Qot_Sub,
  Qot_SubEventContract,
  Qot_UpdateBroker,
  Qot_UpdateEventContractKline,
  Qot_UpdateEventContractOrderBook,
  Qot_UpdateEventContractTicker,
  Qot_UpdateOptionEvent,
  Qot_UpdateOrderBook,
  Qot_UpdatePriceReminder,
  Qot_UpdateRT,
  Trd_SubAccPush,
  Trd_UpdateOrder,
  Trd_UpdateOrderFill,
} from "@opend/futu/protocols";
import { type GatewayOptions, handle, refuse } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { collect } from "../testing/collect.js";
import { openTarget, type Target, targets } from "../testing/targets.js";

const { SubType } = Qot_Common;
const codes = ["EC.KXTEST-26"];
/** Two ids that are equal as doubles. */
const [account, other] = [281_756_460_277_401_516n, 281_756_460_277_401_517n];

async function open(target: Target, gatewayOptions: Partial<GatewayOptions> = {}, connectOptions: ConnectOptions = {}) {
  const clock = createManualClock();
  const opened = await openTarget(
    target,
    { clock, pushIntervalMs: false, ...gatewayOptions },
    { clock, reconnect: { baseDelayMs: 1, random: () => 1 }, ...connectOptions },
  );
  return { ...opened, clock };
}

/** An order, as a gateway describes it. */
function order(accID: bigint, orderID: bigint, orderStatus = 5) {
  const texts = { orderIDEx: "", code: "00700", name: "", createTime: "", updateTime: "" };
  return {
    header: { trdEnv: 0, accID, trdMarket: 1 },
    order: { ...texts, trdSide: 1, orderType: 1, orderStatus, orderID, qty: 100, comboLegs: [] },
  };
}

function fill(accID: bigint, fillID: bigint, orderID: bigint) {
  const texts = { fillIDEx: "", code: "00700", name: "", createTime: "" };
  const orderFill = { ...texts, trdSide: 1, fillID, orderID, qty: 100, price: 471.4 };
  return { header: { trdEnv: 0, accID, trdMarket: 1 }, orderFill };
}

describe.each(targets)("every push: $name", (target) => {
  it("of quotes arrives after Qot_Sub", async () => {
    const { client, gateway } = await open(target);
    const lines = collect(client.pushes(Qot_UpdateRT, { codes: ["HK.00700"] }));
    const brokers = collect(client.pushes(Qot_UpdateBroker, { codes: ["HK.00700"] }));
    const odds = collect(client.pushes(Qot_UpdateOrderBook, { codes: ["SG.D05"], subTypes: [SubType.OrderBook_Odd] }));
    const books = collect(client.pushes(Qot_UpdateOrderBook, { codes: ["SG.D05"] }));
    await expect.poll(() => gateway.pushNow()).toBe(4);
    for (const { items } of [lines, brokers, odds, books]) await expect.poll(() => items.length).toBeGreaterThan(0);
    expect(brokers.items[0]?.brokerAskList[0]?.name).toContain("Simulated");
    expect(odds.items.every(({ orderBookType }) => orderBookType === 1)).toBe(true);
    expect(books.items.every(({ orderBookType }) => orderBookType === 0)).toBe(true);
    expect(gateway.violations).toEqual([]);
  });

  it("of event contracts arrives after Qot_SubEventContract, and is unsubscribed when the gateway allows it", async () => {
    const { client, gateway, clock } = await open(target);
    const books = collect(client.pushes(Qot_UpdateEventContractOrderBook, { codes }));
    const tickers = collect(client.pushes(Qot_UpdateEventContractTicker, { codes }));
    const options = { codes, subTypes: [SubType.KL_Day], klineSource: 1 };
    const stop = new AbortController();
    const klines = collect(client.pushes(Qot_UpdateEventContractKline, { ...options, signal: stop.signal }));
    await expect.poll(() => gateway.pushNow()).toBe(3);
    for (const { items } of [books, tickers, klines]) await expect.poll(() => items.length).toBeGreaterThan(0);
    // Only the order book of Yes.
    expect(klines.items[0]?.klineList.map(({ pre_side }) => pre_side)).toEqual([1]);
    expect([gateway.requestCount(Qot_SubEventContract), gateway.requestCount(Qot_Sub)]).toEqual([3, 0]);
    stop.abort();
    await expect(klines.ended).rejects.toMatchObject({ code: "Aborted" });
    // Pushes of hours would look like those of days.
    const hourly = client.pushes(Qot_UpdateEventContractKline, { codes, subTypes: [SubType.KL_60Min] });
    await expect(collect(hourly).ended).rejects.toMatchObject({ code: "InvalidOption", option: "subTypes" });
    await expect
      .poll(() => {
        clock.advance(1_000);
        return gateway.requestCount(Qot_SubEventContract);
      })
      .toBe(4);
    await expect.poll(() => gateway.pushNow()).toBe(2);
    expect(gateway.violations).toEqual([]);
  });

  it("of an account arrives after Trd_SubAccPush, only at streams of that account", async () => {
    const { client, gateway } = await open(target);
    const one = collect(client.pushes(Trd_UpdateOrder, { accounts: [account] }));
    const both = collect(client.pushes(Trd_UpdateOrder, { accounts: [account, other] }));
    const fills = collect(client.pushes(Trd_UpdateOrderFill, { accounts: [other] }));
    await expect.poll(() => gateway.push(Trd_UpdateOrder, order(other, 2n))).toBe(1);
    expect(gateway.push(Trd_UpdateOrder, order(account, 1n))).toBe(1);
    expect(gateway.push(Trd_UpdateOrderFill, fill(other, 7n, 2n))).toBe(1);
    await expect.poll(() => both.items.map(({ order: { orderID } }) => orderID)).toEqual([2n, 1n]);
    await expect.poll(() => one.items.map(({ header }) => header.accID)).toEqual([account]);
    await expect.poll(() => fills.items.map(({ orderFill }) => orderFill.fillID)).toEqual([7n]);
    // The third stream needed no new subscription.
    expect(gateway.requestCount(Trd_SubAccPush)).toBe(2);
  });

  it("of an account is unsubscribed when nobody listens any more", async () => {
    const { client, gateway } = await open(target);
    const stop = new AbortController();
    const stopped = collect(client.pushes(Trd_UpdateOrder, { accounts: [account], signal: stop.signal }));
    const stays = collect(client.pushes(Trd_UpdateOrder, { accounts: [other] }));
    await expect.poll(() => gateway.push(Trd_UpdateOrder, order(other, 1n))).toBe(1);
    stop.abort();
    await expect(stopped.ended).rejects.toMatchObject({ code: "Aborted" });
    await expect.poll(() => gateway.push(Trd_UpdateOrder, order(account, 1n))).toBe(0);
    expect(gateway.push(Trd_UpdateOrder, order(other, 2n))).toBe(1);
    await expect.poll(() => stays.items.at(-1)?.order.orderID).toBe(2n);
  });

  it("continues after a cut, in the order of the subscriptions", async () => {
    const { client, gateway, clock } = await open(target);
    const orders = collect(client.pushes(Trd_UpdateOrder, { accounts: [other, account] }));
    const books = collect(client.pushes(Qot_UpdateEventContractOrderBook, { codes }));
    const notices = collect(client.pushes(Notify));
    await expect.poll(() => gateway.push(Trd_UpdateOrder, order(account, 1n))).toBe(1);
    await expect.poll(() => books.items.length).toBeGreaterThan(0);
    await expect.poll(() => orders.items.length).toBe(1);
    gateway.dropConnections();
    await expect
      .poll(() => {
        clock.advance(10);
        return client.state;
      })
      .toMatchObject({ status: "ready", epoch: 2, resumed: { failed: [] } });
    const known = books.items.length;
    expect(gateway.push(Trd_UpdateOrder, order(account, 2n))).toBe(1);
    expect(gateway.push(Notify, { type: 1, event: { eventType: 7, desc: "simulated" } })).toBe(1);
    expect(gateway.pushNow()).toBe(1);
    await expect.poll(() => orders.items.at(-1)?.order.orderID).toBe(2n);
    await expect.poll(() => books.items.length).toBeGreaterThan(known);
    await expect.poll(() => notices.items).toMatchObject([{ event: { eventType: 7 } }]);
  });

  it("that needs no subscription arrives by itself", async () => {
    const { client, gateway } = await open(target);
    const notices = collect(client.pushes(Notify));
    const reminders = collect(client.pushes(Qot_UpdatePriceReminder, {}));
    const events = collect(client.pushes(Qot_UpdateOptionEvent, { bufferSize: 10 }));
    const results = collect(client.pushes(Qot_PushIndicatorCalc));
    const security = { market: 1, code: "00700" };
    expect(gateway.push(Notify, { type: 1, event: { eventType: 7, desc: "simulated" } })).toBe(1);
    const reminder = { security, op: 1, type: 1, freq: 1, value: 0.01 };
    const { key } = await client.call(Qot_SetPriceReminder, reminder);
    gateway.pushNow();
    await client.call(Qot_SetOptionEventAlert, { operType: 1, alertList: [{ underlying: security }] });
    const kLine = [{ time: "2026-05-08", isBlank: false, closePrice: 3 }];
    const { calcId } = await client.call(Qot_RequestIndicatorCalc, {
      shortName: "MA",
      langType: 0,
      data: { security, klType: 2, kLine },
    });
    await expect.poll(() => notices.items).toMatchObject([{ event: { eventType: 7 } }]);
    await expect.poll(() => reminders.items).toMatchObject([{ security, key, setValue: 0.01 }]);
    await expect.poll(() => events.items).toMatchObject([{ owner: security }]);
    await expect.poll(() => results.items).toMatchObject([{ calcId, outputRows: [{ values: [3] }] }]);
    await client.close();
    for (const { ended } of [notices, reminders, events, results]) await ended;
    await expect(collect(client.pushes(Notify)).ended).rejects.toMatchObject({ code: "SessionClosed" });
  });

  it("under conflate is the newest of each order, of each deal, or overall", async () => {
    const { client, gateway } = await open(target);
    const options = { policy: "conflate", bufferSize: 10 } as const;
    const orders = client.pushes(Trd_UpdateOrder, { accounts: [account], ...options })[Symbol.asyncIterator]();
    const fills = client.pushes(Trd_UpdateOrderFill, { accounts: [account], ...options })[Symbol.asyncIterator]();
    const notices = client.pushes(Notify, options)[Symbol.asyncIterator]();
    const first = [orders.next(), fills.next(), notices.next()];
    await expect.poll(() => gateway.push(Trd_UpdateOrder, order(account, 0n))).toBe(1);
    gateway.push(Trd_UpdateOrderFill, fill(account, 0n, 0n));
    gateway.push(Notify, { type: 0 });
    await Promise.all(first);
    for (const status of [5, 10, 11]) {
      for (const id of [1n, 2n]) gateway.push(Trd_UpdateOrder, order(account, id, status));
    }
    for (const id of [1n, 2n, 1n]) gateway.push(Trd_UpdateOrderFill, fill(account, id, 9n));
    for (const type of [1, 2, 3]) gateway.push(Notify, { type });
    // The gateway answers this after all pushes.
    await client.dailyShortVolume("HK.00700").page();
    const taken = async <T>(iterator: AsyncIterator<T>) => (await iterator.next()).value;
    expect([await taken(orders), await taken(orders)]).toMatchObject([
      { order: { orderID: 1n, orderStatus: 11 } },
      { order: { orderID: 2n, orderStatus: 11 } },
    ]);
    expect([await taken(fills), await taken(fills)]).toMatchObject([
      { orderFill: { fillID: 1n } },
      { orderFill: { fillID: 2n } },
    ]);
    expect(await taken(notices)).toEqual({ type: 3 });
    for (const iterator of [orders, fills, notices]) await iterator.return?.();
  });

  it("refuses wrong options before it sends anything", async () => {
    const { client, gateway } = await open(target);
    const refused = (code: string, option?: string) => expect.objectContaining(option ? { code, option } : { code });
    expect(() => client.pushes(Trd_UpdateOrder, { accounts: [] })).toThrow(refused("InvalidOption", "accounts"));
    // @ts-expect-error: account ids do not fit a number
    expect(() => client.pushes(Trd_UpdateOrder, { accounts: [1] })).toThrow(refused("InvalidOption", "accounts"));
    expect(() => client.pushes(Notify, { bufferSize: 0 })).toThrow(refused("InvalidOption", "bufferSize"));
    expect(() => client.pushes(Qot_UpdateEventContractTicker, { codes: ["HK.00700"] })).toThrow(refused("InvalidCode"));
    for (const subTypes of [undefined, [], [SubType.KL_Day, SubType.KL_1Min]]) {
      const options = { codes, subTypes };
      expect(() => client.pushes(Qot_UpdateEventContractKline, options)).toThrow(refused("InvalidOption", "subTypes"));
    }
    expect([Qot_Sub, Qot_SubEventContract, Trd_SubAccPush].map((one) => gateway.requestCount(one))).toEqual([0, 0, 0]);
  });
});

it("the client reports an account that the gateway refuses after a reconnect, and the others continue", async () => {
  const [target] = targets;
  if (!target) throw new Error("no target");
  const lists: [bigint, readonly bigint[]][] = [];
  const refusing = handle(Trd_SubAccPush, ({ accIDList }, { connectionId }) => {
    const isSecond = lists.some(([id]) => id !== connectionId);
    if (accIDList.includes(account) && isSecond) refuse("no such account");
    lists.push([connectionId, accIDList]);
    return {};
  });
  const { client, gateway, clock } = await open(target, { handlers: [refusing] });
  collect(client.pushes(Trd_UpdateOrder, { accounts: [5n, account, other] }));
  await expect.poll(() => lists.length).toBe(1);
  gateway.dropConnections();
  await expect
    .poll(() => {
      clock.advance(10);
      return client.state;
    })
    .toMatchObject({
      status: "ready",
      epoch: 2,
      resumed: { failed: [{ account, error: { code: "GatewayError", retMsg: "no such account" } }] },
    });
  expect(lists.map(([, accounts]) => accounts)).toEqual([[5n, account, other], [5n], [5n, other]]);
});
