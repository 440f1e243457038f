import { beforeAll, describe, expect, it } from "vitest";
import { type Files, generate, protocol } from "./testing/run-generator.ts";

const sources = {
  "Spec_Meant.proto": `${protocol("Spec_Meant", {
    c2s: `
      // Orders. Only for Side_Buy.
      repeated uint64 ids = 1 [(opend.means).id = "order"];
      optional int32 side = 2 [(opend.means).enum = "Spec_Sides.Side"];`,
    s2c: `
      optional uint64 volume = 1 [(opend.means).quantity = "shares"];
      optional double change = 2 [(opend.means).number = NUMBER_PERCENT];
      optional double price = 3 [(opend.means).price = "security"];
      optional double paid = 4 [(opend.means).money = "EUR"];
      optional int32 what = 5 [(opend.means).unknown = true];
      optional string day = 6 [(opend.means).time = TIME_DAY];
      optional Spec_Types.T other = 7;
      repeated Item items = 8;`,
  })} import "Spec_Types.proto"; message Item { optional string text = 1; }`,
  // Names an enum of a file that it does not import, as the other file may import this one.
  "Spec_Sides.proto": `syntax = "proto2"; package Spec_Sides;
    // Of an order.
    enum Side {
      // To own it.
      Side_Buy = 1;
      // Sell short.
      Side_SellShort = 2;
    }`,
  "Common.proto": `syntax = "proto2"; package Common;
    message PacketID { required uint64 connID = 1; required uint32 serialNo = 2; }`,
  "Spec_Guarded.proto": `${protocol("Spec_Guarded", {
    option: "id: 9010 kind: KIND_COMMAND",
    c2s: "required Common.PacketID packetID = 1; optional string code = 2;",
  })} import "Common.proto";`,
  "Spec_Push.proto": protocol("Spec_Push", { option: "id: 9004 kind: KIND_PUSH", without: "Request" }),
  "Spec_Types.proto": 'syntax = "proto2"; package Spec_Types; message T { required int32 id = 1; }',
};

describe("a described protocol", () => {
  let files: Files = new Map();
  beforeAll(async () => {
    files = await generate(sources);
  });

  it("has what its fields mean, in words and as data", () => {
    const text = files.get("schema/Spec_Meant.ts");
    expect(text).toContain(`export const C2STexts: MessageTexts = {
  text: "",
  fields: {
    ids: { text: "Orders. Only for Side.Buy.", id: "order" },
    side: { text: "", enum: Spec_Sides_enums.SideTexts },
  },
};`);
    expect(text).toContain(`  fields: {
    volume: { text: "", unit: "shares" },
    change: { text: "", unit: "percent" },
    price: { text: "", currency: "security" },
    paid: { text: "", currency: "EUR" },
    what: { text: "", isUnknown: true },
    day: { text: "" },
    other: { text: "", message: Spec_Types.TTexts },
    items: { text: "", message: ItemTexts },
  },`);
    expect(text).toContain('import * as Spec_Sides_enums from "../enum-texts/Spec_Sides.js";');
    expect(text).toContain('import * as Spec_Types from "./Spec_Types.js";');
  });

  it("is the plain protocol with its texts", () => {
    const text = files.get("schema/Spec_Meant.ts");
    expect(text).toContain(`export const Spec_Meant: typeof plain.Spec_Meant & DescribedRequest = {
  ...plain.Spec_Meant,
  described: { text: "Made up.", request: C2STexts, reply: S2CTexts },
};`);
    expect(text).toContain("  export type C2S = plain.Spec_Meant.C2S;");
    expect(files.get("schema/Spec_Push.ts")).toContain(
      `export const Spec_Push: typeof plain.Spec_Push & DescribedPush = {
  ...plain.Spec_Push,
  described: { text: "Made up.", reply: S2CTexts },
};`,
    );
    expect(files.get("schema/index.ts")).toContain('export { jsonSchemaOf } from "../../schema/json-schema-of.js";');
  });

  it("has what the values of enums mean once, and not where a comment repeats the name", () => {
    expect(files.get("enum-texts/Spec_Sides.ts")).toBe(`import type { EnumTexts } from "../../schema/enum-texts.js";

/** What the values of Spec_Sides.Side mean. */
export const SideTexts: EnumTexts = {
  name: "Spec_Sides.Side",
  text: "Of an order.",
  members: {
    "Buy": "To own it.",
  },
};

`);
  });

  it("lets the plain form leave out the packet id", () => {
    expect(files.get("plain/Spec_Guarded.ts")).toContain('  filled: ["packetID"],');
    expect(files.get("plain/Spec_Meant.ts")).not.toContain("filled");
  });
});
