import { expect, it } from "vitest";
import { toNumber } from "./to-number.js";

it("keeps absent and zero apart", () => {
  expect(toNumber("volume", undefined)).toBeUndefined();
  expect(toNumber("volume", 0n)).toBe(0);
});

it("accepts the largest exact number and refuses the next, naming field and value", () => {
  expect(toNumber("volume", 9007199254740991n)).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => toNumber("volume", 9007199254740992n)).toThrow(
    expect.objectContaining({ code: "ValueOutOfRange", field: "volume", value: "9007199254740992" }),
  );
});
