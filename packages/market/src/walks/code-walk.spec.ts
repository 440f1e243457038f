import { Qot_GetShortInterest, Qot_RequestHistoryKL } from "@opend/core/protocols";
import { isPagerError } from "@opend/pager";
import { dropConnection, handle, refuse } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { candles } from "../tasks/candles.js";
import { shortInterest } from "../tasks/short-interest.js";
import { open } from "../testing/open.js";

const all = { limit: Number.POSITIVE_INFINITY };

describe("candles", () => {
  it("come oldest first, with the terms of finance", async () => {
    const { client } = await open();
    const [first] = await candles(client, "HK.00700", { since: "2026-05-08" }).toArray(all);
    expect(first).toEqual({
      code: "HK.00700",
      name: "Simulated HK.00700",
      day: "2026-05-08",
      time: "2026-05-08T00:00:00+08:00",
      open: 475,
      high: 477.36,
      low: 464.05,
      close: 471.4,
      lastClose: 477.4,
      volume: 25207039,
      turnover: 11871680730.68,
      turnoverRate: expect.any(Number),
      changeRate: expect.any(Number),
      pe: undefined,
      isBlank: false,
    });
    expect(first?.raw).toMatchObject({ openPrice: 475, closePrice: 471.4 });
    expect(JSON.stringify(first)).not.toContain("openPrice");
  });

  it("take periods and adjustments in any case, and days on the clocks of the market", async () => {
    const { client } = await open();
    const midnightInHongKong = new Date("2026-05-07T16:30:00Z");
    const days = await candles(client, "HK.00700", {
      period: "Day",
      adjust: "none",
      since: midnightInHongKong,
      until: midnightInHongKong,
    }).toArray(all);
    expect(days.map(({ day }) => day)).toEqual(["2026-05-08"]);
    const minutes = await candles(client, "US.AAPL", { period: "60min", since: "2026-05-08" }).toArray(all);
    expect(minutes[0]?.time).toBe("2026-05-08T09:30:00-04:00");
  });

  it("ask for no more rows than are wanted", async () => {
    const asked: (number | undefined)[] = [];
    const { client } = await open({
      handlers: [
        handle(Qot_RequestHistoryKL, ({ security, maxAckKLNum }) => {
          asked.push(maxAckKLNum);
          return { security, klList: [{ time: "2026-05-08", isBlank: true }] };
        }),
      ],
    });
    await candles(client, "HK.00700", { limit: 3 }).toArray();
    await candles(client, "HK.00700").toArray(all);
    await candles(client, "HK.00700", { limit: 3, pageSize: 50 }).toArray();
    expect(asked).toEqual([3, 1000, 50]);
  });

  it.each<[object, string, string]>([
    [{ period: "dya" }, "period", 'period is "dya": did you mean day?'],
    [{ adjust: "forwards" }, "adjust", "did you mean forward?"],
    [{ since: "yesterday" }, "since", "since is a day"],
    [{ since: "2026-05-08", until: "2026-05-07" }, "since", "after until"],
    [{ periods: "day" }, "periods", "did you mean period?"],
    [{ limit: 0 }, "limit", "at least 1"],
  ])("refuse %j before anything is sent, for one code and for many", async (options, option, message) => {
    const { client, gateway } = await open();
    for (const codes of ["HK.00700", ["HK.00700", "US.AAPL"]]) {
      const call = () => Reflect.apply(candles, undefined, [client, codes, options]);
      expect(call).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
      expect(call).toThrow(message);
    }
    expect(gateway.requestCount(Qot_RequestHistoryKL)).toBe(0);
  });

  it("refuse what is no code", async () => {
    const { client } = await open();
    for (const codes of ["700", ["HK.00700", "700"], [], null]) {
      const call = () => Reflect.apply(candles, undefined, [client, codes]);
      expect(call).toThrow(expect.objectContaining({ code: expect.stringMatching(/^Invalid(?:Code|Option)$/) }));
    }
  });
});

describe("many codes", () => {
  it("are walked in turn, and one that is refused is skipped", async () => {
    const { client } = await open({
      handlers: [
        handle(Qot_RequestHistoryKL, ({ security }) =>
          security.code === "09988"
            ? refuse("unknown stock")
            : { security, klList: [{ time: "2026-05-08", isBlank: true }] },
        ),
      ],
    });
    const told: unknown[] = [];
    const walk = candles(client, ["HK.00700", "HK.09988", "US.AAPL"], {
      onFailure: "skip",
      onProgress: (progress) => told.push(progress),
    });
    const rows = await walk.toArray(all);
    expect(rows.map(({ code }) => code)).toEqual(["HK.00700", "US.AAPL"]);
    expect(walk.skipped).toMatchObject([{ code: "HK.09988", error: { code: "UnknownSecurity" } }]);
    expect(told).toEqual([
      { total: 3, begun: 3, done: 1, skipped: 0, pages: 1, rows: 1 },
      { total: 3, begun: 3, done: 1, skipped: 1, pages: 1, rows: 1 },
      { total: 3, begun: 3, done: 2, skipped: 1, pages: 2, rows: 2 },
    ]);
  });

  it("go on where a cut connection ended them: no row twice, none lost", async () => {
    const { client } = await open({ faults: [dropConnection({ after: 3 })] }, { reconnect: false, log: "off" });
    const codes = ["HK.00700", "US.AAPL"] as const;
    const keys: string[] = [];
    let resume: readonly { code: string; cursor: string | undefined }[] = [];
    try {
      for await (const page of shortInterest(client, codes, { pageSize: 2 }).pages()) {
        keys.push(...page.rows.map(({ code, day }) => `${code} ${day}`));
      }
    } catch (error) {
      if (!isPagerError(error, "FanOutFailed")) throw error;
      resume = error.resume.flatMap((place) => ("code" in place ? [place] : []));
    }
    expect(resume.length).toBeGreaterThan(0);
    const { client: other } = await open();
    const rest = await shortInterest(other, resume, { pageSize: 2 }).toArray(all);
    const whole = await shortInterest(other, codes).toArray(all);
    const joined = [...keys, ...rest.map(({ code, day }) => `${code} ${day}`)];
    expect([...joined].sort()).toEqual(whole.map(({ code, day }) => `${code} ${day}`).sort());
  });

  it("survive a callback that throws", async () => {
    const { client } = await open({}, { log: "off" });
    const onProgress = () => {
      throw new Error("mine");
    };
    expect(await candles(client, ["HK.00700"], { since: "2026-05-08", onProgress }).toArray(all)).toHaveLength(1);
  });
});

describe("shortInterest", () => {
  it("has rows of both markets, and ends without an older page", async () => {
    const { client, gateway } = await open({ tradingDays: 200 });
    const days = await shortInterest(client, "HK.00700").toArray({ limit: 3 });
    const since = days.at(-1)?.day;
    const before = gateway.requestCount(Qot_GetShortInterest);
    const rows = await shortInterest(client, "HK.00700", { since, pageSize: 3 }).toArray(all);
    expect(rows).toHaveLength(3);
    expect(gateway.requestCount(Qot_GetShortInterest)).toBe(before + 1);
    const [us] = await shortInterest(client, "US.AAPL").toArray({ limit: 1 });
    expect(us).toMatchObject({ market: "US", averageVolume: expect.any(Number), daysToCover: expect.any(Number) });
  });

  it("finds the rows before a day, however few are wanted", async () => {
    const { client } = await open({ tradingDays: 200 });
    const rows = await shortInterest(client, "HK.00700").toArray(all);
    const until = rows.at(-2)?.day;
    const [row] = await shortInterest(client, "HK.00700", { until, limit: 1 }).toArray();
    expect(row?.day).toBe(until);
  });

  it("refuses a row without a day", async () => {
    const { client } = await open({
      handlers: [handle(Qot_GetShortInterest, () => ({ usItemList: [{}], hkItemList: [] }))],
    });
    await expect(shortInterest(client, "US.AAPL").toArray(all)).rejects.toMatchObject({
      code: "PageFailed",
      cause: { code: "MalformedMessage" },
    });
  });
});
