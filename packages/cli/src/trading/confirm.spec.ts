import { PassThrough } from "node:stream";
import { Trd_ModifyOrder, Trd_PlaceOrder, Trd_UnlockTrade } from "@opend/core/protocols";
import { startGateway } from "@opend/sim";
import { describe, expect, it, onTestFinished } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { runOpend } from "../testing/run-opend.js";

const place = ["order", "place", "HK.00700", "buy", "100", "--price", "300", "--real"];
const password = "sesame";
const prompt = "Type real to go on: ";

async function start() {
  const gateway = await startGateway({ brand: "futu", tradePassword: password });
  onTestFinished(() => gateway.close());
  const counts = () => [Trd_UnlockTrade, Trd_PlaceOrder, Trd_ModifyOrder].map((each) => gateway.requestCount(each));
  /** Runs a command at a terminal. Types when it asks. */
  const opend = async (args: readonly string[], type: (keyboard: PassThrough, interrupt: Interrupt) => void) => {
    const keyboard = new PassThrough();
    const interrupt = new Interrupt();
    let isAsked = false;
    const onStderr = (text: string) => {
      if (isAsked || !text.includes(prompt)) return;
      isAsked = true;
      setImmediate(() => type(keyboard, interrupt));
    };
    const at = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
    const env = { OPEND_TRADE_PASSWORD: password };
    return await runOpend([...at, ...args], { keyboard, interrupt, onStderr, env, columns: 100 });
  };
  return { gateway, counts, opend };
}

const keys = (text: string) => (keyboard: PassThrough) => void keyboard.write(text);

describe("an order with real money, at a terminal", () => {
  it.each(["real\r", "  real \r", "rael\u007f\u007f\u007feal\r"])(
    "is sent for the word, typed as %j",
    async (typed) => {
      const { counts, opend } = await start();
      const { code, stdout, stderr } = await opend(place, keys(typed));
      expect(stderr).toContain("REAL MONEY: Buy 100 HK.00700 at 300, 30,000 in all on the REAL account");
      expect({ code, counts: counts() }).toEqual({ code: 0, counts: [1, 1, 0] });
      expect(stdout).toMatch(/^\d+\n$/);
    },
  );

  it.each<[string, (keyboard: PassThrough, interrupt: Interrupt) => void, number, string]>([
    ["another word", keys("yes\r"), 2, "not confirmed: nothing was done"],
    ["the word in other letters", keys("Real\r"), 2, "not confirmed: nothing was done"],
    ["more than the word", keys("real money\r"), 2, "not confirmed: nothing was done"],
    ["nothing", keys("\r"), 2, "not confirmed: nothing was done"],
    ["the word without Enter, and Ctrl-C", keys("real\u0003"), 130, "interrupted"],
    ["Ctrl-C", keys("\u0003"), 130, "interrupted"],
    ["a signal", (_, interrupt) => void interrupt.take("SIGTERM"), 143, "interrupted"],
    ["Ctrl-D", keys("\u0004"), 2, "not confirmed: nothing was done"],
    ["the end of the input", (keyboard) => void keyboard.end(), 2, "not confirmed: nothing was done"],
    [
      "the word without Enter, and the end",
      (keyboard) => void keyboard.end("rea"),
      2,
      "not confirmed: nothing was done",
    ],
    ["a terminal that is gone", (keyboard) => void keyboard.destroy(), 2, "not confirmed: nothing was done"],
  ])("is not sent for %s", async (_, type, exitCode, message) => {
    const { counts, opend } = await start();
    const { code, stdout, stderr } = await opend(place, type);
    expect({ code, stdout, counts: counts() }).toEqual({ code: exitCode, stdout: "", counts: [0, 0, 0] });
    // The message has a line of its own.
    expect(stderr.endsWith(`\nopend: ${message}\n`), stderr).toBe(true);
  });

  it("is canceled for the word, too", async () => {
    const { counts, opend } = await start();
    const { stdout } = await opend(place, keys("real\r"));
    const cancel = ["order", "cancel", stdout.trim(), "--real"];
    expect((await opend(cancel, keys("no\r"))).code).toBe(2);
    expect((await opend(cancel, keys("\u0003"))).code).toBe(130);
    expect(counts()).toEqual([1, 1, 0]);
    expect((await opend(cancel, keys("real\r"))).code).toBe(0);
    expect(counts()).toEqual([2, 1, 1]);
  });
});

it("a request that changes something is sent for its name only", async () => {
  const { gateway, counts, opend } = await start();
  const request = ["call", "Trd_UnlockTrade", "unlock=false"];
  const answer = (text: string) => {
    const keyboard = new PassThrough();
    const onStderr = (said: string) => {
      if (said.includes("Type Trd_UnlockTrade")) setImmediate(() => keyboard.write(text));
    };
    return runOpend(["--url", gateway.tcpUrl ?? "", "--brand", "futu", ...request], {
      keyboard,
      onStderr,
      columns: 100,
    });
  };
  for (const [text, exitCode] of [
    ["real\r", 2],
    ["\u0003", 130],
    ["\u0004", 2],
  ] as const) {
    expect((await answer(text)).code).toBe(exitCode);
  }
  expect(counts()).toEqual([0, 0, 0]);
  expect((await answer("Trd_UnlockTrade\r")).code).toBe(0);
  expect(counts()).toEqual([1, 0, 0]);
  // Nobody is asked where nobody can type.
  expect((await opend(["orders"], () => {})).code).toBe(0);
});
