import { createHash, randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { type Client, isOpendError } from "@opend/core";
import { Trd_UnlockTrade } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { rejectionOf } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import { open } from "../testing/open.js";
import { openAccount } from "./open-account.js";
import { lockTrade, unlockTrade } from "./unlock-trade.js";

const password = randomBytes(12).toString("hex");
const passwordMd5 = createHash("md5").update(password).digest("hex");
const order = { code: "HK.00700", side: "Buy", quantity: 100, price: 300 } as const;

async function placeReal(client: Client) {
  return await (await openAccount(client, { paper: false, market: "HK" })).placeOrder(order);
}

describe("unlocking", () => {
  it.each([
    ["the password", { password }],
    ["its MD5", { passwordMd5 }],
  ])("with %s lets a real account trade until it is locked", async (_, options) => {
    const { client } = await open({ tradePassword: password });
    const locked = { code: "TradeLocked", protocol: "Trd_PlaceOrder", retMsg: expect.stringContaining("locked") };
    expect(await rejectionOf(placeReal(client))).toMatchObject(locked);
    await unlockTrade(client, { ...options, securityFirm: "FutuSecurities" });
    expect((await placeReal(client)).orderId).toBeTypeOf("bigint");
    await lockTrade(client);
    expect(await rejectionOf(placeReal(client))).toMatchObject(locked);
  });

  it("sends the MD5 and never the password", async () => {
    const bodies: object[] = [];
    const answer = handle(Trd_UnlockTrade, (c2s) => {
      bodies.push(c2s);
      return {};
    });
    const { client } = await open({ handlers: [answer] });
    await unlockTrade(client, { password, securityFirm: "FutuInc" });
    await lockTrade(client);
    expect(bodies).toEqual([
      { unlock: true, pwdMD5: passwordMd5, securityFirm: 2 },
      { unlock: false, pwdMD5: undefined, securityFirm: undefined },
    ]);
  });

  it.each<[string, object]>([
    ["password", {}],
    ["password", { password: "" }],
    ["password", { password: 123_456 }],
    ["passwordMd5", { passwordMd5: password }],
    ["passwordMd5", { passwordMd5: passwordMd5.toUpperCase() }],
    ["passwordMd5", { password, passwordMd5 }],
    ["securityFirm", { password, securityFirm: "Futu" }],
  ])("refuses a wrong %s, and does not show it", async (option, wrong) => {
    const { client, gateway } = await open();
    // @ts-expect-error: invalid options
    const error = await rejectionOf(unlockTrade(client, wrong));
    expect(error).toMatchObject({ code: "InvalidOption", option });
    expect(shown(error)).toEqual([]);
    expect(gateway.requestCount(Trd_UnlockTrade)).toBe(0);
  });
});

describe("the trading password", () => {
  it("does not appear when the gateway refuses it, nor in the client and the gateway afterwards", async () => {
    const { client, gateway } = await open({ tradePassword: `not ${password}` });
    const error = await rejectionOf(unlockTrade(client, { password }));
    expect(error).toMatchObject({ code: "GatewayError", retMsg: "the trading password is wrong" });
    expect([error, client, gateway, gateway.violations].flatMap(shown)).toEqual([]);
  });

  it("does not appear when there is no reply, or no connection", async () => {
    const silent = handle(Trd_UnlockTrade, () => new Promise(() => {}));
    const { client, gateway } = await open({ handlers: [silent] });
    const errors = [
      await rejectionOf(unlockTrade(client, { password, timeoutMs: 20 })),
      await rejectionOf(unlockTrade(client, { password, signal: AbortSignal.timeout(20) })),
    ];
    const lost = rejectionOf(unlockTrade(client, { passwordMd5 }));
    await expect.poll(() => gateway.requestCount(Trd_UnlockTrade)).toBe(3);
    gateway.dropConnections();
    errors.push(await lost, await rejectionOf(unlockTrade(client, { password })));
    expect(errors.map((error) => isOpendError(error) && error.code)).toEqual([
      "Timeout",
      "Aborted",
      "ConnectionLost",
      "ConnectionLost",
    ]);
    expect(errors.flatMap(shown)).toEqual([]);
  });

  it("does not appear in a simulated gateway that knows it", async () => {
    const { gateway, client } = await open({ tradePassword: password });
    await unlockTrade(client, { password });
    expect([gateway, client].flatMap(shown)).toEqual([]);
    expect(shown({ deep: [new Error(password), passwordMd5] })).toEqual(["password", "passwordMd5"]);
  });
});

/** Returns the secrets that show in a value, however it is printed. */
function shown(value: unknown): string[] {
  const json = JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
  const message = value instanceof Error ? `${value.message} ${value.stack}` : "";
  const text = [json, message, inspect(value, { depth: 10, showHidden: true, maxStringLength: null })].join("\n");
  return Object.entries({ password, passwordMd5 }).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));
}
