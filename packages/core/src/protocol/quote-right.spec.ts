import { expect, it } from "vitest";
import { quoteRightOf } from "./quote-right.js";

it.each([
  ["US.AAPL", "US.TSLA", true],
  ["US.AAPL", "HK.AAPL", false],
  ["HK.00700", "HK.09988", true],
  ["US.AAPL", "US.AAPL260717C065000", false],
  ["US.AAPL260717C065000", "US.TSLA260717P1000", true],
  ["US.AAPL", "US.NQmain", false],
  ["US.NQmain", "US.ESmain", true],
  ["US.AAPL", "US..SPX", false],
  ["11.AAPL", "11.TSLA", true],
])("%s and %s need the same right: %s", (one, other, isSame) => {
  expect(quoteRightOf(one) === quoteRightOf(other)).toBe(isSame);
});
