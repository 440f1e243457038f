import { type Trd_Common, Trd_GetAccList, Trd_PlaceOrder } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { rejectionOf } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import { listAccounts } from "../rows/accounts.js";
import { isTradeError } from "../rows/trade-error.js";
import { open } from "../testing/open.js";
import { openAccount } from "./open-account.js";

/** A gateway with these accounts. */
async function openWith(...accounts: Partial<Trd_Common.TrdAcc>[]) {
  const asked: object[] = [];
  const accList = accounts.map((account, index) => ({
    trdEnv: 0,
    accID: BigInt(index + 1),
    trdMarketAuthList: [1],
    jpAccType: [],
    ...account,
  }));
  const answer = handle(Trd_GetAccList, (c2s) => {
    asked.push(c2s);
    return { accList };
  });
  return { asked, ...(await open({ handlers: [answer] })) };
}

describe("opening an account", () => {
  it("finds the one of the requested environment and market", async () => {
    const { client } = await open();
    const [hk, us, real, realUs] = [
      await openAccount(client, { paper: true, market: "HK" }),
      await openAccount(client, { paper: true, market: "US" }),
      await openAccount(client, { paper: false, market: "HK" }),
      await openAccount(client, { paper: false, market: "US", firm: "FutuSecurities" }),
    ];
    expect([hk, us, real].map(({ isPaper, info }) => [isPaper, ...info.markets])).toEqual([
      [true, "HK"],
      [true, "US"],
      [false, "HK", "US", "HKCC"],
    ]);
    expect(hk.info).toMatchObject({
      firm: "FutuSecurities",
      kind: "Cash",
      paperKind: "Stock",
      cardNumber: "SIMULATED",
    });
    expect(real.info).toMatchObject({ paperKind: undefined, isActive: true, role: "Normal" });
    expect(realUs.id).toBe(real.id);
    expect(hk.id).not.toBe(us.id);
  });

  it("does not guess when several match: it lists them, and an id selects", async () => {
    const { client } = await openWith(
      { securityFirm: 1, trdMarketAuthList: [1, 2] },
      { securityFirm: 2, trdMarketAuthList: [2] },
      { securityFirm: 2, trdMarketAuthList: [2], accStatus: 1 },
      { securityFirm: 1, trdMarketAuthList: [2], trdEnv: 1 },
    );
    const error = await rejectionOf(openAccount(client, { paper: true, market: "US" }));
    if (!isTradeError(error, "AmbiguousAccount")) throw error;
    expect(error.accounts).toMatchObject([
      { id: 1n, isPaper: true, firm: "FutuSecurities", markets: ["HK", "US"] },
      { id: 2n, isPaper: true, firm: "FutuInc", markets: ["US"] },
    ]);
    expect(error.message).toContain("1 (paper, FutuSecurities, HK US); 2 (paper, FutuInc, US)");
    expect((await openAccount(client, { paper: true, market: "US", firm: "FutuInc" })).id).toBe(2n);
    expect((await openAccount(client, { paper: true, market: "US", accountId: 1n })).id).toBe(1n);
    expect((await openAccount(client, { paper: true, market: "US", accountId: 3n })).info.isActive).toBe(false);
  });

  it("never opens an account of the other environment", async () => {
    const { client } = await openWith({ trdEnv: 0 }, { trdEnv: 1 });
    const asPaper = await rejectionOf(openAccount(client, { paper: true, market: "HK", accountId: 2n }));
    expect(asPaper).toMatchObject({ code: "WrongEnvironment", accountId: 2n, isPaper: false, retryable: false });
    const asReal = await rejectionOf(openAccount(client, { paper: false, market: "HK", accountId: 1n }));
    expect(asReal).toMatchObject({ code: "WrongEnvironment", accountId: 1n, isPaper: true });
    const { client: onlyReal } = await openWith({ trdEnv: 1 });
    const none = await rejectionOf(openAccount(onlyReal, { paper: true, market: "HK" }));
    expect(none).toMatchObject({ code: "AccountNotFound", accounts: [{ id: 1n, isPaper: false }] });
  });

  it("lists the accounts when none matches", async () => {
    const { client } = await openWith({ securityFirm: 1 });
    const error = await rejectionOf(openAccount(client, { paper: true, market: "US", accountId: 9n }));
    expect(error).toMatchObject({
      code: "AccountNotFound",
      message:
        "no account fits { paper: true, market: US, accountId: 9n }: " +
        "no account has this id. There are 1 (paper, FutuSecurities, HK)",
    });
    const { client: poor } = await openWith();
    expect(await rejectionOf(openAccount(poor, { paper: true, market: "US" }))).toMatchObject({ accounts: [] });
  });

  it("also requests accounts of several markets, of the category of the market", async () => {
    const { client, asked } = await openWith();
    for (const market of ["HK", "Futures", "Futures_Simulate_HK", "Crypto"] as const) {
      await listAccounts(client, { market });
    }
    const flags = { needGeneralSecAccount: true };
    expect(asked).toMatchObject([1, 2, 2, 3].map((trdCategory) => ({ trdCategory, ...flags })));
    asked.length = 0;
    await listAccounts(client, { market: "Prediction" });
    expect(asked).toMatchObject([1, 3].map((trdCategory) => ({ trdCategory, ...flags })));
  });

  it("reports values that the contract does not name as they are", async () => {
    const unknown: number = 77;
    const { client } = await openWith({
      securityFirm: unknown,
      accType: unknown,
      simAccType: unknown,
      trdMarketAuthList: [1, unknown],
    });
    const [account] = await listAccounts(client);
    expect(account).toMatchObject({ firm: unknown, kind: unknown, paperKind: unknown, markets: ["HK", unknown] });
  });

  it.each<[string, object]>([
    ["paper", { market: "HK" }],
    ["paper", { market: "HK", paper: "yes" }],
    ["market", { paper: true, market: "hkk" }],
    ["market", { paper: true, market: "Unknown" }],
    ["accountId", { paper: true, market: "HK", accountId: 1 }],
    ["accountId", { paper: true, market: "HK", accountId: "1" }],
    ["firm", { paper: true, market: "HK", firm: "Futu" }],
  ])("sends nothing when its %s is invalid: %o", async (option, wrong) => {
    const { client, asked } = await openWith();
    // @ts-expect-error: invalid options
    expect(await rejectionOf(openAccount(client, wrong))).toMatchObject({ code: "InvalidOption", option });
    expect(asked).toEqual([]);
  });

  it("says how to keep an id whose digits a number has lost", async () => {
    const { client } = await openWith();
    const accountId: unknown = JSON.parse("281756478486397871");
    // @ts-expect-error: an id is a bigint
    const error = await rejectionOf(openAccount(client, { paper: true, market: "HK", accountId }));
    expect(String(error)).toContain("a number that has lost digits: quote the id in JSON, and pass BigInt(text)");
  });

  it("reads its names in any case", async () => {
    const { client } = await openWith({ securityFirm: 1, trdMarketAuthList: [4, 10], simAccType: 4 });
    for (const market of ["hkcc", "Hkcc", "futures_simulate_hk", "futures-simulate-HK"]) {
      const options = { paper: true, market, firm: "futusecurities", paperKind: "stock-and-option" };
      // @ts-expect-error: TypeScript knows the names as they are
      expect((await openAccount(client, options)).market?.toLowerCase()).toBe(
        market.toLowerCase().replaceAll("-", "_"),
      );
    }
  });

  it("opens an entry of the list without another request", async () => {
    const { client, asked } = await openWith(
      { trdMarketAuthList: [1, 2, 4], trdEnv: 1 },
      { trdMarketAuthList: [1], accStatus: 1 },
    );
    const [universal, disabled] = await listAccounts(client);
    asked.length = 0;
    expect(await openAccount(client, { paper: false, account: universal })).toMatchObject({
      id: 1n,
      markets: ["HK", "US", "HKCC"],
      market: undefined,
    });
    expect(await openAccount(client, { paper: false, account: universal, market: "US" })).toMatchObject({
      id: 1n,
      markets: ["US"],
      market: "US",
    });
    expect(await openAccount(client, { paper: false, account: universal, code: "SZ.000001" })).toMatchObject({
      market: "HKCC",
    });
    expect(await openAccount(client, { paper: true, account: disabled })).toMatchObject({ id: 2n, market: "HK" });
    const asPaper = await rejectionOf(openAccount(client, { paper: true, account: universal }));
    expect(asPaper).toMatchObject({ code: "WrongEnvironment", accountId: 1n });
    const elsewhere = await rejectionOf(openAccount(client, { paper: false, account: universal, market: "SG" }));
    expect(elsewhere).toMatchObject({
      code: "AccountNotFound",
      message: expect.stringContaining("1 (real, no firm, HK US HKCC) trades HK US HKCC, not SG"),
    });
    expect(asked).toEqual([]);
  });

  it("returns an account whose environment cannot be changed", async () => {
    const { client, gateway } = await open();
    const account = await openAccount(client, { paper: true, market: "HK" });
    expect(() => Object.assign(account, { isPaper: false })).toThrow(TypeError);
    Object.assign(account.info, { isPaper: false });
    Object.assign(account, { info: { ...account.info, id: 1n } });
    const { orderId } = await account.placeOrder({ code: "HK.00700", side: "Buy", quantity: 100, price: 300 });
    expect(orderId).toBeTypeOf("bigint");
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(1);
  });
});
