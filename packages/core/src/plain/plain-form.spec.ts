import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { omittedFrom } from "../base/omitted.js";
import {
  fromPlain,
  Qot_Common,
  Qot_GetSecuritySnapshot,
  Qot_RequestHistoryKL,
  Qot_UpdateTicker,
  Trd_GetFunds,
  Trd_UnlockTrade,
  toPlain,
} from "../gen/plain/index.js";
import { thrownBy } from "../testing/caught.js";

const days = { beginTime: "2026-01-01", endTime: "2026-05-08" };
const candles = { security: "HK.00700", klType: "Day", rehabType: "Forward", ...days } as const;

describe("a plain request", () => {
  it("is what a person would write", () => {
    expect(fromPlain(Qot_RequestHistoryKL, { ...candles, needKLFieldsFlag: ["High", "Low"] })).toEqual({
      security: { market: 1, code: "00700" },
      klType: 2,
      rehabType: 1,
      ...days,
      needKLFieldsFlag: 5n,
    });
  });

  it("takes a number for an enum, and leaves out lists", () => {
    expect(fromPlain(Qot_RequestHistoryKL, { ...candles, klType: 999 }).klType).toBe(999);
    expect(fromPlain(Qot_GetSecuritySnapshot, {})).toEqual({ securityList: [] });
  });

  it.each<[object, string | undefined, string]>([
    [{ klTyp: "Day" }, "klTyp", "does not exist: did you mean klType?"],
    [{ klType: "Dya" }, "klType", 'is "Dya": did you mean Day? Others are Unknown, 1Min, Week'],
    [{ klType: "2" }, "klType", 'is "2": use one of Unknown, 1Min, Day'],
    [{ klType: "toString" }, "klType", "use one of"],
    [{ klType: 1.5 }, "klType", "is 1.5: use a whole number from -2147483648 to 2147483647"],
    [{ klType: undefined }, "klType", "is required and missing"],
    [{ security: "00700.HK" }, "security", 'is wrong: "00700.HK" is not a security code: did you mean HK.00700?'],
    [{ security: { market: 1, code: "00700" } }, "security", 'is an object: use a security code, such as "HK.00700"'],
    [{ beginTime: "1.5.2026" }, "beginTime", 'is "1.5.2026": use a day, such as "2026-05-08"'],
    [{ beginTime: "2026-02-30" }, "beginTime", 'is "2026-02-30": use a day'],
    [{ beginTime: "2026-05-08T10:00" }, "beginTime", "use a day"],
    [{ beginTime: new Date() }, "beginTime", "is a Date: use a day"],
    [{ nextReqKey: "???" }, "nextReqKey", 'is "???": use a text in Base64'],
    [{ extendedTime: "yes" }, "extendedTime", 'is "yes": use a boolean'],
    [{ header: null }, "header", "is null: use an object"],
    [{ header: { securityFirm: "FutuSecurites" } }, "header.securityFirm", "did you mean FutuSecurities?"],
    [{ needKLFieldsFlag: "High" }, "needKLFieldsFlag", 'is "High": use a list of names, such as ["High"]'],
    [{ needKLFieldsFlag: ["Hihg"] }, "needKLFieldsFlag", "did you mean High?"],
  ])("is refused with the path, what it got and what is allowed: %j", (wrong, path, reason) => {
    const request = { ...candles, ...wrong };
    const error = thrownBy(() => fromPlain(Qot_RequestHistoryKL, request));
    expect(error).toMatchObject({ code: "InvalidMessage", messageName: "Qot_RequestHistoryKL.C2S", path });
    expect(error.message).toContain(`Qot_RequestHistoryKL.C2S: the field ${path} `);
    expect(error.message).toContain(reason);
  });

  it("is refused with its place in a list", () => {
    const error = thrownBy(() => fromPlain(Qot_GetSecuritySnapshot, { securityList: ["HK.00700", "AAPL"] }));
    expect(error).toMatchObject({ path: "securityList[1]" });
  });

  it("never has its secrets in an error", () => {
    const unlock = { unlock: true, pwdMD5: "hunter2", securityFirm: "FutuSecurites" } as const;
    // @ts-expect-error misspelled
    expect(thrownBy(() => fromPlain(Trd_UnlockTrade, unlock)).message).not.toContain("hunter2");
    // @ts-expect-error a secret is a text
    const error = thrownBy(() => fromPlain(Trd_UnlockTrade, { unlock: true, pwdMD5: 271828 }));
    expect(error.message).toContain("the field pwdMD5 is not a text");
    expect(error.message).not.toContain("271828");
  });

  it.each<[unknown, string]>([
    [{ unlock: true, securityFirm: "hunter2" }, "Trd_UnlockTrade.C2S: the field securityFirm does not fit its type"],
    [{ unlock: "hunter2" }, "Trd_UnlockTrade.C2S: the field unlock does not fit its type"],
    [{ pwdMD5: "x" }, "Trd_UnlockTrade.C2S: the field unlock is required and missing"],
    [
      { unlock: true, hunter2: "pwdMD5" },
      "Trd_UnlockTrade.C2S has a field that does not exist: the fields are unlock, pwdMD5, securityFirm",
    ],
    ["hunter2", "Trd_UnlockTrade.C2S is something else: use an object"],
  ])("with secrets is refused without what was given: %j", (plain, message) => {
    const error = thrownBy(() => Reflect.apply(fromPlain, undefined, [Trd_UnlockTrade, plain]));
    expect(error).toMatchObject({ code: "InvalidMessage", message });
    expect(inspect(error, { depth: 5 })).not.toContain("hunter2");
  });

  it("takes ids as text, and as numbers that are exact", () => {
    const funds = (accID: unknown) =>
      Reflect.apply(fromPlain, undefined, [Trd_GetFunds, { header: { trdEnv: "Simulate", trdMarket: "HK", accID } }]);
    expect(funds("281756460277401516").header.accID).toBe(281756460277401516n);
    expect(funds(123).header.accID).toBe(123n);
    expect(thrownBy(() => funds(2 ** 60)).message).toContain("use decimal digits in a text");
    expect(thrownBy(() => funds("-1")).message).toContain("use a whole number from 0 to 18446744073709551615");
  });
});

describe("a plain reply", () => {
  const ticker = (market: number, time: string, volume = 100n, timestamp?: number) => ({
    security: { market, code: "X" },
    tickerList: [
      {
        ...{ time, sequence: 7306452n, dir: 1, price: 3, volume, turnover: 300, type: 77 },
        ...(timestamp === undefined ? {} : { timestamp }),
      },
    ],
  });

  it("has names, numbers, and moments with the offset of the market", () => {
    const push = toPlain(Qot_UpdateTicker, ticker(11, "2026-07-08 10:30:05.250", 100n, 1783521005.25));
    expect(push).toEqual({
      security: "US.X",
      tickerList: [
        {
          time: "2026-07-08T10:30:05.250-04:00",
          sequence: "7306452",
          dir: "Bid",
          price: 3,
          volume: 100,
          turnover: 300,
          type: 77,
          timestamp: "2026-07-08T10:30:05.250-04:00",
        },
      ],
    });
    expect(JSON.parse(JSON.stringify(push))).toEqual(push);
    expectTypeOf(push.tickerList[0]?.dir).toExtend<string | number | undefined>();
  });

  it("has the order of the schema", () => {
    expect(Object.keys(toPlain(Qot_UpdateTicker, ticker(1, "2026-07-08")))).toEqual(["security", "tickerList"]);
    const [row = {}] = toPlain(Qot_UpdateTicker, ticker(1, "2026-07-08")).tickerList;
    expect(Object.keys(row).slice(0, 4)).toEqual(["time", "sequence", "dir", "price"]);
  });

  it.each<[number, string, string]>([
    [1, "2026-07-08 10:30:05", "2026-07-08T10:30:05+08:00"],
    // Always with seconds.
    [41, "2026-07-08 10:30", "2026-07-08T10:30:00+09:00"],
    [81, "2026-07-08 10:30", "2026-07-08T10:30:00"],
    [1, "2026-07-08 10:30:05.5", "2026-07-08T10:30:05.500+08:00"],
    [1, "2026-07-08 10:30:05.1234", "2026-07-08T10:30:05.123400+08:00"],
    [1, "2026-07-08 10:30:05.000", "2026-07-08T10:30:05+08:00"],
    [1, "2026-02-30 10:30:05", "2026-02-30 10:30:05"],
    [1, "2026-07-08 24:00:00", "2026-07-08 24:00:00"],
    [11, "2026-01-08 10:30:05", "2026-01-08T10:30:05-05:00"],
    // The clocks show this hour twice: the first one counts.
    [11, "2026-11-01 01:30:00", "2026-11-01T01:30:00-04:00"],
    // The clocks never show this hour.
    [11, "2026-03-08 02:30:00", "2026-03-08T02:30:00-05:00"],
    // Foreign exchange has no time zone of its own.
    [81, "2026-07-08 10:30:05", "2026-07-08T10:30:05"],
    [1, "2026-07-08", "2026-07-08"],
    [1, "", ""],
    [1, "N/A", "N/A"],
  ])("of market %i shows %j as %j", (market, time, plain) => {
    const message = ticker(market, time);
    const shown = toPlain(Qot_UpdateTicker, message);
    expect(shown.tickerList[0]?.time).toBe(plain);
    const isMoment = shown.tickerList[0]?.time !== time;
    const written = `${plain.slice(0, 10)} ${plain.slice(11).replace(/[+-]\d\d:\d\d$/, "")}`;
    if (isMoment) {
      expect(Qot_UpdateTicker.plain.reply.fromPlain(shown)).toEqual(ticker(market, written));
    }
  });

  it.each<[number, string, number, string]>([
    // US futures: the clocks of Chicago.
    [11, "2026-07-08 15:00:00", Date.UTC(2026, 6, 8, 20) / 1000, "2026-07-08T15:00:00-05:00"],
    [11, "2026-01-08 15:00", Date.UTC(2026, 0, 8, 21) / 1000, "2026-01-08T15:00:00-06:00"],
    // The clocks show this hour twice: the timestamp tells which one it is.
    [11, "2026-11-01 01:30:00", Date.UTC(2026, 10, 1, 6, 30) / 1000, "2026-11-01T01:30:00-05:00"],
    [11, "2026-11-01 01:30:00", Date.UTC(2026, 10, 1, 5, 30) / 1000, "2026-11-01T01:30:00-04:00"],
    // No market tells the time zone.
    [81, "2026-07-08 10:30:05.250", Date.UTC(2026, 6, 8, 10, 30, 5, 250) / 1000, "2026-07-08T10:30:05.250+00:00"],
    [1, "2026-07-08 10:30:05", Date.UTC(2026, 6, 8, 2, 30, 5) / 1000, "2026-07-08T10:30:05+08:00"],
    // They do not agree: the time zone of the market counts.
    [1, "2026-07-08 10:30:05", 0, "2026-07-08T10:30:05+08:00"],
    [1, "2026-07-08 10:30:05", 3600, "2026-07-08T10:30:05+08:00"],
    [1, "2026-07-08 10:30:05", Date.UTC(2026, 6, 8, 2, 30, 6) / 1000, "2026-07-08T10:30:05+08:00"],
    [1, "2026-07-08 10:30:05", Date.UTC(2026, 6, 7, 2, 30, 5) / 1000, "2026-07-08T10:30:05+08:00"],
    [1, "1970-01-01 08:00:00", 0, "1970-01-01T08:00:00+08:00"],
    [1, "2026-07-08 10:30:05", Number.NaN, "2026-07-08T10:30:05+08:00"],
    [81, "2026-07-08 10:30:05", -5, "2026-07-08T10:30:05"],
    // Texts that are no moments stay what they are.
    [11, "2026-07-08", Date.UTC(2026, 6, 8, 5) / 1000, "2026-07-08"],
    [11, "", Date.UTC(2026, 6, 8, 20) / 1000, ""],
    [11, "N/A", Date.UTC(2026, 6, 8, 20) / 1000, "N/A"],
  ])("of market %i with %j and the timestamp %d shows %j", (market, time, timestamp, plain) => {
    const message = ticker(market, time, 100n, timestamp);
    const shown = toPlain(Qot_UpdateTicker, message);
    expect(shown.tickerList[0]?.time).toBe(plain);
    if (plain !== time) {
      const back = Qot_UpdateTicker.plain.reply.fromPlain(shown).tickerList[0]?.time;
      expect(back).toBe(time.length === 16 ? `${time}:00` : time);
    }
  });

  it("agrees with its timestamp, whatever the offset, and goes back", () => {
    const quarters = fc.integer({ min: -48, max: 56 });
    const seconds = fc.integer({ min: 60 * 86_400, max: 10 ** 10 });
    fc.assert(
      fc.property(seconds, quarters, fc.constantFrom(1, 11, 41, 81), (moment, quarter, market) => {
        const time = new Date((moment + quarter * 900) * 1000).toISOString().slice(0, 19).replace("T", " ");
        const message = ticker(market, time, 100n, moment);
        const shown = toPlain(Qot_UpdateTicker, message);
        expect(Date.parse(shown.tickerList[0]?.time ?? "")).toBe(moment * 1000);
        expect(shown.tickerList[0]?.time.slice(0, 19)).toBe(time.replace(" ", "T"));
        expect(Qot_UpdateTicker.plain.reply.fromPlain(shown)).toEqual(message);
      }),
    );
  });

  it("takes a moment of another offset, and writes it on the clocks of the market", () => {
    const { reply } = Qot_UpdateTicker.plain;
    const plain = reply.toPlain(ticker(11, "2026-07-08 10:30:05"));
    const moved = plain.tickerList.map((row) => ({ ...row, time: "2026-07-08T22:30:05.5+08:00" }));
    expect(reply.fromPlain({ ...plain, tickerList: moved }).tickerList[0]?.time).toBe("2026-07-08 10:30:05.5");
  });

  it("that names no market takes the time zone that is given", () => {
    const { KLineForm } = Qot_Common;
    const candle = { time: "2026-07-08 00:00:00", isBlank: false };
    expect(KLineForm.toPlain(candle).time).toBe("2026-07-08T00:00:00");
    expect(KLineForm.toPlain(candle, "America/New_York").time).toBe("2026-07-08T00:00:00-04:00");
    expect(
      thrownBy(() => KLineForm.fromPlain({ time: "2026-07-08T00:00:00-04:00", isBlank: false })).message,
    ).toContain("leave out the offset, since no market tells the time zone here");
  });

  it("never rounds: a quantity beyond 2^53 is left out, and told with its path", () => {
    const plain = toPlain(Qot_UpdateTicker, ticker(1, "2026-07-08", 2n ** 53n));
    expect(plain.tickerList[0]?.volume).toBeUndefined();
    expect(plain.tickerList[0]).toMatchObject({ price: 3, time: "2026-07-08" });
    expect(omittedFrom(plain)).toEqual([{ path: "tickerList[0].volume", value: 2n ** 53n }]);
    expect(omittedFrom(plain.tickerList[0])).toEqual([{ path: "volume", value: 2n ** 53n }]);
    expect(omittedFrom({ ...plain.tickerList[0] })).toEqual([{ path: "volume", value: 2n ** 53n }]);
    expect(JSON.stringify(plain)).not.toContain("omitted");
    expect(omittedFrom(toPlain(Qot_UpdateTicker, ticker(1, "2026-07-08")))).toEqual([]);
  });

  it("forgets what a message left out that could not be written", () => {
    const { tickerList, ...rest } = ticker(1, "2026-07-08", 2n ** 64n);
    const broken = { ...rest, tickerList: [...tickerList, undefined] } as unknown as ReturnType<typeof ticker>;
    expect(() => toPlain(Qot_UpdateTicker, broken)).toThrow(TypeError);
    expect(omittedFrom(toPlain(Qot_UpdateTicker, ticker(1, "2026-07-08")))).toEqual([]);
  });

  it.each<[number, string]>([
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [-0, "-0"],
  ])("has a text for %d, which JSON does not have", (price, text) => {
    const [row] = toPlain(Qot_UpdateTicker, ticker(1, "2026-07-08")).tickerList;
    const { reply } = Qot_UpdateTicker.plain;
    const message = ticker(1, "2026-07-08");
    const changed = { ...message, tickerList: message.tickerList.map((each) => ({ ...each, price })) };
    expect(reply.toPlain(changed).tickerList).toEqual([{ ...row, price: text }]);
    expect(reply.fromPlain(reply.toPlain(changed))).toEqual(changed);
  });
});
