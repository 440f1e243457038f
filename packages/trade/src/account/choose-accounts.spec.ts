import { type Trd_Common, Trd_GetAccList } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { rejectionOf } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import { isTradeError } from "../rows/trade-error.js";
import { open } from "../testing/open.js";
import { type OpenAccountOptions, openAccount } from "./open-account.js";

/** What a gateway lists for a user in Hong Kong: paper accounts have no broker. */
const stocks = { accID: 11n, accType: 1, simAccType: 1, cardNum: "1001329805025007" };
const options = { accID: 12n, accType: 2, simAccType: 2 };
const futures = { accID: 13n, accType: 3, simAccType: 3, trdMarketAuthList: [10] };
const both = { accID: 14n, accType: 2, simAccType: 4 };
const contest = { accID: 15n, simAccType: 5 };
const master = { accID: 16n, simAccType: 1, accRole: 2 };
const unnamed = { accID: 17n };
const real = {
  accID: 21n,
  trdEnv: 1,
  securityFirm: 1,
  uniCardNum: "1001289516908051",
  trdMarketAuthList: [1, 2, 4, 5],
};
const realMaster = { ...real, accID: 22n, accRole: 2 };

async function openWith(...accounts: Partial<Trd_Common.TrdAcc>[]) {
  const accList = accounts.map((account) => ({
    trdEnv: 0,
    accID: 1n,
    trdMarketAuthList: [1, 3],
    jpAccType: [],
    ...account,
  }));
  return (await open({ handlers: [handle(Trd_GetAccList, () => ({ accList }))] })).client;
}

async function choose(accounts: Partial<Trd_Common.TrdAcc>[], wanted: OpenAccountOptions) {
  const { id, markets } = await openAccount(await openWith(...accounts), wanted);
  return [id, ...markets];
}

const stockCode = "HK.00700";
const optionCode = "HK.TCH260529C500000";
const paper = true;

describe("the paper account that is chosen", () => {
  it.each<[string, Partial<Trd_Common.TrdAcc>[], OpenAccountOptions, bigint]>([
    ["the one for stocks", [stocks, options], { paper, market: "HK" }, 11n],
    ["the one for stocks, in any order", [options, stocks], { paper, market: "HK" }, 11n],
    ["the one for stocks by a code", [options, stocks], { paper, market: "HK", code: stockCode }, 11n],
    ["the one for options by a code", [stocks, options], { paper, market: "HK", code: optionCode }, 12n],
    ["the one for options by its kind", [stocks, options], { paper, market: "HK", paperKind: "Option" }, 12n],
    ["what paperKind says, not the code", [stocks, options], { paper, code: optionCode, paperKind: "Stock" }, 11n],
    ["the one for both, without one for options", [stocks, both], { paper, code: optionCode }, 14n],
    ["the one for both, without one for stocks", [options, both], { paper, code: stockCode }, 14n],
    ["none of a contest", [contest, both], { paper, market: "HK" }, 14n],
    ["one of a contest by its kind", [contest, both], { paper, market: "HK", paperKind: "Competition" }, 15n],
    ["the only one, whatever its kind: the gateway decides", [stocks], { paper, code: optionCode }, 11n],
    ["the only one, of a contest", [contest], { paper, market: "HK" }, 15n],
    ["one whose kind the gateway does not say", [unnamed], { paper, code: optionCode }, 17n],
    ["no master, which cannot place orders", [master, stocks], { paper, market: "HK" }, 11n],
    ["a master, if there is nothing else", [master], { paper, market: "HK" }, 16n],
    ["a master, by its id", [master, stocks], { paper, market: "HK", accountId: 16n }, 16n],
    ["the one with an id, whatever the code", [stocks, options], { paper, code: stockCode, accountId: 12n }, 12n],
    ["one without a broker, for every broker", [stocks], { paper, market: "HK", firm: "FutuSecurities" }, 11n],
    ["one of an unknown broker", [{ ...stocks, securityFirm: 0 }], { paper, market: "HK", firm: "FutuSG" }, 11n],
  ])("is %s", async (_, accounts, wanted, id) => {
    expect((await choose(accounts, wanted))[0]).toBe(id);
  });
});

describe("the market", () => {
  it.each<[string, boolean, bigint, string]>([
    ["HK.00700", true, 11n, "HK"],
    ["SH.600519", true, 11n, "CN"],
    ["HK.HSI2606", true, 13n, "Futures_Simulate_HK"],
    ["HK.HSImain", true, 13n, "Futures_Simulate_HK"],
    ["HK.HSI260629C25000000", true, 11n, "HK"],
    ["US..SPXW260330C6330000", false, 21n, "US"],
    ["SZ.000001", false, 21n, "HKCC"],
    ["US.NQmain", false, 21n, "Futures"],
    ["JP.NK2252606", false, 21n, "Futures"],
  ])("follows from the code %s when paper is %s", async (code, isPaper, id, market) => {
    expect(await choose([stocks, futures, realMaster, real], { paper: isPaper, code })).toEqual([id, market]);
  });

  it("has to be one in which the code is traded", async () => {
    const client = await openWith(stocks);
    const elsewhere = openAccount(client, { paper, market: "US", code: stockCode });
    expect(await rejectionOf(elsewhere)).toMatchObject({ code: "InvalidCode", input: stockCode });
    const nowhere = await rejectionOf(openAccount(client, { paper, code: "FX.USDHKD" }));
    expect(nowhere).toMatchObject({ code: "InvalidCode", message: expect.stringContaining("FX.USDHKD") });
    // @ts-expect-error: not a kind
    const unknown = openAccount(client, { paper, market: "HK", paperKind: "stocks" });
    expect(await rejectionOf(unknown)).toMatchObject({ code: "InvalidOption", option: "paperKind" });
    const withReal = await rejectionOf(openAccount(client, { paper: false, market: "HK", paperKind: "Stock" }));
    expect(withReal).toMatchObject({ code: "InvalidOption", option: "paperKind" });
  });
});

describe("an error", () => {
  it("shows what tells the accounts apart, and how to choose one", async () => {
    const client = await openWith(stocks, { ...stocks, accID: 18n, accType: 2, cardNum: "0042" }, options);
    const error = await rejectionOf(openAccount(client, { paper, market: "HK" }));
    if (!isTradeError(error, "AmbiguousAccount")) throw error;
    expect(error.accounts.map(({ id }) => id)).toEqual([11n, 18n]);
    expect(error.message).toBe(
      "2 accounts fit { paper: true, market: HK }: choose one with accountId: " +
        "11 (paper, Stock, Cash, no firm, HK CN, card …5007); 18 (paper, Stock, Margin, no firm, HK CN, card …0042)",
    );
  });

  it("names paperKind if that tells them apart", async () => {
    const client = await openWith(contest, { ...options, simAccType: undefined });
    const error = await rejectionOf(openAccount(client, { paper, market: "HK" }));
    expect(error).toMatchObject({
      code: "AmbiguousAccount",
      message: expect.stringContaining("choose one with paperKind or accountId: 15 (paper, Competition, no firm"),
    });
  });

  it("lists the accounts when none is of the kind", async () => {
    const client = await openWith(stocks, master);
    const error = await rejectionOf(openAccount(client, { paper, code: optionCode, paperKind: "Option" }));
    expect(error).toMatchObject({
      code: "AccountNotFound",
      message:
        "no account fits { paper: true, market: HK, code: HK.TCH260529C500000, paperKind: Option }: " +
        "11 (paper, Stock, Cash, no firm, HK CN, card …5007) is not of the kind Option; " +
        "16 (Master, paper, Stock, no firm, HK CN) is not of the kind Option",
    });
  });
});
