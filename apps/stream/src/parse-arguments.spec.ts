import { expect, it } from "vitest";
import { parseArguments } from "./parse-arguments.js";

it("simulates two securities by default", () => {
  expect(parseArguments([])).toEqual({
    kind: "simulated",
    starts: [
      { code: "HK.00700", cursor: undefined },
      { code: "US.AAPL", cursor: undefined },
    ],
  });
  expect(parseArguments(["HK.09988", "US.TSLA"])).toEqual({
    kind: "simulated",
    starts: [
      { code: "HK.09988", cursor: undefined },
      { code: "US.TSLA", cursor: undefined },
    ],
  });
});

it("uses a real gateway if a brand is given", () => {
  expect(parseArguments(["--brand", "futu", "--url", "ws://h:1", "--key", "k", "HK.00700@abc=", "HK.1"])).toEqual({
    kind: "real",
    brand: "futu",
    url: "ws://h:1",
    key: { text: "k" },
    starts: [
      { code: "HK.00700", cursor: "abc=" },
      { code: "HK.1", cursor: undefined },
    ],
  });
});

it.each([
  [["--url", "ws://h:1"], "--url is for a real gateway"],
  [["--brand", "futu", "--key", "a", "--key-file", "b"], "not both"],
  [["--brand", "other"], "--brand is futu or moomoo"],
  [["HK.00700@"], "HK.00700@ has no cursor behind it"],
  [["--nonsense"], "nonsense"],
])("refuses %j", (args, message) => {
  expect(() => parseArguments(args)).toThrow(message);
});
