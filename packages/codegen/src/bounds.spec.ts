import { describe, expect, it } from "vitest";
import { failure, generate, protocol } from "./testing/run-generator.ts";

const shared = {
  "Qot_Common.proto": `syntax = "proto2"; package Qot_Common; import "opend/options.proto";
    enum QotMarket { QotMarket_Unknown = 0; QotMarket_US = 11 [(opend.market).prefix = "US"]; }`,
  "Trd_Common.proto": `syntax = "proto2"; package Trd_Common;
    enum TrdMarket { TrdMarket_HKCC = 4; } enum SecurityFirm { SecurityFirm_FutuJP = 7; }`,
};
const request = (c2s: string, more = "") => ({
  ...shared,
  "Spec_Sent.proto": `${protocol("Spec_Sent", { c2s })} ${more}`,
});

it("says what requests may hold", async () => {
  const fields = `optional double part = 1 [(opend.bounds) = { above: -1 below: 0.5 }];
    optional string text = 2 [(opend.bounds) = { max_bytes: 64 reach: { only: "US" firms: "FutuJP" } }];
    repeated string list = 3 [(opend.bounds).max_items = 400]; optional double free = 4;`;
  const side = 'enum Side { Side_Buy = 0; Side_Short = 3 [(opend.reach) = { not_in: "HKCC" }]; }';
  const module = (await generate(request(fields, side))).get("contract/bounds.ts");
  expect(module).toContain(`  Spec_Sent: {
    part: { above: -1, below: 0.5 },
    text: { reach: { only: ["US"], firms: ["FutuJP"] }, maxBytes: 64 },
    list: { maxItems: 400 },
  },
`);
  expect(module).toContain('  Side: {\n    Short: { notIn: ["HKCC"] },\n  },\n');
});

it("writes nothing where everything is allowed", async () => {
  expect([...(await generate(request("optional double free = 1;"))).keys()]).not.toContain("contract/bounds.ts");
});

describe.concurrent("the generator refuses", () => {
  it.each([
    ["string f = 1 [(opend.bounds).above = 1]", "have above or below, which only a number has"],
    ["bool f = 1 [(opend.bounds).below = 1]", "have above or below, which only a number has"],
    ["double f = 1 [(opend.bounds) = { above: 1 below: 1 }]", "leave no number between above and below"],
    ["double f = 1 [(opend.bounds).max_bytes = 1]", "have max_bytes, which only a text has"],
    ["string f = 1 [(opend.bounds).max_items = 1]", "have max_items, which only a list has"],
    ["string f = 1 [(opend.bounds) = {}]", "say nothing"],
    ["string f = 1 [(opend.bounds).reach = {}]", "says nothing about where it exists"],
    ['string f = 1 [(opend.bounds).reach.only = "HKCC"]', "names HKCC, which no code begins with"],
    [
      'string f = 1 [(opend.bounds).reach.not_in = "US"]',
      "names US, which is not the name of a Trd_Common.TrdMarket value",
    ],
    [
      'string f = 1 [(opend.bounds).reach.firms = "moomoo"]',
      "names moomoo, which is not the name of a Trd_Common.SecurityFirm value",
    ],
  ])("the bounds of %s", async (field, reason) => {
    const reasons = await failure(request(`optional ${field};`));
    expect(reasons).toContain(`Spec_Sent.proto: (opend.bounds) of C2S.f ${reason}`);
  });

  it("bounds of a field that is not of a request", async () => {
    const row = "message Row { optional double f = 1 [(opend.bounds).above = 0]; }";
    expect(await failure(request("", row))).toContain("(opend.bounds) of Row.f are of no request");
  });

  it("a value that exists nowhere", async () => {
    const side = "enum Side { Side_Buy = 0 [(opend.reach) = {}]; }";
    expect(await failure(request("", side))).toContain(
      "Spec_Sent.proto: (opend.reach) of Side_Buy says nothing about where it exists",
    );
  });
});
