import { expect, it } from "vitest";
import { parseArguments } from "./parse-arguments.js";

const allDays = { since: undefined, until: undefined };

it("simulates two securities by default", () => {
  expect(parseArguments([])).toEqual({
    kind: "simulated",
    starts: [
      { code: "HK.00700", cursor: undefined },
      { code: "US.AAPL", cursor: undefined },
    ],
    ...allDays,
  });
  expect(parseArguments(["HK.09988", "US.TSLA"])).toEqual({
    kind: "simulated",
    starts: [
      { code: "HK.09988", cursor: undefined },
      { code: "US.TSLA", cursor: undefined },
    ],
    ...allDays,
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
    ...allDays,
  });
});

it("takes the first and the last day, for simulated and real gateways", () => {
  const range = { since: "2026-01-01", until: "2026-05-08" };
  const options = ["--since", range.since, "--until", range.until];
  expect(parseArguments(options)).toMatchObject({ kind: "simulated", ...range });
  expect(parseArguments(["--brand", "moomoo", ...options])).toMatchObject({ kind: "real", ...range });
});

it.each([
  [["--url", "ws://h:1"], "--url is for a real gateway"],
  [["--brand", "futu", "--key", "a", "--key-file", "b"], "not both"],
  [["--brand", "other"], "--brand is futu or moomoo"],
  [["HK.00700@"], "HK.00700@ has no cursor behind it"],
  [["--since", "1.1.2026"], '--since is a day, such as 2026-01-01, not "1.1.2026"'],
  [["--brand", "futu", "--until", ""], '--until is a day, such as 2026-01-01, not ""'],
  [["--nonsense"], "nonsense"],
])("refuses %j", (args, message) => {
  expect(() => parseArguments(args)).toThrow(message);
});
