import { type Trd_Common, Trd_GetAccList } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { rejectionOf } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import { open } from "../testing/open.js";
import { type OpenAccountOptions, openAccount } from "./open-account.js";

type Account = Partial<Trd_Common.TrdAcc> & Pick<Trd_Common.TrdAcc, "accID" | "trdMarketAuthList">;

const real = { trdEnv: 1, securityFirm: 1, accType: 2, accRole: 1 };
const universal: Account = { ...real, accID: 22n, trdMarketAuthList: [1, 2, 4, 6, 113, 123] };

/** What gateways list for several users. Paper accounts have no broker. */
const users = {
  "paper, one market": [{ accID: 10n, trdMarketAuthList: [1], simAccType: 1 }],
  "paper, two kinds": [
    { accID: 12n, trdMarketAuthList: [1, 3], simAccType: 2 },
    { accID: 11n, trdMarketAuthList: [1, 3], simAccType: 1 },
    { accID: 13n, trdMarketAuthList: [2], simAccType: 4 },
  ],
  "paper, futures": [
    { accID: 14n, trdMarketAuthList: [10], simAccType: 3 },
    { accID: 15n, trdMarketAuthList: [11], simAccType: 3 },
    { accID: 16n, trdMarketAuthList: [13], simAccType: 3 },
    { accID: 11n, trdMarketAuthList: [1, 3], simAccType: 1 },
  ],
  "one market": [{ ...real, accID: 21n, trdMarketAuthList: [1] }],
  universal: [universal],
  "master and normal": [{ ...universal, accID: 23n, accRole: 2 }, universal],
  "IPO and normal": [
    { ...real, accID: 29n, securityFirm: 6, trdMarketAuthList: [111, 125], accRole: 3 },
    { ...real, accID: 30n, securityFirm: 6, trdMarketAuthList: [111, 1, 2] },
  ],
  futures: [universal, { ...real, accID: 25n, trdMarketAuthList: [5] }],
  JP: [
    { ...real, accID: 26n, securityFirm: 7, accType: 1, trdMarketAuthList: [15, 2] },
    { ...real, accID: 31n, securityFirm: 7, accType: 6, trdMarketAuthList: [15] },
  ],
  AU: [{ ...real, accID: 32n, securityFirm: 4, trdMarketAuthList: [8, 2, 1] }],
  CA: [{ ...real, accID: 33n, securityFirm: 5, trdMarketAuthList: [112, 2] }],
  crypto: [universal, { ...real, accID: 27n, trdMarketAuthList: [7] }],
  prediction: [{ ...real, accID: 28n, trdMarketAuthList: [2, 17] }],
  "prediction in the list for cryptocurrencies": [{ ...real, accID: 28n, trdMarketAuthList: [7, 17] }],
  "two brokers": [universal, { ...real, accID: 34n, securityFirm: 3, trdMarketAuthList: [1, 2, 6] }],
  disabled: [{ ...universal, accStatus: 1 }],
} satisfies Record<string, Account[]>;

/** As real gateways do, this one lists the accounts of the category that was asked for. */
async function openFor(user: keyof typeof users) {
  const categoryOf = ({ trdMarketAuthList: [market = 0] }: Account) =>
    market === 7 ? 3 : [5, 10, 11, 12, 13].includes(market) ? 2 : 1;
  const answer = handle(Trd_GetAccList, ({ trdCategory }) => ({
    accList: users[user]
      .filter((account) => categoryOf(account) === trdCategory)
      .map((account) => ({ trdEnv: 0, jpAccType: [], ...account })),
  }));
  return (await open({ handlers: [answer] })).client;
}

const codes = [
  "HK.00700",
  "HK.TCH260529C500000",
  "HK.HSImain",
  "US.AAPL",
  "US.NVDA260330C160000",
  "US.NQmain",
  "JP.NK2252606",
  "SH.600519",
  "SZ.000001",
  "SG.D05",
  "JP.7203",
  "AU.BHP",
  "MY.1155",
  "CA.SHOP",
  "CC.BTCUSD",
  "EC.KXBTC260330C1",
];

const inUniversal = {
  "HK.00700": "22 HK",
  "HK.TCH260529C500000": "22 HK",
  "US.AAPL": "22 US",
  "US.NVDA260330C160000": "22 US",
  "SH.600519": "22 HKCC",
  "SZ.000001": "22 HKCC",
  "SG.D05": "22 SG",
};

/** The account and the market that trade a code. AccountNotFound where nothing stands. */
const table: Record<keyof typeof users, Record<string, string>> = {
  "paper, one market": { "HK.00700": "10 HK", "HK.TCH260529C500000": "10 HK" },
  "paper, two kinds": {
    "HK.00700": "11 HK",
    "HK.TCH260529C500000": "12 HK",
    "US.AAPL": "13 US",
    "US.NVDA260330C160000": "13 US",
    "SH.600519": "11 CN",
    "SZ.000001": "11 CN",
  },
  "paper, futures": {
    "HK.00700": "11 HK",
    "HK.TCH260529C500000": "11 HK",
    "HK.HSImain": "14 Futures_Simulate_HK",
    "US.NQmain": "15 Futures_Simulate_US",
    "JP.NK2252606": "16 Futures_Simulate_JP",
    "SH.600519": "11 CN",
    "SZ.000001": "11 CN",
  },
  "one market": { "HK.00700": "21 HK", "HK.TCH260529C500000": "21 HK" },
  universal: inUniversal,
  "master and normal": inUniversal,
  "IPO and normal": {
    "MY.1155": "30 MY",
    "HK.00700": "30 HK",
    "HK.TCH260529C500000": "30 HK",
    "US.AAPL": "30 US",
    "US.NVDA260330C160000": "30 US",
  },
  futures: {
    ...inUniversal,
    "HK.HSImain": "25 Futures",
    "US.NQmain": "25 Futures",
    "JP.NK2252606": "25 Futures",
  },
  JP: { "JP.7203": "AmbiguousAccount", "US.AAPL": "26 US", "US.NVDA260330C160000": "26 US" },
  AU: {
    "AU.BHP": "32 AU",
    "HK.00700": "32 HK",
    "HK.TCH260529C500000": "32 HK",
    "US.AAPL": "32 US",
    "US.NVDA260330C160000": "32 US",
  },
  CA: { "CA.SHOP": "33 CA", "US.AAPL": "33 US", "US.NVDA260330C160000": "33 US" },
  crypto: { ...inUniversal, "CC.BTCUSD": "27 Crypto" },
  prediction: { "US.AAPL": "28 US", "US.NVDA260330C160000": "28 US", "EC.KXBTC260330C1": "28 Prediction" },
  "prediction in the list for cryptocurrencies": { "CC.BTCUSD": "28 Crypto", "EC.KXBTC260330C1": "28 Prediction" },
  "two brokers": {
    "HK.00700": "AmbiguousAccount",
    "HK.TCH260529C500000": "AmbiguousAccount",
    "US.AAPL": "AmbiguousAccount",
    "US.NVDA260330C160000": "AmbiguousAccount",
    "SH.600519": "22 HKCC",
    "SZ.000001": "22 HKCC",
    "SG.D05": "AmbiguousAccount",
  },
  disabled: {},
};

async function outcomeOf(user: keyof typeof users, options: OpenAccountOptions): Promise<string> {
  const opened = openAccount(await openFor(user), options);
  return await opened.then(
    ({ id, markets }) => `${id} ${markets.join(" ")}`,
    (error: { readonly code: string }) => error.code,
  );
}

const names = Object.keys(users) as (keyof typeof users)[];
const isOnPaper = (user: string) => user.startsWith("paper");

describe.each(names)("for the user %s", (user) => {
  it("each code is traded by the account and in the market that can", async () => {
    const outcomes: Record<string, string> = {};
    for (const code of codes) {
      const outcome = await outcomeOf(user, { paper: isOnPaper(user), code });
      if (outcome !== "AccountNotFound") outcomes[code] = outcome;
    }
    expect(outcomes).toEqual(table[user]);
  });

  it("no account of the other environment is opened", async () => {
    for (const code of codes) {
      expect(await outcomeOf(user, { paper: !isOnPaper(user), code })).toBe("AccountNotFound");
    }
  });
});

it.each<[keyof typeof users, string]>([
  ["paper, one market", "10 HK"],
  ["paper, two kinds", "AmbiguousAccount"],
  ["one market", "21 HK"],
  ["universal", "22 HK US HKCC SG HK_Fund US_Fund"],
  ["master and normal", "22 HK US HKCC SG HK_Fund US_Fund"],
  ["futures", "AmbiguousAccount"],
  ["prediction in the list for cryptocurrencies", "28 Crypto Prediction"],
  ["disabled", "AccountNotFound"],
])(
  "without a market or a code, the account of the user %s is opened in all of its markets: %s",
  async (user, outcome) => {
    expect(await outcomeOf(user, { paper: isOnPaper(user) })).toBe(outcome);
  },
);

it.each<[keyof typeof users, OpenAccountOptions, string]>([
  [
    "one market",
    { paper: false, code: "US.AAPL" },
    "no account fits { paper: false, market: US, code: US.AAPL }: " +
      "21 (real, Margin, FutuSecurities, HK) trades HK, not US",
  ],
  [
    "one market",
    { paper: false, code: "SH.600519" },
    "no account fits { paper: false, market: HKCC, code: SH.600519 }: " +
      "21 (real, Margin, FutuSecurities, HK) trades HK, not HKCC or CN",
  ],
  [
    "paper, two kinds",
    { paper: true, code: "SG.D05" },
    "no account fits { paper: true, market: SG, code: SG.D05 }: " +
      "12 (paper, Option, no firm, HK CN) trades HK CN, not SG; 11 (paper, Stock, no firm, HK CN) trades HK CN, not SG; " +
      "13 (paper, StockAndOption, no firm, US) trades US, not SG",
  ],
  [
    "one market",
    { paper: false, market: "HK", firm: "FutuSG" },
    "no account fits { paper: false, market: HK, firm: FutuSG }: " +
      "21 (real, Margin, FutuSecurities, HK) is at FutuSecurities, not at FutuSG",
  ],
  [
    "master and normal",
    { paper: true, market: "JP" },
    "no account fits { paper: true, market: JP }: " +
      "23 (Master, real, Margin, FutuSecurities, HK US HKCC SG HK_Fund US_Fund) has real money and " +
      "trades HK US HKCC SG HK_Fund US_Fund, not JP; 22 (real,",
  ],
  [
    "disabled",
    { paper: false, code: "HK.00700" },
    "no account fits { paper: false, market: HK, code: HK.00700 }: " +
      "22 (disabled, real, Margin, FutuSecurities, HK US HKCC SG HK_Fund US_Fund) is disabled, so that only its id opens it",
  ],
  [
    "universal",
    { paper: false, code: "HK.HSImain" },
    "no account fits { paper: false, market: Futures, code: HK.HSImain }: the gateway lists none for Futures",
  ],
])("tells the user %s with %j what nearly fits, and why it does not: %s", async (user, options, message) => {
  await expect(openAccount(await openFor(user), options)).rejects.toThrow(message);
});

it.each<[keyof typeof users, OpenAccountOptions, string, string[]]>([
  [
    "JP",
    { paper: false, market: "JP" },
    "2 accounts fit { paper: false, market: JP }: choose one with accountId: " +
      "26 (real, Cash, FutuJP, JP US); 31 (real, Derivatives, FutuJP, JP)",
    ["accountId"],
  ],
  [
    "paper, two kinds",
    { paper: true },
    "3 accounts fit { paper: true }: choose one with market, paperKind or accountId: 12 (paper, Option, no firm, HK CN);",
    ["market", "paperKind", "accountId"],
  ],
  [
    "two brokers",
    { paper: false, code: "HK.00700" },
    "2 accounts fit { paper: false, market: HK, code: HK.00700 }: choose one with firm or accountId: " +
      "22 (real, Margin, FutuSecurities, HK US HKCC SG HK_Fund US_Fund); 34 (real, Margin, FutuSG, HK US SG)",
    ["firm", "accountId"],
  ],
])("asks the user %s with %j to choose: %s", async (user, options, message, how) => {
  const error = await rejectionOf(openAccount(await openFor(user), options));
  expect(error).toMatchObject({ code: "AmbiguousAccount", message: expect.stringContaining(message), options: how });
});
