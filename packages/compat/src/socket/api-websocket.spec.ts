import { Qot_GetDailyShortVolume, Qot_Sub, Trd_PlaceOrder } from "@opend/core/protocols";
import { refuseRequests, stallReplies } from "@opend/sim";
import { driveClock } from "@opend/test-kit/drive-clock";
import { reactive } from "@vue/reactivity";
import { describe, expect, it } from "vitest";
import { enter, nextLogin, openScene, security, startClock } from "../testing/open-scene.js";
import { ApiWebsocket } from "./api-websocket.js";

const request = { c2s: { security, num: 1 } };

describe("a protocol that the official packages lack", () => {
  it("has a method", async () => {
    const { websocket } = await openScene();
    const { retType, s2c } = await websocket.GetDailyShortVolume({ c2s: { security, num: 3 } });
    expect(retType).toBe(0);
    expect(s2c.hkItemList).toHaveLength(3);
    expect(String(s2c.hkItemList[0]?.timestamp)).toBe("1778169600");
  });
});

describe("frequency limits", () => {
  it("are kept, so that no request is refused", async () => {
    const clock = startClock();
    const { gateway, websocket } = await openScene({ clock }, { clock });
    const startMs = clock.nowMs();
    const work = Promise.all(Array.from({ length: 70 }, () => websocket.GetDailyShortVolume(request)));
    const progress = () => gateway.requestCount(Qot_GetDailyShortVolume);
    expect(await driveClock(clock, progress, work)).toHaveLength(70);
    expect(gateway.violations).toEqual([]);
    expect(clock.nowMs() - startMs).toBeGreaterThanOrEqual(60_000);
  });

  it("are left to the program with `limiter: false`", async () => {
    const { gateway, websocket } = await openScene({}, { limiter: false });
    const outcomes = await Promise.allSettled(Array.from({ length: 31 }, () => websocket.GetDailyShortVolume(request)));
    expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(outcomes[30]).toMatchObject({ reason: { retType: -1, retMsg: expect.stringContaining("30") } });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(31);
  });

  it("hold requests per account apart, whatever form the account has", async () => {
    const clock = startClock();
    const { gateway, websocket } = await openScene({ clock }, { clock });
    const { s2c } = await websocket.GetAccList({ c2s: { userID: 0 } });
    const [one, two] = s2c.accList.filter(({ trdEnv }) => trdEnv === 0);
    const order = (accID: unknown) => ({
      c2s: {
        header: { trdEnv: 0, accID: BigInt(String(accID)), trdMarket: 1 },
        ...{ trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 300, secMarket: 1 },
      },
    });
    const startMs = clock.nowMs();
    const work = Promise.allSettled(
      [one, two].flatMap((account) => Array.from({ length: 10 }, () => websocket.PlaceOrder(order(account?.accID)))),
    );
    await driveClock(clock, () => gateway.requestCount(Trd_PlaceOrder), work);
    expect(gateway.violations).toEqual([]);
    expect(clock.nowMs() - startMs).toBeLessThan(15_000);
  });
});

describe("a command", () => {
  it("gets a packet id, and keeps the one that it has", async () => {
    const { websocket } = await openScene();
    const { s2c } = await websocket.GetAccList({ c2s: { userID: 0 } });
    const account = s2c.accList.find((each) => each.trdEnv === 0 && each.trdMarketAuthList.includes(1));
    if (!account) throw new Error("there is no simulated account");
    const order = {
      header: { trdEnv: 0, accID: account.accID, trdMarket: 1 },
      ...{ trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 300, secMarket: 1 },
    };
    const ids = [
      await websocket.PlaceOrder({ c2s: order }),
      await websocket.PlaceOrder({ c2s: { ...order, packetID: { connID: websocket.getConnID(), serialNo: 99 } } }),
    ].map((placed) => String(placed.s2c.orderID));
    expect(new Set(ids).size).toBe(2);
    const { s2c: listed } = await websocket.GetOrderList({ c2s: { header: order.header } });
    expect(listed.orderList.map(({ orderID }) => String(orderID)).sort()).toEqual(ids.sort());
  });
});

describe("stop", () => {
  it("waits for a request in flight, and refuses later ones", async () => {
    const { gateway, websocket } = await openScene({ faults: [stallReplies({ ms: 100 })] });
    const inFlight = websocket.GetDailyShortVolume(request);
    websocket.stop();
    await expect(websocket.GetDailyShortVolume(request)).rejects.toBe("error websock not ready");
    expect((await inFlight).retType).toBe(0);
    await expect.poll(() => gateway.connections).toBe(0);
  });

  it("does not wait longer than `timeout` for requests that wait for their turn", async () => {
    const clock = startClock();
    const { gateway, websocket } = await openScene({ clock }, { clock });
    const outcomes = Promise.allSettled(Array.from({ length: 40 }, () => websocket.GetDailyShortVolume(request)));
    await expect.poll(() => gateway.requestCount(Qot_GetDailyShortVolume)).toBe(30);
    const startMs = clock.nowMs();
    websocket.stop();
    const settled = await driveClock(clock, () => gateway.requestCount(Qot_GetDailyShortVolume), outcomes);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(30);
    expect(settled.at(-1)).toEqual({ status: "rejected", reason: "close" });
    expect(clock.nowMs() - startMs).toBeLessThanOrEqual(5000);
  });

  it("can be followed by start, with pushes", async () => {
    const { gateway, websocket, port } = await openScene();
    websocket.stop();
    await expect.poll(() => gateway.connections).toBe(0);
    await enter(websocket, port);
    const pushes: number[] = [];
    websocket.onPush = (cmd: number) => pushes.push(cmd);
    const c2s = { securityList: [security], subTypeList: [4], isSubOrUnSub: true, isRegOrUnRegPush: true };
    await websocket.Sub({ c2s });
    await expect.poll(() => pushes).toEqual([3011]);
  });
});

describe("a reconnect", () => {
  it("is logged in words of this package", async () => {
    const messages: string[] = [];
    const { gateway, websocket } = await openScene({}, { log: ({ message }) => void messages.push(message) });
    const again = nextLogin(websocket);
    gateway.dropConnections();
    await again;
    expect(messages).toContainEqual(expect.stringMatching(/ Connecting again until it works; stop\(\) ends that$/));
    expect(messages.join()).not.toContain("giveUpAfterMs");
  });

  it("renews what the program wants, and nothing that it has given up", async () => {
    const { gateway, websocket } = await openScene();
    const tickers = { subTypeList: [4], isSubOrUnSub: true, isRegOrUnRegPush: true };
    await websocket.Sub({ c2s: { ...tickers, securityList: [security, { market: 11, code: "AAPL" }] } });
    await websocket.Sub({ c2s: { securityList: [security], subTypeList: [1, 4], isSubOrUnSub: true } });
    await websocket.RegQotPush({ c2s: { securityList: [security], subTypeList: [1], isRegOrUnReg: true } });
    const apple = [{ market: 11, code: "AAPL" }];
    await websocket.RegQotPush({ c2s: { securityList: apple, subTypeList: [4], isRegOrUnReg: false } });
    const again = nextLogin(websocket);
    gateway.dropConnections();
    expect(await again).toBe(true);
    const { s2c } = await websocket.GetSubInfo({ c2s: {} });
    const wanted = s2c.connSubInfoList.flatMap(({ subInfoList }) =>
      subInfoList.map(({ subType, securityList }) => [subType, securityList.map(({ code }) => code).sort()]),
    );
    expect(wanted.sort()).toEqual([
      [1, ["00700"]],
      [4, ["00700", "AAPL"]],
    ]);
    const pushed: [number, string][] = [];
    websocket.onPush = (cmd, message) => {
      if (cmd === 3011) pushed.push([cmd, message.s2c.security.code]);
      if (cmd === 3005)
        pushed.push(...message.s2c.basicQotList.map((quote): [number, string] => [cmd, quote.security.code]));
    };
    gateway.pushNow();
    await expect
      .poll(() => pushed.sort())
      .toEqual([
        [3005, "00700"],
        [3011, "00700"],
      ]);
  });

  it("goes on when the gateway refuses a subscription", async () => {
    const refused: string[] = [];
    const { gateway, websocket } = await openScene(
      {},
      { log: ({ event, message }) => event === "subscription-refused" && refused.push(message) },
    );
    const tickers = { subTypeList: [4], isSubOrUnSub: true, isRegOrUnRegPush: true };
    await websocket.Sub({ c2s: { ...tickers, securityList: [security] } });
    gateway.inject(refuseRequests({ protocol: Qot_Sub, retMsg: "no quota" }));
    const again = nextLogin(websocket);
    gateway.dropConnections();
    expect(await again).toBe(true);
    expect(refused).toEqual([expect.stringContaining("no quota")]);
    expect((await websocket.GetDailyShortVolume(request)).retType).toBe(0);
  });

  it("forgets the subscriptions of a start before", async () => {
    const { gateway, websocket, port } = await openScene();
    const c2s = { securityList: [security], subTypeList: [4], isSubOrUnSub: true, isRegOrUnRegPush: true };
    await websocket.Sub({ c2s });
    await enter(websocket, port);
    const again = nextLogin(websocket);
    gateway.dropConnections();
    await again;
    expect(gateway.requestCount(Qot_Sub)).toBe(1);
  });
});

it("takes the gateway of either brand, as the official packages do", async () => {
  for (const brand of ["futu", "moomoo"] as const) {
    const { websocket } = await openScene({ brand });
    expect((await websocket.GetGlobalState({ c2s: { userID: 0 } })).retType).toBe(0);
  }
});

it("calls a callback that throws as often as there is something to tell", async () => {
  const { gateway, websocket } = await openScene();
  const errors: unknown[] = [];
  const listen = (error: unknown) => errors.push(error);
  process.prependOnceListener("uncaughtException", listen);
  let calls = 0;
  if (websocket.websock) {
    websocket.websock.onclose = () => {
      calls++;
      websocket.websock?.close();
    };
  }
  gateway.dropConnections();
  await expect.poll(() => calls).toBe(2);
  process.off("uncaughtException", listen);
  expect(errors).toEqual([]);
});

it("works in the state of a component of Vue", async () => {
  const { port } = await openScene();
  const state = stateOf({ websocket: new ApiWebsocket({ log: "off" }) });
  await enter(state.websocket, port);
  expect((await state.websocket.GetDailyShortVolume(request)).retType).toBe(0);
  expect(state.websocket.websock?.isReadyConnect()).toBe(true);
  state.websocket.stop();
});

it("says which option is misspelled", () => {
  const options: object = { limit: false };
  expect(() => new ApiWebsocket(options)).toThrow(/limit: did you mean limiter/);
});

it("tells at the call what is wrong with an address", () => {
  const websocket = new ApiWebsocket({ log: "off" });
  expect(() => websocket.start("no host", 1, false)).toThrow(TypeError);
  expect(() => websocket.start("127.0.0.1", "port", false)).toThrow(TypeError);
});

/** The state of a component, whose type Vue would take apart. */
function stateOf<T extends object>(state: T): T {
  return Object(reactive(state));
}
