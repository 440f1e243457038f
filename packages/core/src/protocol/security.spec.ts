import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { thrownBy } from "../testing/caught.js";
import { formatSecurity, type MarketPrefix, marketOf, type SecurityCode, security } from "./security.js";

const prefixes: MarketPrefix[] = ["HK", "US", "SH", "SZ", "SG", "JP", "AU", "MY", "CA", "FX", "CC", "EC"];

describe("security", () => {
  it.each([
    ["HK.00700", 1, "00700"],
    ["US.AAPL", 11, "AAPL"],
    ["US.BRK.B", 11, "BRK.B"],
    ["US..SPX", 11, ".SPX"],
    ["SH.600519", 21, "600519"],
    ["SZ.000001", 22, "000001"],
    ["SG.D05", 31, "D05"],
    ["JP.7203", 41, "7203"],
  ])("splits %s", (input, market, code) => {
    expect(security(input)).toEqual({ market, code });
  });

  it.each([
    "700",
    "HK.",
    "HK",
    "XX.1",
    "hk.00700",
    "",
    ".",
    "HK00700",
    "HK.00 700",
    " HK.00700",
    "HK.00700\n",
    "HKX.1",
  ])("refuses %j", (input) => {
    const error = thrownBy(() => security(input));
    expect(error).toMatchObject({ code: "InvalidCode", input });
    expect(error.message).toContain(JSON.stringify(input));
    expect(error.message).toContain(prefixes.join(", "));
    expect(error.message).toContain("HK.00700");
  });

  it("refuses a market that the call does not serve, and names those that it does", () => {
    const error = thrownBy(() => security("SH.600519", ["US", "HK"]));
    expect(error).toMatchObject({ code: "InvalidCode", input: "SH.600519" });
    expect(error.message).toBe('"SH.600519" is a code of the market SH, and this serves US and HK only');
    expect(security("US.AAPL", ["US", "HK"])).toEqual({ market: 11, code: "AAPL" });
  });

  it.each([
    ["hk.00700", "HK.00700"],
    [" HK.00700", "HK.00700"],
    ["00700.HK", "HK.00700"],
    ["aapl.us", "US.AAPL"],
    ["700", undefined],
    ["XX.1", undefined],
  ])("suggests for %j: %s", (input, meant) => {
    const { message } = thrownBy(() => security(input));
    if (meant) expect(message).toContain(`did you mean ${meant}?`);
    else expect(message).not.toContain("did you mean");
    expect(message).toContain("MARKET.CODE, such as HK.00700");
  });

  it.each([undefined, null, 700, ["HK.00700"]])("refuses %j, which programs without types may give", (input) => {
    // @ts-expect-error not a string
    expect(thrownBy(() => security(input))).toMatchObject({ code: "InvalidCode" });
  });

  it("is undone by formatSecurity for every market and code", () => {
    const code = fc.stringMatching(/^[A-Za-z0-9.\-_^]{1,12}$/);
    fc.assert(
      fc.property(fc.constantFrom(...prefixes), code, (prefix, text) => {
        const input = `${prefix}.${text}`;
        expect(formatSecurity(security(input))).toBe(input);
        expect(marketOf(input)).toBe(prefix);
      }),
    );
  });

  it("assigns each market prefix its own market", () => {
    expect(new Set(prefixes.map((prefix) => security(`${prefix}.1`).market)).size).toBe(prefixes.length);
  });
});

describe("formatSecurity", () => {
  it("returns a string that is typed as a security code", () => {
    const text = formatSecurity({ market: 1, code: "00700" });
    expect(text).toBe("HK.00700");
    expectTypeOf(text).toEqualTypeOf<SecurityCode>();
  });

  it("refuses a market without a prefix", () => {
    expect(thrownBy(() => formatSecurity({ market: 0, code: "1" }))).toMatchObject({
      code: "InvalidCode",
      input: "0.1",
    });
  });
});

describe("marketOf", () => {
  it("is undefined for a malformed security code", () => {
    for (const input of ["700", "HK.", "XX.1", "hk.1"]) expect(marketOf(input)).toBeUndefined();
  });
});
