import { describe, expect, it } from "vitest";
import { failure, generate, protocol } from "./testing/run-generator.ts";

const markets = `syntax = "proto2"; package Qot_Common; import "opend/options.proto";
  enum QotMarket { QotMarket_Unknown = 0; QotMarket_HK = 1 [(opend.market).prefix = "HK"]; }`;
const types = (values: string) => ({
  "Qot_Common.proto": markets,
  "Trd_Common.proto": 'syntax = "proto2"; package Trd_Common; enum TrdMarket { TrdMarket_HKCC = 4; }',
  "Spec_Order.proto": `${protocol("Spec_Order", {
    c2s: 'required int32 type = 1 [(opend.means).enum = "Spec_Order.Type"]; optional double price = 2;',
  })} enum Type { Type_Unknown = 0; ${values} }`,
});
const statuses = (values: string) => ({ "Spec_Status.proto": `${protocol("Spec_Status")} enum Status { ${values} }` });

const open = "Status_New = 0 [(opend.stage) = STAGE_OPEN];";
const limit = 'Type_Limit = 1 [(opend.order) = { needs: "price" only: "HK" paper: true }];';

it("says how far orders have come, and what they are like", async () => {
  const none = 'Type_Any = 2 [(opend.order).day_only_in = "HKCC"];';
  const lost = "Status_Lost = -1 [(opend.stage) = STAGE_UNKNOWN];";
  const output = await generate({ ...types(`${limit} ${none}`), ...statuses(`${open} ${lost}`) });
  const module = output.get("contract/orders.ts");
  expect(module).toContain('  0: "open",\n  [-1]: "unknown",\n');
  expect(module).toContain('  Limit: { needs: ["price"], only: ["HK"], dayOnlyIn: [], paper: true },\n');
  expect(module).toContain('  Any: { needs: [], only: [], dayOnlyIn: ["HKCC"], paper: false },\n} as const;');
});

it("writes nothing where no enum is about orders", async () => {
  expect([...(await generate(statuses("Status_New = 0;"))).keys()]).not.toContain("contract/orders.ts");
});

describe.concurrent("the generator refuses", () => {
  it.each([
    ["Status_Done = 1;", "Spec_Status.proto: Status_Done needs (opend.stage), which other values have"],
    [
      "Status_Done = 1 [(opend.stage) = STAGE_UNSPECIFIED];",
      "Status_Done needs (opend.stage), which other values have",
    ],
  ])("the status %s", async (value, reason) => {
    expect(await failure(statuses(`${open} ${value}`))).toContain(reason);
  });

  it.each([
    ["Type_Any = 2;", "Spec_Order.proto: Type_Any needs (opend.order), which other values have"],
    ['Type_Any = 2 [(opend.order).needs = "cost"];', "Type_Any names cost, which no request with such a type has"],
    ['Type_Any = 2 [(opend.order).only = "hk"];', "Type_Any names hk, which no code begins with"],
    [
      'Type_Any = 2 [(opend.order).day_only_in = "SH"];',
      "Type_Any names SH, which is not the name of a Trd_Common.TrdMarket value",
    ],
  ])("the type %s", async (value, reason) => {
    expect(await failure(types(`${limit} ${value}`))).toContain(reason);
  });
});
