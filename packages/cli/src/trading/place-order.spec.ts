import { PassThrough } from "node:stream";
import { formsOfOrderType } from "@opend/core/internal";
import { Trd_PlaceOrder } from "@opend/core/protocols";
import { stallReplies } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { orderTypesText } from "../commands/order-types-text.js";
import { runOpend } from "../testing/run-opend.js";
import { startBroker, typing } from "./testing/fake-broker.js";

const place = ["order", "place", "HK.00700", "buy", "100"];
const us = ["order", "place", "US.AAPL", "sell", "10"];
const hk = { accID: 21n, trdMarket: 1, trdSide: 1, code: "00700", secMarket: 1, qty: 100, timeInForce: 0 };
const nyse = { accID: 21n, trdMarket: 2, trdSide: 2, code: "AAPL", secMarket: 2, qty: 10, timeInForce: 0 };

describe("opend order place", () => {
  it.each<[string[], object, string]>([
    [[...place, "--price", "300"], { ...hk, orderType: 1, price: 300 }, "Buy 100 HK.00700 at 300, 30,000 in all on"],
    [[...place, "--type", "limit", "--price", "300"], { ...hk, orderType: 1, price: 300 }, "at 300, 30,000 in all on"],
    [[...place, "--market"], { ...hk, orderType: 2 }, "Buy 100 HK.00700 at any price on"],
    [[...place, "--type", "MARKET"], { ...hk, orderType: 2 }, "Buy 100 HK.00700 at any price on"],
    [
      [...us, "--type", "stop", "--trigger", "290"],
      { ...nyse, orderType: 10, auxPrice: 290 },
      "Sell 10 US.AAPL at any price (Stop, trigger 290) on",
    ],
    [
      [...us, "--type", "StopLimit", "--trigger", "290", "--price", "289.5"],
      { ...nyse, orderType: 11, auxPrice: 290, price: 289.5 },
      "Sell 10 US.AAPL at 289.5, 2,895 in all (StopLimit, trigger 290) on",
    ],
    [
      [...us, "--type", "limit-if-touched", "--trigger", "290", "--price", "291"],
      { ...nyse, orderType: 13, auxPrice: 290, price: 291 },
      "(LimitifTouched, trigger 290) on",
    ],
    [
      [...us, "--type", "trailing-stop", "--trail-percent", "5"],
      { ...nyse, orderType: 14, trailType: 1, trailValue: 5 },
      "Sell 10 US.AAPL at any price (TrailingStop, trail 5 %) on",
    ],
    [
      [...us, "--type", "trailing_stop_limit", "--trail-amount", "2", "--trail-spread", "0.5"],
      { ...nyse, orderType: 15, trailType: 2, trailValue: 2, trailSpread: 0.5 },
      "Sell 10 US.AAPL (TrailingStopLimit, trail 2, spread 0.5) on",
    ],
    [
      [...us, "--price", "300", "--time-in-force", "GTC", "--session", "all", "--outside-rth"],
      { ...nyse, orderType: 1, price: 300, timeInForce: 1, session: 3, fillOutsideRTH: true },
      "3,000 in all (GTC, session ALL, outside regular hours) on",
    ],
    [
      [...us, "--price", "300", "--time-in-force", "gtd", "--expire", "2099-06-30"],
      { ...nyse, orderType: 1, price: 300, timeInForce: 3, expireTime: "2099-06-30" },
      "3,000 in all (GTD, until 2099-06-30) on",
    ],
    [
      [...place, "--type", "special-limit-all", "--price", "300", "--adjust", "-1.5", "--remark", "x"],
      { ...hk, orderType: 9, price: 300, adjustPrice: true, adjustSideAndLimit: -0.015, remark: "x" },
      '(SpecialLimit_All, price moved by at most -1.5 %, remark "x") on',
    ],
  ])("%j sends what it says", async (args, order, text) => {
    const { sent, opend } = await startBroker({});
    const { code, stdout, stderr } = await opend([...args, "--real"], typing(new PassThrough(), "real\r"));
    expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: "7290000000000000001\n" });
    expect(sent).toEqual([order]);
    expect(stderr).toContain(`REAL MONEY: `);
    expect(stderr.split(`${text} the REAL account 21`).length - 1, stderr).toBe(2);
  });

  it.each<[string[], string]>([
    [[...place, "--type", "stp", "--price", "1"], "--type is stp: did you mean Stop?"],
    [[...place, "--type", "stop"], "--trigger is missing: an order of type Stop needs"],
    [[...place, "--type", "stop", "--trigger", "1", "--price", "1"], "--price does not fit an order of type Stop"],
    [[...place, "--price", "1", "--trigger", "1"], "--trigger does not fit an order of type Normal"],
    [[...place, "--type", "trailing-stop"], "--trail-percent or --trail-amount is missing"],
    [[...place, "--type", "trailing-stop", "--trail-percent", "200"], "Give a percentage above 0 and below 100"],
    [[...place, "--type", "trailing-stop", "--trail-percent", "1", "--trail-amount", "1"], "and not both"],
    [[...place, "--type", "stop", "--trail-spread", "1"], "--trail-spread goes with --trail-percent"],
    [[...place, "--market", "--type", "stop", "--trigger", "1"], "--market does not go with --type stop"],
    [
      [...place, "--trigger", "1"],
      "give --price PRICE for a limit order, --market for one at any price, or another --type",
    ],
    [
      [...place, "--price", "1", "--time-in-force", "forever"],
      "--time-in-force is forever: use one of DAY, GTC, IOC, GTD",
    ],
    [[...place, "--price", "1", "--time-in-force", "gtd"], "--expire goes with --time-in-force gtd"],
    [[...place, "--price", "1", "--expire", "2099-01-01"], "--expire goes with --time-in-force gtd"],
    [[...place, "--price", "1", "--expire", "tomorrow"], "Give a day, such as 2026-05-08."],
    [[...us, "--price", "1", "--session", "night"], "--session is night: "],
    [[...place, "--price", "1", "--adjust", "0"], "Give a percentage, such as 1 (up) or -0.5 (down)."],
    [[...place, "--price", "1", "--position", "x"], "--position is a number, not x"],
    [[...place, "--price", "1", "--remark", "x".repeat(65)], "--remark has at most 64 bytes, not 65"],
    [["order", "place", "700", "buy", "100", "--price", "1"], '"700" is not a security code'],
  ])("refuses %j before it connects or asks, with real money too", async (args, message) => {
    // On paper, another type is refused for that.
    for (const real of args.includes("--type") ? [["--real"]] : [[], ["--real"]]) {
      const { code, stdout, stderr } = await runOpend(["--url", "tcp://127.0.0.1:1", ...args, ...real]);
      expect(stderr).toContain(message);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    }
  });

  it("refuses before it asks what the account's broker does not have", async () => {
    const { sent, opend } = await startBroker({});
    for (const [side, options, message] of [
      ["buy", ["--position", "7"], "--position exists at FutuJP only, and this account is at FutuSecurities"],
      ["sell-short", [], "the side"],
    ] as const) {
      const args = ["order", "place", "HK.00700", side, "100", "--price", "300", "--real", ...options];
      const { code, stderr } = await opend(args);
      expect(stderr).toContain(message);
      expect(stderr).not.toContain("REAL MONEY");
      expect({ code, sent }).toEqual({ code: 2, sent: [] });
    }
  });

  it.each(["stop", "trailing-stop", "auction"])("refuses --type %s on paper before it connects", async (type) => {
    const { code, stderr } = await runOpend(["--url", "tcp://127.0.0.1:1", ...place, "--type", type]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("paper accounts take Normal and Market only")]);
  });

  it("says before it sends with --yes what it sends", async () => {
    const { opend } = await startBroker({});
    const { code, stderr } = await opend([...place, "--price", "300", "--real", "--yes"]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/REAL MONEY: Buy 100 HK\.00700 at 300, 30,000 in all on the REAL account 21, market HK\.\n/);
  });

  it("prints JSON with ids as texts", async () => {
    const { opend } = await startBroker({});
    const { stdout } = await opend([...place, "--price", "300", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      orderId: "7290000000000000001",
      orderIdEx: "ex",
      account: "11",
      market: "HK",
      isPaper: true,
      code: "HK.00700",
      simulated: true,
    });
  });

  it("says after Ctrl-C that the order may have been placed", async () => {
    const { gateway, opend } = await startBroker({ faults: [stallReplies({ protocol: Trd_PlaceOrder, ms: 60_000 })] });
    const interrupt = new Interrupt();
    const placed = opend([...place, "--price", "300"], { interrupt });
    while (gateway.requestCount(Trd_PlaceOrder) === 0) await new Promise((resolve) => setImmediate(resolve));
    interrupt.take("SIGINT");
    const { code, stderr } = await placed;
    expect(code).toBe(130);
    expect(stderr).toContain("It may have been carried out: look at `opend orders`.\n");
  });
});

it("the help says what each type of the contract needs", () => {
  const optionsOf: Readonly<Record<string, readonly string[]>> = {
    price: ["--price"],
    auxPrice: ["--trigger"],
    trailValue: ["--trail-percent", "--trail-amount"],
    trailSpread: ["--trail-spread"],
  };
  const needed = Object.entries(formsOfOrderType).map(([name, { needs, only }]) => {
    const type = name === "Normal" ? "limit" : name.toLowerCase().replaceAll("_", "");
    return [type, new Set([...needs.flatMap((field) => optionsOf[field] ?? []), ...(only ?? [])])];
  });
  const told = orderTypesText.split("\n").flatMap((line) => {
    const [, type, rest = ""] = /^ {2}([a-z-]+) {2,}(.*)$/.exec(line) ?? [];
    return type === undefined ? [] : [[type.replaceAll("-", ""), new Set(rest.match(/--[a-z-]+|\b[A-Z]{2}\b/g))]];
  });
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(needed));
  expect(orderTypesText).toContain("Paper accounts take limit and market orders.");
  const onPaper = Object.entries(formsOfOrderType).filter(([, { paper }]) => paper);
  expect(onPaper.map(([name]) => name)).toEqual(["Normal", "Market"]);
});
