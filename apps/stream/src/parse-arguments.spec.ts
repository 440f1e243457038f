import { expect, it } from "vitest";
import { parseArguments } from "./parse-arguments.js";

it("simulates two securities unless told otherwise", () => {
  expect(parseArguments([])).toEqual({ kind: "simulated", codes: ["HK.00700", "US.AAPL"] });
  expect(parseArguments(["HK.09988", "US.TSLA"])).toEqual({ kind: "simulated", codes: ["HK.09988", "US.TSLA"] });
});

it("takes a real gateway by brand", () => {
  expect(parseArguments(["--brand", "futu", "--url", "ws://h:1", "--key", "k", "HK.00700"])).toEqual({
    kind: "real",
    brand: "futu",
    url: "ws://h:1",
    key: { text: "k" },
    from: undefined,
    codes: ["HK.00700"],
  });
});

it.each([
  [["--url", "ws://h:1"], "--url is for a real gateway"],
  [["--brand", "futu", "--key", "a", "--key-file", "b"], "not both"],
  [["--brand", "other"], "--brand is futu or moomoo"],
  [["--brand", "futu", "--from", "1", "HK.1", "HK.2"], "--from resumes one code"],
  [["--nonsense"], "nonsense"],
])("refuses %j", (args, message) => {
  expect(() => parseArguments(args)).toThrow(message);
});
