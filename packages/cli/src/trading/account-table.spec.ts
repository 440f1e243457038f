import type { AccountOptions, AccountPreset } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { type Seen, tradeAs } from "./testing/trade-as.js";

/** What a command asks on the wire and what it prints: rows, or what it says. */
interface Cell {
  readonly asked: readonly string[];
  readonly rows?: readonly string[];
  readonly says?: string;
}

/** A user, and what each command does for this user. The commands run in this order. */
interface User {
  readonly accounts: readonly (AccountPreset | AccountOptions)[];
  /** Options of every command. */
  readonly options: string;
  /** Options of the commands that ask for money, besides. */
  readonly moneyOptions?: string;
  /** What is bought: a code and a quantity. */
  readonly buy: readonly [code: string, quantity: number];
  readonly positions: Cell;
  /** Places an order at a price of 1, which rests. */
  readonly place: Cell;
  readonly orders: Cell;
  /** Changes its price to 2. */
  readonly modify: Cell;
  readonly cancel: Cell;
  /** Buys at any price, which fills. */
  readonly fill: Cell;
  readonly fills: Cell;
  readonly funds: Cell;
  /** Keeps the orders of this year in a database. The rows are those of an export. */
  readonly sync: Cell;
}

/** Where an order goes, and what lists are asked for. */
interface Way {
  /** The accounts that lists are asked for: `real #0 HK`, and `: only HK` for one market. */
  readonly lists: readonly string[];
  /** The account and the market that orders go to: `real #0 US`. */
  readonly to: string;
  /** The market of the security and its code, as they are sent. */
  readonly wire: string;
  readonly quantity: number;
  /** What tells the order: `#0 US US.AAPL`. */
  readonly row: string;
  /** The same as the gateway lists it, if it is another code. */
  readonly listed?: string;
}

/** The cells that follow from where an order goes. */
function cellsOf({ lists, to, wire, quantity, row, listed = row }: Way) {
  const orders = lists.map((account) => `GetOrderList ${account}`);
  const isReal = to.startsWith("real");
  return {
    place: { asked: [`PlaceOrder ${to}: ${wire} ${quantity} @ 1`], rows: [row] },
    orders: { asked: orders, rows: [`${listed} ${quantity} Submitted`] },
    modify: { asked: [...orders, `ModifyOrder ${to}: Normal ${quantity} @ 2`], rows: [listed] },
    cancel: { asked: [...orders, `ModifyOrder ${to}: Cancel`], rows: [listed] },
    fill: { asked: [`PlaceOrder ${to}: ${wire} ${quantity}`], rows: [row] },
    fills: isReal
      ? { asked: lists.map((account) => `GetOrderFillList ${account}`), rows: [`${listed} ${quantity} OK`] }
      : { asked: [], says: "paper accounts have no deals" },
    sync: {
      asked: lists.map((account) => `GetHistoryOrderList ${account}`),
      rows: [`${listed} ${quantity} Cancelled_All`, `${listed} ${quantity} Filled_All`],
    },
  };
}

const universal = ["HK", "US", "HKCC"] as const;
const held = [
  { code: "HK.00700", quantity: 100, cost: 400 },
  { code: "US.AAPL", quantity: 10, cost: 200 },
  { code: "SH.600519", quantity: 100, cost: 1500 },
] as const;

const users: Readonly<Record<string, User>> = {
  "one market, on paper": {
    accounts: [{ markets: ["HK"], paper: true, holdings: [held[0]] }],
    options: "",
    buy: ["HK.00700", 100],
    positions: { asked: ["GetPositionList paper #0 HK: only HK"], rows: ["#0 HK HK.00700 100"] },
    funds: { asked: ["GetFunds paper #0 HK: in HKD"], rows: ["#0 HKD"] },
    ...cellsOf({
      lists: ["paper #0 HK: only HK"],
      to: "paper #0 HK",
      wire: "HK 00700",
      quantity: 100,
      row: "#0 HK HK.00700",
    }),
  },
  "one market, with real money": {
    accounts: ["hk-paper", { markets: ["US"], holdings: [held[1]] }],
    options: "--real",
    buy: ["US.AAPL", 7],
    positions: { asked: ["GetPositionList real #1 US: only US"], rows: ["#1 US US.AAPL 10"] },
    funds: { asked: ["GetFunds real #1 US: in USD"], rows: ["#1 USD"] },
    ...cellsOf({
      lists: ["real #1 US: only US"],
      to: "real #1 US",
      wire: "US AAPL",
      quantity: 7,
      row: "#1 US US.AAPL",
    }),
  },
  "a universal account": {
    accounts: [{ markets: universal, holdings: held }],
    options: "--real",
    buy: ["US.AAPL", 7],
    positions: {
      asked: ["GetPositionList real #0 HK"],
      rows: ["#0 HK HK.00700 100", "#0 US US.AAPL 10", "#0 HKCC SH.600519 100"],
    },
    funds: { asked: ["GetFunds real #0 HK: in HKD"], rows: ["#0 HKD"] },
    ...cellsOf({ lists: ["real #0 HK"], to: "real #0 US", wire: "US AAPL", quantity: 7, row: "#0 US US.AAPL" }),
  },
  "a universal account, of which one market is asked about": {
    accounts: [{ markets: universal, holdings: held }],
    options: "--real --trade-market us",
    buy: ["US.AAPL", 7],
    positions: { asked: ["GetPositionList real #0 US: only US"], rows: ["#0 US US.AAPL 10"] },
    funds: { asked: ["GetFunds real #0 US: in USD"], rows: ["#0 USD"] },
    ...cellsOf({
      lists: ["real #0 US: only US"],
      to: "real #0 US",
      wire: "US AAPL",
      quantity: 7,
      row: "#0 US US.AAPL",
    }),
    // The archive keeps an account whole.
    sync: {
      asked: ["GetHistoryOrderList real #0 HK"],
      rows: ["#0 US US.AAPL 7 Cancelled_All", "#0 US US.AAPL 7 Filled_All"],
    },
  },
  "A-shares through Stock Connect": {
    accounts: ["universal"],
    options: "--real",
    buy: ["SH.600519", 100],
    positions: { asked: ["GetPositionList real #0 HK"], rows: [] },
    funds: { asked: ["GetFunds real #0 HK: in HKD"], rows: ["#0 HKD"] },
    ...cellsOf({
      lists: ["real #0 HK"],
      to: "real #0 HKCC",
      wire: "CN_SH 600519",
      quantity: 100,
      row: "#0 HKCC SH.600519",
    }),
    modify: { asked: ["GetOrderList real #0 HK"], says: "order is in HKCC, which takes only Cancel" },
  },
  "A-shares on paper": {
    accounts: ["hk-paper", "cn-paper"],
    options: "",
    buy: ["SZ.000001", 100],
    positions: { asked: ["GetPositionList paper #0 HK: only HK", "GetPositionList paper #1 CN: only CN"], rows: [] },
    funds: { asked: ["GetFunds paper #0 HK: in HKD", "GetFunds paper #1 CN: in CNH"], rows: ["#0 HKD", "#1 CNH"] },
    ...cellsOf({
      lists: ["paper #0 HK: only HK", "paper #1 CN: only CN"],
      to: "paper #1 CN",
      wire: "CN_SZ 000001",
      quantity: 100,
      row: "#1 CN SZ.000001",
    }),
  },
  "a master account and a normal one": {
    accounts: ["master", { markets: universal, holdings: [held[1]] }],
    options: "--real",
    buy: ["HK.00700", 100],
    positions: { asked: ["GetPositionList real #0 HK", "GetPositionList real #1 HK"], rows: ["#1 US US.AAPL 10"] },
    funds: { asked: ["GetFunds real #0 HK: in HKD", "GetFunds real #1 HK: in HKD"], rows: ["#0 HKD", "#1 HKD"] },
    ...cellsOf({
      lists: ["real #0 HK", "real #1 HK"],
      to: "real #1 HK",
      wire: "HK 00700",
      quantity: 100,
      row: "#1 HK HK.00700",
    }),
  },
  "two kinds of paper accounts": {
    accounts: [{ markets: ["HK"], paper: true, holdings: [held[0]] }, "hk-options-paper"],
    options: "",
    buy: ["HK.TCH260529C500000", 100],
    positions: {
      asked: ["GetPositionList paper #0 HK: only HK", "GetPositionList paper #1 HK: only HK"],
      rows: ["#0 HK HK.00700 100"],
    },
    funds: { asked: ["GetFunds paper #0 HK: in HKD", "GetFunds paper #1 HK: in HKD"], rows: ["#0 HKD", "#1 HKD"] },
    ...cellsOf({
      lists: ["paper #0 HK: only HK", "paper #1 HK: only HK"],
      to: "paper #1 HK",
      wire: "HK TCH260529C500000",
      quantity: 100,
      row: "#1 HK HK.TCH260529C500000",
    }),
  },
  "futures on paper": {
    accounts: ["hk-paper", "hk-futures-paper"],
    options: "",
    buy: ["HK.HSImain", 1],
    positions: {
      asked: [
        "GetPositionList paper #0 HK: only HK",
        "GetPositionList paper #1 Futures_Simulate_HK: only Futures_Simulate_HK",
      ],
      rows: [],
    },
    funds: {
      asked: ["GetFunds paper #0 HK: in HKD", "GetFunds paper #1 Futures_Simulate_HK: in HKD"],
      rows: ["#0 HKD", "#1 HKD"],
    },
    ...cellsOf({
      lists: ["paper #0 HK: only HK", "paper #1 Futures_Simulate_HK: only Futures_Simulate_HK"],
      to: "paper #1 Futures_Simulate_HK",
      wire: "HK HSImain",
      quantity: 1,
      row: "#1 Futures_Simulate_HK HK.HSImain",
      // The main contract stands for that of a month.
      listed: "#1 Futures_Simulate_HK HK.HSI2605",
    }),
  },
  "futures with real money": {
    accounts: ["universal", { markets: ["Futures"], type: "Margin" }],
    options: "--real",
    buy: ["HK.HSImain", 1],
    positions: { asked: ["GetPositionList real #0 HK", "GetPositionList real #1 Futures: only Futures"], rows: [] },
    funds: { asked: ["GetFunds real #0 HK: in HKD", "GetFunds real #1 Futures: in HKD"], rows: ["#0 HKD", "#1 HKD"] },
    ...cellsOf({
      lists: ["real #0 HK", "real #1 Futures: only Futures"],
      to: "real #1 Futures",
      wire: "HK HSImain",
      quantity: 1,
      row: "#1 Futures HK.HSImain",
      listed: "#1 Futures HK.HSI2605",
    }),
  },
  "a margin account of moomoo JP": {
    accounts: [
      {
        markets: ["JP", "US"],
        firm: "FutuJP",
        type: "Margin",
        holdings: [{ code: "JP.7203", quantity: 100, cost: 2000 }],
      },
    ],
    options: "--real",
    moneyOptions: "--asset-category jp",
    buy: ["JP.7203", 100],
    positions: { asked: ["GetPositionList real #0 JP: assets JP"], rows: ["#0 JP JP.7203 100"] },
    funds: { asked: ["GetFunds real #0 JP: in JPY assets JP"], rows: ["#0 JPY"] },
    ...cellsOf({ lists: ["real #0 JP"], to: "real #0 JP", wire: "JP 7203", quantity: 100, row: "#0 JP JP.7203" }),
  },
  "a margin account of moomoo JP, whose assets are not named": {
    accounts: ["jp-margin"],
    options: "--real",
    buy: ["US.AAPL", 7],
    positions: { asked: [], says: "--asset-category" },
    funds: { asked: [], says: "--asset-category" },
    ...cellsOf({ lists: ["real #0 JP"], to: "real #0 US", wire: "US AAPL", quantity: 7, row: "#0 US US.AAPL" }),
  },
  cryptocurrencies: {
    accounts: ["universal", { markets: ["Crypto"], holdings: [{ code: "CC.BTC", quantity: 2, cost: 100 }] }],
    options: "--real",
    buy: ["CC.BTC", 0.5],
    positions: {
      asked: ["GetPositionList real #0 HK", "GetPositionList real #1 Crypto: only Crypto in USD"],
      rows: ["#1 Crypto CC.BTC 2"],
    },
    funds: { asked: ["GetFunds real #0 HK: in HKD", "GetFunds real #1 Crypto: in USD"], rows: ["#0 HKD", "#1 USD"] },
    ...cellsOf({
      lists: ["real #0 HK", "real #1 Crypto: only Crypto"],
      to: "real #1 Crypto",
      wire: "CC BTC",
      quantity: 0.5,
      row: "#1 Crypto CC.BTC",
    }),
  },
};

describe.each(Object.entries(users))("a user with %s", (_, user) => {
  it("is asked about and gets each row once, and each order goes where it should", { timeout: 60_000 }, async () => {
    const { options, buy, accounts } = user;
    const opend = await tradeAs(accounts);
    const [code, quantity] = buy;
    const seen: Record<string, Cell> = {};
    const run = async (cell: keyof User, command: string) => {
      const found = await opend(`${command} ${options}`.trim());
      seen[cell] = cellOf(found, user[cell] as Cell);
      return found;
    };
    const money = user.moneyOptions ?? "";
    await run("positions", `positions --json ${money}`);
    const placed = await run("place", `order place ${code} buy ${quantity} --price 1 --yes --json`);
    const id = String(placed.rows[0]?.["orderId"]);
    await run("orders", "orders --json");
    await run("modify", `order modify ${id} --price 2 --yes --json`);
    await run("cancel", `order cancel ${id} --yes --json`);
    await run("fill", `order place ${code} buy ${quantity} --market --yes --json`);
    await run("fills", "fills --json");
    await run("funds", `funds --json ${money}`);
    const isReal = options.includes("--real");
    const own = (await opend("accounts --json")).rows.filter(({ isPaper }) => isPaper === !isReal);
    const ids = own.map(({ account }) => account).join(" ");
    const synced = await opend(`sync orders ${ids} --since 2026-01-01 --db DB`);
    expect(synced.code, synced.said).toBe(0);
    seen["sync"] = { ...cellOf(synced, { asked: [] }), rows: (await opend("exported")).rows.map(textOf) };
    const { accounts: _accounts, options: _options, moneyOptions: _money, buy: _buy, ...cells } = user;
    expect(seen).toEqual(cells);
  });
});

function cellOf({ asked, rows, said }: Seen, { says }: Cell): Cell {
  if (says === undefined) return { asked, rows: rows.map(textOf) };
  return { asked, says: said.includes(says) ? says : said };
}

/** `#1 US US.AAPL 7 Submitted`: the account, numbered as it was given, and what tells rows apart. */
function textOf({ account, market, code, quantity, status, currency, ...row }: Readonly<Record<string, unknown>>) {
  const isMoney = "totalAssets" in row;
  const facts = isMoney ? [currency] : [market, code, quantity, status];
  return [`#${(BigInt(String(account)) - 1n) % 10n}`, ...facts].filter((fact) => fact !== undefined).join(" ");
}
