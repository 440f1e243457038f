import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonLoss } from "./find-json-loss.js";

describe("findJsonLoss", () => {
  it.each([
    ['{"price":300,"price":3000}', "the field price is given twice"],
    ['{"a":{"b":1,"b":1}}', "the field b is given twice"],
    ['{"price":300,"pr\\u0069ce":3000}', "the field price is given twice"],
    ['{"a":[{"b":1},{"b":2,"b":3}]}', "the field b is given twice"],
    [
      '{"header":{"accID":281756478486397871}}',
      '281756478486397871 has more digits than a number can hold: put the id in quotes, "281756478486397871"',
    ],
    [
      '{"idList":[9007199254740993]}',
      '9007199254740993 has more digits than a number can hold: put the id in quotes, "9007199254740993"',
    ],
    ['{"header":{"accID":"1"},"qty":9007199254740993}', "9007199254740993 has more digits than a number can hold"],
    ["[1,2,-0.10000000000000000001]", "-0.10000000000000000001 has more digits than a number can hold"],
    ["1e999", "1e999 has more digits than a number can hold"],
  ])("sees what is lost of %s", (json, loss) => {
    expect(findJsonLoss(json)).toBe(loss);
  });

  it.each([
    '{"a":{"b":1},"b":{"a":1},"c":[{"a":1},{"a":2}]}',
    '{"a":"9007199254740993","b":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a":["a","a"],"b":"a"}',
    '"a"',
  ])("loses nothing of %s", (json) => {
    expect(findJsonLoss(json)).toBeUndefined();
  });

  it("loses nothing of what JavaScript writes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, space) => {
        const json = JSON.stringify(value, undefined, space);
        // JavaScript writes zeros for the last digits of these.
        fc.pre(!/\d{17}/.test(json));
        expect(findJsonLoss(json)).toBeUndefined();
      }),
    );
  });
});
