import { randomBytes } from "node:crypto";
import { connect } from "@opend/futu";
import { InitWebSocket, Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { type Gateway, startGateway } from "@opend/sim";
import { describe, expect, it, onTestFinished } from "vitest";
import type { OfficialLogin, OfficialPage, OfficialSettings } from "../../peers/official-client.js";
import { forkPeer, type PeerProcess } from "../testing/fork-peer.js";
import { withoutAbsent } from "../testing/without-absent.js";

const tradingDays = 130;
const hkSecurity = { market: 1, code: "00700", num: 50 };
const usSecurity = { market: 11, code: "AAPL" };

describe("the official client at our gateway", () => {
  it.each([
    ["HK.00700", hkSecurity, "hkItemList"],
    ["US.AAPL", usSecurity, "usItemList"],
  ])("pages %s to the end and gets what our client gets", async (code, walk, listName) => {
    const { gateway, key } = await startKeyedGateway();
    const official = startOfficialClient(gateway, key, [walk]);
    expect(await official.next<OfficialLogin>()).toEqual({ isIn: true });
    const officialPages = await official.next<readonly OfficialPage[]>();
    await official.stop();

    await using client = await connect({ url: gateway.wsUrl, key, env: {} });
    const pager = client.dailyShortVolume(code, { pageSize: walk === hkSecurity ? 50 : 10 });
    const ourPages: OfficialPage[] = [];
    for await (const { rows, cursor, index: _, ...said } of pager.pages()) {
      const items = rows.map(({ market: _market, code: _code, ...item }) => withoutAbsent(item));
      const lists = { hkItemList: [], usItemList: [], [listName]: items };
      ourPages.push({ ...withoutAbsent(said), ...lists, nextKey: cursor ?? "-1" });
    }
    expect(officialPages).toEqual(ourPages);

    const items = ourPages.flatMap((page) => page[listName]) as OfficialPage[];
    expect(items).toHaveLength(tradingDays);
    const mostFields = Math.max(...items.map((item) => Object.keys(item).length));
    expect(items.some((item) => Object.keys(item).length < mostFields)).toBe(true);
    expect(items.some((item) => Object.values(item).includes(0))).toBe(true);
    expect(gateway.violations).toEqual([]);
  });

  it("is told that it is not let in when its key is wrong, and stays out", async () => {
    const { gateway } = await startKeyedGateway();
    const official = startOfficialClient(gateway, "not the key", [hkSecurity]);
    expect(await official.next<OfficialLogin>()).toEqual({ isIn: false });
    expect(gateway.violations.map(({ kind }) => kind)).toEqual(["KeyRefused"]);
    expect(await official.exit).toMatchObject({ code: 0 });
    expect(gateway.requestCount(InitWebSocket)).toBe(1);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(0);
  });

  it("is told that it is not let in when it has no key and the gateway wants one", async () => {
    const { gateway } = await startKeyedGateway();
    const official = startOfficialClient(gateway, "", [hkSecurity]);
    expect(await official.next<OfficialLogin>()).toEqual({ isIn: false });
  });
});

async function startKeyedGateway(): Promise<{ gateway: Gateway; key: string }> {
  const key = randomBytes(12).toString("hex");
  const gateway = await startGateway({ brand: "futu", tcpPort: false, key, tradingDays });
  onTestFinished(() => gateway.close());
  return { gateway, key };
}

function startOfficialClient(gateway: Gateway, key: string, walks: OfficialSettings["walks"]): PeerProcess {
  const port = Number(new URL(gateway.wsUrl ?? "").port);
  return forkPeer("official-client.ts", { port, key, walks } satisfies OfficialSettings);
}
