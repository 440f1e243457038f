import { omittedFrom, type S2COf } from "@opend/core";
import { Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { handle, refuse } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { errorOf, rejectionOf } from "../testing/caught.js";
import { openTarget, targets } from "../testing/targets.js";

type S2C = S2COf<typeof Qot_GetDailyShortVolume>;
type HkItem = S2C["hkItemList"][number];

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

describe.each(targets)("bad replies: $name", (target) => {
  const openWith = (answer: () => S2C) =>
    openTarget(target, { handlers: [handle(Qot_GetDailyShortVolume, answer)], rateLimit: false });

  it.each([
    [-1, "failed", false],
    [-100, "timed out", true],
    [-200, "disconnected", true],
    [-400, "unknown", false],
    [-500, "invalid", false],
    [-7, "failed", false],
  ])("reports retType %d", async (retType, words, retryable) => {
    const retMsg = `no luck with ${retType}, 失败`;
    const { client } = await openWith(() => refuse(retMsg, retType));
    const error = await rejectionOf(client.dailyShortVolume("HK.00700").toArray({ limit: 1 }), "PageFailed");
    expect(error).toMatchObject({ cursor: undefined, pagesFetched: 0, rowsFetched: 0, retryable });
    const cause = errorOf(error.cause, "GatewayError");
    expect(cause).toMatchObject({ protocol: "Qot_GetDailyShortVolume", retType, retMsg, retryable });
    expect(cause.message).toContain(words);
    expect(error.message).toContain(retMsg);
  });

  it("continues with the same session after an error of the gateway", async () => {
    let asked = 0;
    const { client } = await openWith(() => (asked++ === 0 ? refuse("not now") : pageOf({ timestamp: 5n }, "-1")));
    await rejectionOf(client.dailyShortVolume("HK.00700").page(), "PageFailed");
    expect((await client.dailyShortVolume("HK.00700").page()).rows).toHaveLength(1);
  });

  it.each([
    ["HK.00700", "s2c.usItemList", { usItemList: [{ volume: 1n }], hkItemList: [] }],
    ["US.AAPL", "s2c.hkItemList", { usItemList: [], hkItemList: [{ turnover: 1 }] }],
    ["HK.00700", "s2c.usItemList", { usItemList: [{ volume: 1n }], hkItemList: [{ turnover: 1 }] }],
  ])("does not take rows of the other market for rows of %s", async (code, path, s2c) => {
    const { client } = await openWith(() => ({ ...s2c, nextKey: "-1" }));
    const error = await rejectionOf(client.dailyShortVolume(code).page(), "PageFailed");
    expect(error.retryable).toBe(false);
    expect(errorOf(error.cause, "MalformedMessage")).toMatchObject({
      messageName: "Qot_GetDailyShortVolume.Response",
      path,
    });
  });

  it.each([
    ["sharesTraded", "volume"],
    ["shortSellSharesTraded", "shortVolume"],
  ] as const)("never rounds a 64-bit value: %s is left out alone, and told", async (field, name) => {
    const { client } = await openWith(() => pageOf({ timestamp: 0n, closePrice: 5, [field]: maxSafe + 1n }, "-1"));
    const page = await client.dailyShortVolume("HK.00700").page();
    expect(page.rows).toMatchObject([
      { day: "1970-01-01", close: 5, [name]: undefined, raw: { [field]: maxSafe + 1n } },
    ]);
    expect(omittedFrom(page)).toEqual([{ path: `rows[0].${name}`, value: maxSafe + 1n }]);
  });

  it("leaves out a row whose day no Date holds, and tells it", async () => {
    const { client } = await openWith(() => pageOf({ timestamp: maxSafe + 1n }, "-1"));
    const page = await client.dailyShortVolume("HK.00700").page();
    expect(page.rows).toEqual([]);
    expect(omittedFrom(page)).toEqual([{ path: "hkItemList[0].timestamp", value: maxSafe + 1n }]);
  });

  it("takes the largest integer that a number holds exactly, and a timestamp below 0", async () => {
    const { client } = await openWith(() => pageOf({ sharesTraded: maxSafe, timestamp: -1n }, "-1"));
    const { rows } = await client.dailyShortVolume("HK.00700").page();
    expect(rows).toMatchObject([{ volume: Number.MAX_SAFE_INTEGER, day: "1970-01-01", raw: { timestamp: -1n } }]);
  });

  it("tells absent fields from those that are 0 or empty", async () => {
    const item = { sharesTraded: 0n, timestamp: 0n, timestampStr: "", closePrice: -0 };
    const { client } = await openWith(() => pageOf(item, "-1"));
    const [row] = (await client.dailyShortVolume("HK.00700").page()).rows;
    expect(row).toMatchObject({ volume: 0, close: -0, day: "1970-01-01", raw: item });
    expect(row?.shortVolume).toBeUndefined();
    expect(row?.open).toBeUndefined();
  });

  it.each([0, 1] as const)("stops at a repeated cursor (prefetch %d)", async (prefetch) => {
    const { client, gateway } = await openWith(() => pageOf({ timestamp: 1n }, "again"));
    let rows = 0;
    const walk = async () => {
      for await (const _ of client.dailyShortVolume("HK.00700", { prefetch })) rows++;
    };
    const error = await rejectionOf(walk(), "RepeatedCursor");
    expect(error).toMatchObject({ cursor: "again", pagesFetched: 2, rowsFetched: 2, retryable: false });
    expect(rows).toBe(2);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(2);
  });

  it("stops at the cursor from which it resumed", async () => {
    const { client } = await openWith(() => pageOf({ timestamp: 1n }, "again"));
    const walk = client.dailyShortVolume("HK.00700", { from: "again" }).toArray({ limit: 100 });
    expect(await rejectionOf(walk, "RepeatedCursor")).toMatchObject({ cursor: "again", pagesFetched: 1 });
  });

  it("does not walk empty pages forever", async () => {
    let page = 0;
    const { client, gateway } = await openTarget(
      target,
      {
        handlers: [
          handle(Qot_GetDailyShortVolume, () => ({ usItemList: [], hkItemList: [], nextKey: `page ${page++}` })),
        ],
        rateLimit: false,
      },
      { limiter: false },
    );
    const walk = client.dailyShortVolume("HK.00700").toArray({ limit: 1 });
    expect(await rejectionOf(walk, "TooManyPages")).toMatchObject({ rowsFetched: 0, retryable: false });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(100);
  });

  it.each([undefined, ""])("treats a page with the key %j as the last one", async (nextKey) => {
    const { client } = await openWith(() => pageOf({ timestamp: 1n }, nextKey));
    expect(await client.dailyShortVolume("HK.00700").toArray({ limit: 10 })).toHaveLength(1);
  });
});

function pageOf(item: HkItem, nextKey: string | undefined): S2C {
  return { usItemList: [], hkItemList: [item], nextKey };
}
