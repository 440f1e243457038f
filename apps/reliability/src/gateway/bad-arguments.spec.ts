import { GetGlobalState, Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { describe, expect, it } from "vitest";
import { errorOf, rejectionOf, thrownBy } from "../testing/caught.js";
import { openTarget, targets } from "../testing/targets.js";

const badCodes = ["700", "", "HK", "HK.", ".00700", "hk.00700", "XX.1", "HK 00700", "HK.007 00", " HK.00700"];

describe.each(targets)("bad arguments: $name", (target) => {
  it.each(badCodes)("refuses %j as a security code and sends nothing", async (code) => {
    const { client, gateway } = await openTarget(target);
    const error = thrownBy(() => client.dailyShortVolume(code), "InvalidCode");
    expect(error).toMatchObject({ input: code, retryable: false });
    expect(error.message).toContain(JSON.stringify(code));
    expect(error.message).toContain("HK.00700");
    // The gateway has answered a later request, so nothing earlier is still on its way.
    await client.call(GetGlobalState, { userID: 0n });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(0);
  });

  it("refuses a code of a market without short-sale data", async () => {
    const { client, gateway } = await openTarget(target);
    const error = thrownBy(() => client.dailyShortVolume("SH.600519"), "InvalidCode");
    expect(error.message).toContain("is a code of the market SH, and this serves HK and US only");
    await client.call(GetGlobalState, { userID: 0n });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(0);
  });

  it.each([0, 51, 1.5, -1, Number.NaN])("refuses the page size %d and states the range", async (pageSize) => {
    const { client, gateway } = await openTarget(target);
    const error = thrownBy(() => client.dailyShortVolume("HK.00700", { pageSize }), "InvalidPageSize");
    expect(error).toMatchObject({ min: 1, max: 50, retryable: false });
    await client.call(GetGlobalState, { userID: 0n });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(0);
  });

  it.each(["", "-1"])("refuses %j as a cursor, because no page returns it", async (from) => {
    const { client, gateway } = await openTarget(target);
    const error = thrownBy(() => client.dailyShortVolume("HK.00700", { from }), "InvalidCursor");
    expect(error).toMatchObject({ cursor: from, retryable: false });
    await client.call(GetGlobalState, { userID: 0n });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(0);
  });

  it("reports the gateway's message about an unknown cursor", async () => {
    const { client } = await openTarget(target);
    const from = "no such key";
    const error = await rejectionOf(client.dailyShortVolume("HK.00700", { from }).page(), "PageFailed");
    expect(error).toMatchObject({ cursor: from, pagesFetched: 0, rowsFetched: 0, retryable: false });
    const cause = errorOf(error.cause, "GatewayError");
    expect(cause).toMatchObject({ protocol: "Qot_GetDailyShortVolume", retType: -1 });
    expect(cause.retMsg).toMatch(/nextKey/);
    expect(error.message).toContain(cause.retMsg);
  });

  it("refuses a cursor of another security", async () => {
    const { client } = await openTarget(target);
    const { cursor } = await client.dailyShortVolume("HK.00700").page();
    const error = await rejectionOf(client.dailyShortVolume("US.AAPL", { from: cursor }).page(), "PageFailed");
    errorOf(error.cause, "GatewayError");
  });

  it.each([{ limit: 0 }, { limit: 1.5 }, { maxPages: 0 }, { prefetch: 2 as 1 }])(
    "refuses the option %o and names it",
    async (option) => {
      const { client } = await openTarget(target);
      const error = thrownBy(() => client.dailyShortVolume("HK.00700", option), "InvalidOption");
      expect(error.option).toBe(Object.keys(option)[0]);
    },
  );
});
