import { Trd_GetFunds, Trd_GetPositionList } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { rejectionOf } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import type { TradeMarket } from "../names/trade-markets.js";
import type { AccountInfo } from "../rows/accounts.js";
import { open } from "../testing/open.js";
import { universalAccount as universal } from "../testing/universal-account.js";
import { TradingAccount } from "./trading-account.js";

const amounts = { power: 5, totalAssets: 4, cash: 3, marketVal: 2, frozenCash: 1, debtCash: 6, avlWithdrawalCash: 8 };

/** Opens an account at a gateway that has the same money in each of its markets, as one account has. */
async function openWith(info: AccountInfo, markets: readonly TradeMarket[], currencyOfReply = true) {
  const asked: object[] = [];
  const { client } = await open({
    handlers: [
      handle(Trd_GetFunds, ({ header, currency, assetCategory }) => {
        asked.push({ market: header.trdMarket, currency, assetCategory });
        const told = currencyOfReply && currency !== undefined ? { currency } : {};
        const cash = [
          { currency: 1, cash: 1 },
          { currency: 2, cash: 2, availableBalance: 2, netCashPower: 2 },
        ];
        const assets = [
          { trdMarket: 1, assets: 10 },
          { trdMarket: 2, assets: 20 },
          { trdMarket: 4, assets: 30 },
        ];
        const lists = { cashInfoList: currencyOfReply ? cash : [], marketInfoList: currencyOfReply ? assets : [] };
        return { header, funds: { ...amounts, ...told, ...lists, maintenanceMargin: 9, riskStatus: 3 } };
      }),
      handle(Trd_GetPositionList, ({ header, currency, assetCategory }) => {
        asked.push({ market: header.trdMarket, currency, assetCategory });
        return { header, positionList: [] };
      }),
    ],
  });
  return { asked, account: new TradingAccount(client, info, markets) };
}

describe("the money of a universal account", () => {
  it("is one sum, whichever market it was opened for, with its parts by currency and market", async () => {
    const { account, asked } = await openWith(universal, ["HK", "US", "HKCC"]);
    expect(await account.funds()).toMatchObject({
      currency: "HKD",
      totalAssets: 4,
      withdrawable: 8,
      debt: 6,
      maintenanceMargin: 9,
      initialMargin: undefined,
      unrealizedProfit: undefined,
      riskStatus: "Level3",
      byCurrency: [
        { currency: "HKD", cash: 1 },
        { currency: "USD", cash: 2, withdrawable: 2, cashBuyingPower: 2 },
      ],
      byMarket: [
        { market: "HK", assets: 10 },
        { market: "US", assets: 20 },
        { market: "HKCC", assets: 30 },
      ],
    });
    expect(await account.funds({ currency: "USD" })).toMatchObject({ currency: "USD" });
    expect(asked).toEqual([
      { market: 1, currency: 1, assetCategory: undefined },
      { market: 1, currency: 2, assetCategory: undefined },
    ]);
    const us = await openWith(universal, ["US"]);
    expect(await us.account.funds()).toMatchObject({ currency: "USD", totalAssets: 4 });
  });
});

describe("the money of an account of one market", () => {
  it.each<[TradeMarket, string | undefined]>([
    ["HK", "HKD"],
    ["US", "USD"],
    ["CN", "CNH"],
    ["Futures_Simulate_JP", "JPY"],
    ["Futures", undefined],
  ])("is in the currency of %s: %s, although the gateway does not say", async (market, currency) => {
    const { account } = await openWith({ ...universal, markets: [market] }, [market], false);
    expect(await account.funds()).toMatchObject({ currency, byCurrency: [], byMarket: [] });
  });
});

describe("an account for cryptocurrencies", () => {
  it("asks for positions in a currency", async () => {
    const { account, asked } = await openWith({ ...universal, markets: ["Crypto"] }, ["Crypto"]);
    await account.positions();
    await account.positions({ currency: "HKD" });
    expect(asked).toMatchObject([{ market: 7, currency: 2 }, { currency: 1 }]);
    const hk = await openWith(universal, ["HK"]);
    await hk.account.positions();
    expect(hk.asked).toMatchObject([{ market: 1, currency: undefined }]);
  });
});

describe("an account of moomoo JP", () => {
  const jp: AccountInfo = { ...universal, firm: "FutuJP", markets: ["JP", "US"] };

  it.each(["Margin", "Derivatives"] as const)("for %s has its assets apart, so one has to say which", async (kind) => {
    const { account, asked } = await openWith({ ...jp, kind }, ["JP", "US"]);
    for (const asking of [account.funds(), account.positions()]) {
      expect(await rejectionOf(asking)).toMatchObject({
        code: "InvalidOption",
        option: "assetCategory",
        message: `assetCategory is required for account 7 (${kind}, FutuJP): JP for domestic assets, US for foreign ones`,
      });
    }
    // @ts-expect-error: no such assets
    expect(await rejectionOf(account.funds({ assetCategory: "HK" }))).toMatchObject({ option: "assetCategory" });
    expect(asked).toEqual([]);
    await account.funds({ assetCategory: "JP" });
    await account.positions({ assetCategory: "US" });
    expect(asked).toMatchObject([{ assetCategory: 1, currency: 4 }, { assetCategory: 2 }]);
  });

  it("of another kind needs none", async () => {
    const { account } = await openWith({ ...jp, kind: "Cash" }, ["JP"]);
    expect(await account.positions()).toEqual([]);
  });
});
