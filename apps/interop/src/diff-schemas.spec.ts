import { describe, expect, it } from "vitest";
import { countSchema, diffSchemas } from "./diff-schemas.js";
import type { FieldFacts, SchemaFacts } from "./schema.js";

const field = (number: number, facts: Partial<FieldFacts> = {}): FieldFacts => {
  return { number, type: "int32", label: "optional", default: undefined, ...facts };
};
const file = ({ messages = {}, enums = {} }: Partial<SchemaFacts>): SchemaFacts => ({ messages, enums });

const page = file({
  messages: { "Page.S2C": { num: field(1), text: field(2, { type: "string", label: "required" }) }, "Page.Row": {} },
  enums: { "Page.Color": { Color_Red: 0, Color_Blue: 1 } },
});

describe("the difference between schemas", () => {
  it("is empty for equal schemas, regardless of their order", () => {
    const { "Page.S2C": s2c = {}, ...others } = page.messages;
    const turned = Object.fromEntries(Object.entries(s2c).reverse());
    expect(
      diffSchemas({ Page: page }, { Page: file({ ...page, messages: { ...others, "Page.S2C": turned } }) }),
    ).toEqual([]);
  });

  it("has one line for each file that only one of them has", () => {
    expect(diffSchemas({ Old: page, Page: page }, { New: page, Page: page })).toEqual([
      "+ file New.proto",
      "- file Old.proto",
    ]);
  });

  it("has one line for each message and enum that only one of them has", () => {
    const other = file({
      messages: { ...page.messages, "Page.Cell": {} },
      enums: { "Page.Hue": { Hue_Warm: 0 } },
    });
    expect(diffSchemas({ Page: page }, { Page: other })).toEqual([
      "+ message Page.Cell",
      "- enum Page.Color",
      "+ enum Page.Hue",
    ]);
  });

  it("has one line for each field and value that was added, removed or changed", () => {
    const other = file({
      messages: {
        "Page.Row": { code: field(1, { type: "Common.Code", label: "repeated" }) },
        "Page.S2C": { text: field(3, { type: "string", label: "required", default: "none" }) },
      },
      enums: { "Page.Color": { Color_Red: 2, Color_Green: 3 } },
    });
    expect(diffSchemas({ Page: page }, { Page: other })).toEqual([
      "+ Page.Row.code: repeated Common.Code = 1",
      "- Page.S2C.num: optional int32 = 1",
      "~ Page.S2C.text: required string = 2 -> required string = 3 [default = none]",
      "- Page.Color.Color_Blue: 1",
      "+ Page.Color.Color_Green: 3",
      "~ Page.Color.Color_Red: 0 -> 2",
    ]);
  });
});

it("counts everything", () => {
  expect(countSchema({ Page: page, Empty: file({}) })).toEqual({
    files: 2,
    messages: 2,
    fields: 2,
    enums: 1,
    values: 2,
  });
});
