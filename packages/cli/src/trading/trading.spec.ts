import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type Trd_Common, Trd_GetAccList, Trd_GetOrderList, Trd_PlaceOrder } from "@opend/core/protocols";
import { dropConnection, type GatewayOptions, handle, startGateway } from "@opend/sim";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

async function start(options: Partial<GatewayOptions> = {}) {
  const gateway = await startGateway({ brand: "futu", ...options });
  onTestFinished(() => gateway.close());
  const at = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
  return { gateway, opend: (...args: string[]) => runOpend([...at, ...args]) };
}

const rows = (csv: string) => csv.trimEnd().split("\n").slice(1);

describe("trading", () => {
  it("places an order on paper, lists it, and cancels it", async () => {
    const { opend } = await start();
    const placed = await opend("order", "place", "HK.00700", "buy", "100", "--price", "300", "--remark", "spec");
    expect(placed.code).toBe(0);
    expect(placed.stderr).toMatch(
      /Placed: Buy 100 HK\.00700 at 300, 30,000 in all \(remark "spec"\) on the paper account \d+, market HK\.\n$/,
    );
    const id = placed.stdout.trim();
    const listed = rows((await opend("orders")).stdout);
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatch(new RegExp(`,HK,${id},HK\\.00700,Buy,Normal,Submitted,100,300,.*,spec,`));
    expect((await opend("order", "cancel", id)).code).toBe(0);
    expect(rows((await opend("orders")).stdout)[0]).toContain("Cancelled_All");
    const again = await opend("order", "cancel", id);
    expect(again.code).toBe(1);
  });

  it("lists accounts, positions and funds, on paper by default", async () => {
    const { opend } = await start();
    expect(rows((await opend("accounts")).stdout)).toHaveLength(4);
    const paper = rows((await opend("funds")).stdout);
    const real = rows((await opend("funds", "--real")).stdout);
    expect(paper.map((row) => row.split(",")[1])).toEqual(["HK", "US", "HK"]);
    expect(real.map((row) => row.split(",")[1])).toEqual(["HK US HKCC"]);
    expect(rows((await opend("funds", "--trade-market", "us")).stdout)).toHaveLength(1);
    expect((await opend("positions")).code).toBe(0);
    expect((await opend("orders", "--history", "--since", "2026-01-01")).code).toBe(0);
  });

  it("does not touch real money without a yes", async () => {
    const { gateway, opend } = await start();
    const { code, stderr } = await opend("order", "place", "HK.00700", "buy", "100", "--price", "300", "--real");
    expect(code).toBe(2);
    expect(stderr).toMatch(/REAL MONEY: Buy 100 HK\.00700 at 300, 30,000 in all on the REAL account \d+/);
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(0);
  });

  it("unlocks a real account with the password of the environment, which it never prints", async () => {
    const password = `pw-${process.pid}`;
    const { gateway, opend } = await start({ tradePassword: password });
    const args = ["order", "place", "HK.00700", "buy", "100", "--price", "300", "--real", "--yes"];
    const locked = await opend(...args);
    expect(locked.code).toBe(1);
    expect(locked.stderr).toContain("Give the trading password with --password-file or OPEND_TRADE_PASSWORD");
    const at = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
    const unlocked = await runOpend([...at, ...args], { env: { OPEND_TRADE_PASSWORD: password } });
    expect(unlocked.code).toBe(0);
    expect(unlocked.stdout + unlocked.stderr).not.toContain(password);
  });

  it("says that an order may have been placed when its reply is lost, and sends it once", async () => {
    const { gateway, opend } = await start({ faults: [dropConnection({ protocol: Trd_PlaceOrder })] });
    const { code, stderr } = await opend("order", "place", "HK.00700", "buy", "100", "--price", "300");
    expect(code).toBe(1);
    expect(stderr).toContain("It may have been carried out: look at `opend orders`");
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(1);
  });

  it.each<[string[], string]>([
    [["place", "HK.00700", "hold", "100", "--price", "1"], "the side is buy or sell, not hold"],
    [["place", "HK.00700", "buy", "0", "--price", "1"], "the quantity is a number above 0, such as 100, not 0"],
    [["place", "HK.00700", "buy", "100"], "give --price PRICE"],
    [["place", "HK.00700", "buy", "100", "--price", "-1"], "number above 0"],
    [["place", "HK.00700", "buy", "100", "--price", "1", "--market"], "give --price PRICE"],
    [["cancel", "abc"], "an order has a number as its id"],
    [["cancel", "1"], "no paper account has an order 1 of today"],
  ])("order %j ends with code 2", async (args, message) => {
    const { opend } = await start();
    const { code, stderr } = await opend("order", ...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

const stocks = {
  trdEnv: 0,
  accID: 11n,
  trdMarketAuthList: [1, 3],
  accType: 1,
  simAccType: 1,
  cardNum: "1001329805025007",
};
const options = { ...stocks, accID: 12n, accType: 2, simAccType: 2, cardNum: undefined };

/** A gateway with these accounts, which notes where orders go, and whose are listed. */
async function startWith(...accounts: Partial<Trd_Common.TrdAcc>[]) {
  const ordered: [bigint, number, string][] = [];
  const listed: [bigint, number][] = [];
  const accList = accounts.map((account) => ({ ...stocks, jpAccType: [], ...account }));
  const handlers = [
    handle(Trd_GetAccList, () => ({ accList })),
    handle(Trd_PlaceOrder, ({ header, code }) => {
      ordered.push([header.accID, header.trdMarket, code]);
      return { header, orderID: 5n };
    }),
    handle(Trd_GetOrderList, ({ header }) => {
      listed.push([header.accID, header.trdMarket]);
      return { header, orderList: [] };
    }),
  ];
  return { ordered, listed, ...(await start({ handlers })) };
}

describe("a user with a paper account for stocks and one for options", () => {
  const limit = ["buy", "100", "--price", "300"];

  it("has orders on the one for the code", async () => {
    const { ordered, opend } = await startWith(options, stocks);
    for (const code of ["HK.00700", "HK.TCH260529C500000", "hk.tch260529c500000", "SH.600519"]) {
      expect(await opend("order", "place", code, ...limit)).toMatchObject({ code: 0 });
    }
    expect(ordered).toEqual([
      [11n, 1, "00700"],
      [12n, 1, "TCH260529C500000"],
      [12n, 1, "TCH260529C500000"],
      [11n, 3, "600519"],
    ]);
  });

  it("chooses with --paper-kind", async () => {
    const { ordered, opend } = await startWith(options, stocks);
    const placed = await opend("order", "place", "HK.00700", ...limit, "--paper-kind", "option");
    expect(placed.code).toBe(0);
    expect(ordered).toEqual([[12n, 1, "00700"]]);
    const wrong = await opend("order", "place", "HK.00700", ...limit, "--paper-kind", "options");
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("Stock, Option, Futures") });
    const real = await opend("order", "place", "HK.00700", ...limit, "--paper-kind", "option", "--real");
    expect(real).toMatchObject({ code: 2, stderr: expect.stringContaining("--paper-kind") });
  });

  it("chooses with names in any case", async () => {
    const { ordered, opend } = await startWith(options, stocks, {
      accID: 14n,
      trdEnv: 1,
      securityFirm: 2,
      trdMarketAuthList: [1, 4],
    });
    const place = (code: string, ...more: string[]) => opend("order", "place", code, ...limit, ...more);
    const placed = [
      await place("HK.00700", "--paper-kind", "STOCK", "--trade-market", "hk"),
      await place("SZ.000001", "--trade-market", "cn"),
      await place("SZ.000001", "--real", "--yes", "--trade-market", "hkcc", "--firm", "futuinc"),
      await place("SZ.000001", "--real", "--yes", "--firm", "FutuInc"),
    ];
    expect(placed.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(ordered).toEqual([
      [11n, 1, "00700"],
      [11n, 3, "000001"],
      [14n, 4, "000001"],
      [14n, 4, "000001"],
    ]);
    expect(await place("SZ.000001", "--real", "--yes", "--firm", "FutuSG")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("is at FutuInc, not at FutuSG"),
    });
    expect(await place("HK.00700", "--firm", "Futu")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("FutuSecurities, FutuInc, FutuSG"),
    });
  });

  it("hears that the account it names has real money", async () => {
    const { listed, ordered, opend } = await startWith(stocks, { accID: 14n, trdEnv: 1 });
    for (const words of [["orders"], ["order", "place", "HK.00700", ...limit], ["order", "cancel", "5"]]) {
      const { code, stderr } = await opend(...words, "--account", "14");
      expect(stderr).toContain("account 14 has real money, and a paper account was asked for");
      expect(stderr).toContain("Here, --real asks for real money");
      expect(code).toBe(1);
    }
    expect([listed, ordered]).toEqual([[], []]);
  });

  it("asks for the list of accounts once, and for one account once", async () => {
    const { gateway, listed, opend } = await startWith(options, { ...stocks, trdMarketAuthList: [1, 2, 3] });
    expect((await opend("orders")).code).toBe(0);
    expect(listed.map(([id]) => id)).toEqual([12n, 11n]);
    // One list for each category: securities, futures and cryptocurrencies.
    expect(gateway.requestCount(Trd_GetAccList)).toBe(3);
    expect((await opend("orders", "--trade-market", "us")).code).toBe(0);
    expect(listed.slice(2)).toEqual([[11n, 2]]);
    expect(gateway.requestCount(Trd_GetAccList)).toBe(4);
    expect((await opend("order", "place", "HK.00700", ...limit)).code).toBe(0);
    expect(gateway.requestCount(Trd_GetAccList)).toBe(5);
  });

  it.each([
    ["sh", "which is what codes begin with. Accounts trade them in CN or HKCC"],
    ["CC.BTCUSD", "which is a code, and not a market"],
  ])("hears before a gateway is looked for that %s is not a market", async (market, message) => {
    for (const words of [["funds"], ["accounts"], ["order", "place", "HK.00700", ...limit], ["order", "cancel", "5"]]) {
      const { code, stderr } = await runOpend(["--url", "tcp://127.0.0.1:1", ...words, "--trade-market", market]);
      expect(stderr).toContain(`--trade-market is "${market}", ${message}`);
      expect(code).toBe(2);
    }
  });

  it("hears what tells the accounts apart where several fit", async () => {
    const { ordered, opend } = await startWith(stocks, { accID: 13n, accType: 2 }, options);
    const { code, stderr } = await opend("order", "place", "HK.00700", ...limit);
    expect(stderr).toContain(
      "2 accounts fit { paper: true, market: HK, code: HK.00700 }: choose one with accountId: " +
        "11 (paper, Stock, Cash, no firm, HK CN, card …5007); 13 (paper, Stock, Margin, no firm, HK CN, card …5007). " +
        "Here, accountId is --account.",
    );
    expect(code).toBe(1);
    expect(ordered).toEqual([]);
  });

  it("lists the accounts of a market", async () => {
    const { opend } = await startWith(stocks, { ...options, trdMarketAuthList: [10] });
    for (const [market, id] of [
      ["hk", 11],
      ["futures_simulate_hk", 12],
    ] as const) {
      const listed = rows((await opend("accounts", "--trade-market", market)).stdout);
      expect(listed).toEqual([expect.stringMatching(new RegExp(`^${id},`))]);
    }
  });

  it("reads ids in a table as they are typed", async () => {
    const { opend } = await startWith({ accID: 281756478486397871n });
    expect((await opend("accounts", "--format", "table")).stdout).toMatch(/^281756478486397871 /m);
  });

  it("hears of a market that does not exist", async () => {
    const { opend } = await startWith(stocks);
    for (const list of ["accounts", "funds"]) {
      const { code, stderr } = await opend(list, "--trade-market", "futurs");
      expect(stderr).toContain('--trade-market is "futurs": did you mean Futures?');
      expect(code).toBe(2);
    }
  });

  it("sees the kinds in the list of accounts", async () => {
    const { listed, opend } = await startWith(stocks, options);
    expect(rows((await opend("accounts")).stdout)).toEqual([
      expect.stringMatching(/^11,.*Stock/),
      expect.stringMatching(/^12,.*Option/),
    ]);
    expect((await opend("orders", "--paper-kind", "option")).code).toBe(0);
    expect(listed).toEqual([[12n, 1]]);
  });

  it("hears that a master account cannot place orders", async () => {
    const { ordered, opend } = await startWith({ accRole: 2 });
    const { code, stderr } = await opend("order", "place", "HK.00700", ...limit);
    expect(stderr).toContain(
      "account 11 has the role Master, which cannot place orders: open one with the role Normal",
    );
    expect(code).toBe(1);
    expect(ordered).toEqual([]);
  });

  it("trades contracts whose code has small letters", async () => {
    const { ordered, opend } = await startWith({ simAccType: 3, trdMarketAuthList: [10, 11] }, stocks);
    const codes = ["HK.HSImain", "us.NQmain", "hk.hsimain", "us.nq2606"];
    for (const code of codes) await opend("order", "place", code, ...limit);
    expect(ordered).toEqual([
      [11n, 10, "HSImain"],
      [11n, 11, "NQmain"],
      [11n, 10, "HSImain"],
      [11n, 11, "NQ2606"],
    ]);
  });

  it.each([
    " 5 ",
    "+5",
    "5.",
    ".5",
    "05",
    "1,000",
    "1e3",
    "0x1F",
    "0b1",
    "१",
    "Infinity",
    "NaN",
    "9007199254740993",
    "1".repeat(30),
  ])("takes no %j for a quantity or a price, nor in a request", async (number) => {
    const { gateway, opend } = await start();
    const order = ["order", "place", "HK.00700", "buy"];
    const [account] = JSON.parse((await opend("accounts", "--format", "json")).stdout);
    const header = JSON.stringify({ trdEnv: "Simulate", accID: String(account.account), trdMarket: "HK" });
    const words = [`header=${header}`, "trdSide=Buy", "orderType=Normal", "code=00700", "secMarket=HK"];
    const lines = [
      [...order, number, "--price", "300"],
      [...order, "100", "--price", number],
      ["call", "Trd_PlaceOrder", ...words, `qty=${number}`, "price=300", "--yes"],
      ["call", "Trd_PlaceOrder", ...words, "qty=100", `price=${number}`, "--yes"],
    ];
    for (const line of lines) {
      const { code, stderr } = await opend(...line);
      // The plain form has texts for numbers that JSON lacks. The gateway refuses them.
      if (line[0] === "call" && /^(?:Infinity|NaN)$/.test(number)) continue;
      expect([line, code, stderr]).toEqual([line, 2, expect.stringMatching(/opend: .*\n$/)]);
    }
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(/^(?:Infinity|NaN)$/.test(number) ? 2 : 0);
  });

  it.each([
    [["--price", "300", "--price", "3000"], "--price <price>"],
    [["--price", "300", "--price=300"], "--price <price>"],
    [["--price", "300", "--account", "1", "--account", "2"], "--account <id>"],
    [["--price", "300", "--trade-market", "HK", "--trade-market", "US"], "--trade-market <market>"],
    [["--price", "300", "--remark", "a", "--remark", "b"], "--remark <text>"],
    [["--price", "300", "--password-file", "a", "--password-file", "b"], "--password-file <file>"],
    [["--price", "300", "--brand", "futu"], "--brand <brand>"],
  ])("is not placed with an option given twice: %j", async (options, flags) => {
    const { gateway, opend } = await start();
    const { code, stderr } = await opend("order", "place", "HK.00700", "buy", "100", ...options);
    expect([code, stderr]).toEqual([2, `opend: option '${flags}' is given twice, and takes one value\n`]);
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(0);
  });

  it.each([
    [["price=300", "price=3000"], "the field price is given twice"],
    [['{"price":300,"price":3000}'], "the field price is given twice"],
    [['{"qty":9007199254740993}'], "9007199254740993 has more digits than a number can hold"],
  ])("is not placed by a request that says it twice, or not exactly: %j", async (request, message) => {
    const { gateway, opend } = await start();
    const { code, stderr } = await opend("call", "Trd_PlaceOrder", ...request, "--yes");
    expect([code, stderr]).toEqual([2, `opend: ${message}\n`]);
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(0);
  });

  it("writes what is about an account into files for its user only", async () => {
    const { opend } = await start();
    const folder = await tempFolder({});
    const files = ["accounts", "orders", "positions", "funds"].map((list) => [list]);
    files.push(["call", "Trd_GetAccList", "userID=0", "--all-pages"], ["candles", "HK.00700", "--limit", "1"]);
    const modes: [string, number][] = [];
    for (const args of files) {
      const out = join(folder, `${args[0]}.csv`);
      expect((await opend(...args, "--out", out)).code).toBe(0);
      modes.push([args[0] ?? "", (await stat(out)).mode & 0o777]);
    }
    const others = 0o666 & ~process.umask();
    expect(modes).toEqual([
      ["accounts", 0o600],
      ["orders", 0o600],
      ["positions", 0o600],
      ["funds", 0o600],
      ["call", 0o600],
      ["candles", others],
    ]);
  });

  it("shows all decimals of what it is about to do", async () => {
    const { opend } = await start();
    const { stderr } = await opend("order", "place", "HK.00700", "buy", "100", "--price", "0.12345", "--real");
    expect(stderr).toContain("REAL MONEY: Buy 100 HK.00700 at 0.12345, 12.345 in all");
  });
});
