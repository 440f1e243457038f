import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as connectMessages from "../gen/messages/InitConnect.js";
import * as commonMessages from "../gen/messages/Qot_Common.js";
import { InitConnect } from "../gen/protocols/InitConnect.js";
import { KeepAlive } from "../gen/protocols/KeepAlive.js";
import { type ConnSubInfo, ConnSubInfoShape } from "../gen/protocols/Qot_Common.js";
import { Qot_GetDailyShortVolume } from "../gen/protocols/Qot_GetDailyShortVolume.js";
import { thrownBy } from "../testing/caught.js";
import { createCodec } from "./codec.js";

const { request, response, s2c } = Qot_GetDailyShortVolume;
const security = { market: 1, code: "00700" };
const subscriptions = createCodec<ConnSubInfo>("Qot_Common.ConnSubInfo", commonMessages.ConnSubInfo, ConnSubInfoShape);

describe("encode", () => {
  it("names a missing field inside a message", () => {
    // @ts-expect-error the code is required
    const error = thrownBy(() => request.encode({ c2s: { security: { market: 1 } } }));
    expect(error).toMatchObject({
      code: "InvalidMessage",
      messageName: "Qot_GetDailyShortVolume.Request",
      path: "c2s.security.code",
    });
    expect(error.message).toContain("c2s.security.code");
  });

  it("names a missing message", () => {
    const error = thrownBy(() => request.encode({}));
    expect(error).toMatchObject({ code: "InvalidMessage", path: "c2s" });
  });

  it("names a missing field inside nested lists", () => {
    const securityList = [security, { market: 1 }];
    const info = { subInfoList: [{ subType: 1, securityList }], usedQuota: 1, isOwnConnData: true };
    // @ts-expect-error the code is required
    const error = thrownBy(() => subscriptions.encode(info));
    expect(error).toMatchObject({ code: "InvalidMessage", path: "subInfoList[0].securityList[1].code" });
  });

  it("names the path of a number that is out of range or not whole", () => {
    for (const num of [2 ** 31, -(2 ** 31) - 1, 1.5, Number.NaN]) {
      const error = thrownBy(() => request.encode({ c2s: { security, num } }));
      expect(error).toMatchObject({
        code: "InvalidMessage",
        messageName: "Qot_GetDailyShortVolume.Request",
        path: "c2s.num",
      });
      expect(error.message).toContain("c2s.num holds a number, not a whole number from -2147483648 to 2147483647");
    }
    for (const time of [2n ** 63n, -(2n ** 63n) - 1n]) {
      const error = thrownBy(() => KeepAlive.request.encode({ c2s: { time } }));
      expect(error).toMatchObject({ code: "InvalidMessage", path: "c2s.time" });
    }
    for (const volume of [2n ** 64n, -1n]) {
      const error = thrownBy(() => s2c.encode({ usItemList: [{}, { volume }], hkItemList: [] }));
      expect(error).toMatchObject({ code: "InvalidMessage", path: "usItemList[1].volume" });
    }
  });

  it.each([
    ["c2s.security.market", { security: { market: "1", code: "00700" } }, "a string, not a whole number"],
    ["c2s.security.code", { security: { market: 1, code: 700 } }, "a number, not a string"],
    ["c2s.security", { security: "HK.00700" }, "a string, not a message"],
    ["c2s.security", { security: null }, "null, not a message"],
    ["c2s.nextKey", { security, nextKey: null }, "null, not a string"],
    ["c2s.num", { security, num: "10" }, "a string, not a whole number"],
  ])("names the path of a mistyped field: %s", (path, c2s, reason) => {
    // @ts-expect-error each field has the wrong type
    const error = thrownBy(() => request.encode({ c2s }));
    expect(error).toMatchObject({ code: "InvalidMessage", path });
    expect(error.message).toContain(`${path} holds ${reason}`);
  });

  it("never shows the value of a mistyped field, which may be a password", () => {
    // @ts-expect-error the code is a string
    const error = thrownBy(() => request.encode({ c2s: { security: { market: 1, code: ["hunter2"] } } }));
    expect(error.message).toContain("c2s.security.code holds a list, not a string");
    expect(error.message).not.toContain("hunter2");
  });

  it("refuses a number where a 64-bit integer belongs", () => {
    // @ts-expect-error 64-bit integers are bigint
    const error = thrownBy(() => KeepAlive.request.encode({ c2s: { time: 1 } }));
    expect(error).toMatchObject({ code: "InvalidMessage", path: "c2s.time" });
  });

  it("names a missing list, and a value that is not a list", () => {
    // @ts-expect-error hkItemList is always there
    expect(thrownBy(() => s2c.encode({ usItemList: [] }))).toMatchObject({
      code: "InvalidMessage",
      path: "hkItemList",
    });
    // @ts-expect-error usItemList is a list
    const error = thrownBy(() => s2c.encode({ usItemList: {}, hkItemList: [] }));
    expect(error).toMatchObject({ code: "InvalidMessage", path: "usItemList" });
  });

  it("accepts any number for a double", () => {
    for (const closePrice of [Number.NaN, Number.POSITIVE_INFINITY, -0, 0.1]) {
      const bytes = s2c.encode({ usItemList: [{ closePrice }], hkItemList: [] });
      expect(s2c.decode(bytes).usItemList[0]?.closePrice).toBe(closePrice);
    }
  });
});

describe("decode", () => {
  it("names a missing field inside a message", () => {
    const bytes = connectMessages.Response.encode({
      retType: 0,
      s2c: { serverVer: 1011, loginUserID: 1n, connAESKey: "0123456789abcdef", keepAliveInterval: 10 },
    }).finish();
    const error = thrownBy(() => InitConnect.response.decode(bytes));
    expect(error).toMatchObject({
      code: "MalformedMessage",
      messageName: "InitConnect.Response",
      path: "s2c.connID",
    });
    expect(error.message).toContain("s2c.connID");
  });

  it("names a missing field of the message itself", () => {
    const error = thrownBy(() => response.decode(new Uint8Array()));
    expect(error).toMatchObject({ code: "MalformedMessage", path: "retType" });
  });

  it("names a missing field inside nested lists", () => {
    const securityList = [security, { market: 1 }];
    const info = { subInfoList: [{ subType: 1, securityList }], usedQuota: 1, isOwnConnData: true };
    const bytes = commonMessages.ConnSubInfo.encode(info).finish();
    const error = thrownBy(() => subscriptions.decode(bytes));
    expect(error).toMatchObject({ code: "MalformedMessage", path: "subInfoList[0].securityList[1].code" });
  });

  it("refuses bytes that do not parse, with the reason as cause", () => {
    const error = thrownBy(() => response.decode(Uint8Array.of(0xff, 0xff, 0xff)));
    expect(error).toMatchObject({ code: "MalformedMessage", messageName: "Qot_GetDailyShortVolume.Response" });
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.message).toContain("3 bytes");
  });

  it.each([
    [{ securityy: {} }, "c2s.securityy", "did you mean security?"],
    [{ security: { market: 1, cod: "00700" } }, "c2s.security.cod", "did you mean code?"],
    [{ security: { market: 1, code: "00700" }, banana: 1 }, "c2s.banana", "the fields are security, nextKey, num"],
    [{ security: { market: {}, code: "00700" } }, "c2s.security.market", "holds an object, not"],
  ])("names a field that does not exist, or does not fit: %j", (c2s, path, text) => {
    // @ts-expect-error not a request
    const error = thrownBy(() => request.encode({ c2s }));
    expect(error).toMatchObject({ code: "InvalidMessage", path });
    expect(error.message).toContain(text);
  });

  it("never throws anything but MalformedMessage", () => {
    const codecs = [response, s2c, subscriptions, InitConnect.response, KeepAlive.request];
    fc.assert(
      fc.property(fc.constantFrom(...codecs), fc.uint8Array({ maxLength: 200, size: "max" }), (codec, bytes) => {
        let outcome = "MalformedMessage";
        try {
          codec.decode(bytes);
        } catch (error) {
          outcome = error instanceof Error && "code" in error ? String(error.code) : String(error);
        }
        expect(outcome).toBe("MalformedMessage");
      }),
      { numRuns: 2000 },
    );
  });

  it("never throws anything but MalformedMessage for a valid message with some bytes changed", () => {
    const valid = InitConnect.response.encode({
      retType: 0,
      retMsg: "fine",
      s2c: { serverVer: 1011, loginUserID: 1n, connID: 2n, connAESKey: "0123456789abcdef", keepAliveInterval: 10 },
    });
    const change = fc.tuple(fc.nat({ max: valid.length - 1 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.nat({ max: valid.length }),
        (changes, length) => {
          const bytes = valid.slice();
          for (const [index, byte] of changes) bytes[index] = byte;
          try {
            InitConnect.response.decode(bytes.subarray(0, length));
          } catch (error) {
            expect(error).toMatchObject({ code: "MalformedMessage" });
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("round trip", () => {
  it("tells an explicit zero from an absent field", () => {
    const row = { volume: 0n, closePrice: 0, timestampStr: "" };
    const page = s2c.decode(s2c.encode({ usItemList: [row, {}], hkItemList: [], nextKey: "" }));
    expect(page.nextKey).toBe("");
    expect(page.usItemList[0]).toMatchObject(row);
    expect(page.usItemList[0]?.shortPercent).toBeUndefined();
    expect(page.usItemList[1]?.volume).toBeUndefined();
    expect(page.usItemList[1]?.closePrice).toBeUndefined();
    expect(page.aggregatedShort).toBeUndefined();
  });

  it("keeps the extremes of 64-bit integers as bigint", () => {
    const page = {
      usItemList: [{ timestamp: -(2n ** 63n), volume: 2n ** 64n - 1n }],
      hkItemList: [{ timestamp: 2n ** 63n - 1n, sharesTraded: 0n }],
    };
    expect(s2c.decode(s2c.encode(page))).toMatchObject(page);
  });

  it("keeps negative int32 values", () => {
    expect(response.decode(response.encode({ retType: -(2 ** 31), errCode: -1 }))).toMatchObject({
      retType: -(2 ** 31),
      errCode: -1,
    });
  });

  it("keeps any double", () => {
    fc.assert(
      fc.property(fc.double(), (closePrice) => {
        const page = s2c.decode(s2c.encode({ usItemList: [{ closePrice }], hkItemList: [] }));
        expect(page.usItemList[0]?.closePrice).toBe(closePrice);
      }),
    );
  });

  it("keeps any request", () => {
    const c2s = fc.record(
      {
        security: fc.record({ market: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), code: fc.string() }),
        nextKey: fc.string({ unit: "grapheme" }),
        num: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      },
      { requiredKeys: ["security"] },
    );
    fc.assert(
      fc.property(c2s, (sent) => {
        expect(request.decode(request.encode({ c2s: sent })).c2s).toEqual({
          nextKey: undefined,
          num: undefined,
          ...sent,
        });
      }),
    );
  });
});

describe("the writer that codecs share", () => {
  // c2s { security { market: 1, code: "00700" } }
  const requestBytes = [0x0a, 0x0b, 0x0a, 0x09, 0x08, 1, 0x12, 5, ...new TextEncoder().encode("00700")];
  // Non-enumerable fields are not checked before they are written.
  const hasGetter = (get: () => string) => ({
    c2s: Object.defineProperties({}, { market: { value: 1 }, code: { get } }),
  });
  const codec = createCodec<{ c2s: object }>(
    "Qot_Common.Security",
    {
      ...commonMessages.Security,
      encode: (message, writer) => commonMessages.Security.encode(Object(message).c2s, writer),
    },
    { optional: { c2s: {} } },
  );

  it("keeps nothing of a message that could not be written", () => {
    const message = hasGetter(() => {
      throw new Error("no code");
    });
    expect(() => codec.encode(message)).toThrow("no code");
    expect([...request.encode({ c2s: { security } })]).toEqual([...requestBytes]);
  });

  it("is not shared with a message that is written during another one", () => {
    const inner: Uint8Array[] = [];
    const bytes = codec.encode(
      hasGetter(() => {
        inner.push(request.encode({ c2s: { security } }));
        return "00700";
      }),
    );
    expect(commonMessages.Security.decode(bytes)).toEqual(security);
    expect(inner.map((one) => [...one])).toContainEqual([...requestBytes]);
  });

  it("does not change what it has written before", () => {
    const first = request.encode({ c2s: { security } });
    request.encode({ c2s: { security: { market: 11, code: "AAPL" }, num: 50 } });
    expect([...first]).toEqual([...requestBytes]);
  });
});
