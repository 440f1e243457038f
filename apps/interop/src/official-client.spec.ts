import { randomBytes } from "node:crypto";
import { connect } from "@opend/futu";
import {
  InitWebSocket,
  Qot_Common,
  Qot_GetDailyShortVolume,
  Qot_RegQotPush,
  Qot_Sub,
  Qot_UpdateBasicQot,
  Qot_UpdateTicker,
} from "@opend/futu/protocols";
import { type Gateway, startGateway } from "@opend/sim";
import { forkPeer, type PeerProcess } from "@opend/test-kit/fork-peer";
import { describe, expect, it, onTestFinished } from "vitest";
import type {
  OfficialLogin,
  OfficialPage,
  OfficialPush,
  OfficialRegistration,
  OfficialSettings,
} from "../peers/official-client.js";

const { Basic: basic, Ticker: ticker } = Qot_Common.SubType;
const tradingDays = 130;
// Both securities have days with zeros among these, and days without some fields.
const hkSecurity = { market: 1, code: "00016", num: 50 };
const usSecurity = { market: 11, code: "AAPL" };

describe("the official client at our gateway", () => {
  it.each([
    ["HK.00016", hkSecurity, "hkItemList"],
    ["US.AAPL", usSecurity, "usItemList"],
  ])("pages %s to the end and gets what our client gets", async (code, walk, listName) => {
    const { gateway, key } = await startKeyedGateway();
    const official = startOfficialClient(gateway, key, [walk]);
    expect(await official.next<OfficialLogin>()).toEqual({ isIn: true });
    const officialPages = await official.next<readonly OfficialPage[]>();
    await official.stop();

    await using client = await connect({ url: gateway.wsUrl, key, env: {} });
    const pageSize = walk === hkSecurity ? 50 : 10;
    const ourPages: OfficialPage[] = [];
    const pager = client.paginate(Qot_GetDailyShortVolume, { security: code }, { pageSize });
    for await (const { s2c } of pager.pages()) ourPages.push({ ...s2c });
    expect(officialPages).toEqual(ourPages);

    const items = ourPages.flatMap((page) => page[listName]) as OfficialPage[];
    expect(items).toHaveLength(tradingDays);
    const rows = await client.dailyShortVolume(code).toArray({ limit: Number.POSITIVE_INFINITY });
    expect(rows.map(({ raw }) => raw)).toEqual(items);
    const mostFields = Math.max(...items.map((item) => Object.keys(item).length));
    expect(items.some((item) => Object.keys(item).length < mostFields)).toBe(true);
    expect(items.some((item) => Object.values(item).includes(0))).toBe(true);
    expect(gateway.violations).toEqual([]);
  });

  it("subscribes with its own methods and receives our gateway's pushes", async () => {
    const { gateway, key } = await startKeyedGateway();
    const security = { market: 1, code: "00700" };
    const subscription = { securityList: [security], subTypeList: [ticker, basic] };
    const official = startOfficialClient(gateway, key, [], subscription);
    expect(await official.next<OfficialLogin>()).toEqual({ isIn: true });
    expect(await official.next<OfficialRegistration>()).toEqual({ isRegistered: true });
    expect([gateway.requestCount(Qot_Sub), gateway.requestCount(Qot_RegQotPush)]).toEqual([1, 1]);

    // The newest values follow the registration. After that, a round of pushes arrives.
    expect(gateway.pushNow()).toBe(2);
    const sequences: bigint[] = [];
    for (let n = 0; n < 2; n++) {
      const [trade, quote] = [await official.next<OfficialPush>(), await official.next<OfficialPush>()];
      expect([trade.protocolId, quote.protocolId]).toEqual([Qot_UpdateTicker.id, Qot_UpdateBasicQot.id]);
      expect(trade.s2c).toMatchObject({ security, tickerList: [{ sequence: expect.any(BigInt) }] });
      const [{ sequence, price } = {}] = trade.s2c["tickerList"] as Readonly<Record<string, unknown>>[];
      expect(quote.s2c).toMatchObject({ basicQotList: [{ security, curPrice: price }] });
      if (typeof sequence === "bigint") sequences.push(sequence);
    }
    expect(sequences[1]).toBe((sequences[0] ?? 0n) + 1n);

    const trades = {
      security,
      name: "腾讯控股",
      tickerList: [
        { time: "2026-05-08 09:30:01", sequence: 2n ** 63n - 1n, dir: 1, price: 471.4, volume: 100n, turnover: 47140 },
        { time: "", sequence: 0n, dir: 0, price: 0, volume: 0n, turnover: 0, timestamp: 1.5, pushDataType: 1 },
      ],
    };
    expect(gateway.push(Qot_UpdateTicker, trades)).toBe(1);
    expect(await official.next<OfficialPush>()).toEqual({ protocolId: Qot_UpdateTicker.id, s2c: trades });
    const times = { listTime: "2004-06-16", updateTime: "2026-05-08 16:00:00" };
    const prices = { priceSpread: 0.2, highPrice: 475, openPrice: 470, lowPrice: 469, curPrice: 471.4 };
    const totals = { lastClosePrice: 468, volume: 2n ** 53n + 1n, turnover: 1e10, turnoverRate: 0.27, amplitude: 1.28 };
    const quotes = { basicQotList: [{ security, isSuspended: false, ...times, ...prices, ...totals }] };
    expect(gateway.push(Qot_UpdateBasicQot, quotes)).toBe(1);
    expect(await official.next<OfficialPush>()).toEqual({ protocolId: Qot_UpdateBasicQot.id, s2c: quotes });
    expect(gateway.violations).toEqual([]);
  });

  it("learns that the gateway refuses its wrong key, and does not get in", async () => {
    const { gateway } = await startKeyedGateway();
    const official = startOfficialClient(gateway, "not the key", [hkSecurity]);
    // It reports the number from the header, not the TypeError that a reply without a connection causes.
    expect(await official.next<OfficialLogin>()).toEqual({ isIn: false, error: 4 });
    expect(gateway.violations.map(({ kind }) => kind)).toEqual(["KeyRefused"]);
    expect(await official.exit).toMatchObject({ code: 0 });
    expect(gateway.requestCount(InitWebSocket)).toBe(1);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(0);
  });

  it("learns that the gateway requires a key that it does not have", async () => {
    const { gateway } = await startKeyedGateway();
    const official = startOfficialClient(gateway, "", [hkSecurity]);
    // It reports the number from the header, not the TypeError that a reply without a connection causes.
    expect(await official.next<OfficialLogin>()).toEqual({ isIn: false, error: 4 });
  });
});

async function startKeyedGateway(): Promise<{ gateway: Gateway; key: string }> {
  const key = randomBytes(12).toString("hex");
  const gateway = await startGateway({ brand: "futu", tcpPort: false, key, tradingDays, pushIntervalMs: false });
  onTestFinished(() => gateway.close());
  return { gateway, key };
}

function startOfficialClient(
  gateway: Gateway,
  key: string,
  walks: OfficialSettings["walks"],
  subscription?: OfficialSettings["subscription"],
): PeerProcess {
  const port = Number(new URL(gateway.wsUrl ?? "").port);
  const settings = { port, key, walks, ...(subscription ? { subscription } : {}) };
  return forkPeer(new URL("../peers/official-client.ts", import.meta.url), settings satisfies OfficialSettings);
}
