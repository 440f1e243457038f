import { expect, test } from "vitest";
import { planCli, UsageError } from "./cli-plan.js";

test("without options, both brands on their default ports", () => {
  expect(planCli([], {})).toMatchObject({
    help: false,
    gateways: [
      { brand: "futu", tcpPort: 11111, wsPort: 33333, key: undefined, rateLimit: true },
      { brand: "moomoo", tcpPort: 11112, wsPort: 33334, key: undefined, rateLimit: true },
    ],
  });
});

test("options reach the gateway", () => {
  const args = [
    "--brand",
    "moomoo",
    "--tcp-port=1",
    "--ws-port",
    "0",
    "--days",
    "5",
    "--no-rate-limit",
    "--key",
    "k",
    "--language=zh",
    "--accounts=universal,hk-futures-paper",
  ];
  expect(planCli(args, { OPEND_SIM_KEY: "other" }).gateways).toEqual([
    {
      ...{ brand: "moomoo", tcpPort: 1, wsPort: 0, tradingDays: 5, language: "zh", rateLimit: false, key: "k" },
      accounts: ["universal", "hk-futures-paper"],
    },
  ]);
});

test("the files of the certificate and its key belong together", () => {
  expect(planCli(["--tls-cert-file", "c.pem", "--tls-key-file=k.pem"], {}).tlsFiles).toEqual({
    cert: "c.pem",
    key: "k.pem",
  });
  expect(planCli([], {}).tlsFiles).toBeUndefined();
});

test("the key can come from the environment; an empty one does not count", () => {
  const keysWith = (key: string) => planCli([], { OPEND_SIM_KEY: key }).gateways.map((gateway) => gateway.key);
  expect(keysWith("secret")).toEqual(["secret", "secret"]);
  expect(keysWith("")).toEqual([undefined, undefined]);
});

test("the trading password comes from the environment only", () => {
  const [first] = planCli([], { OPEND_SIM_TRADE_PASSWORD: "secret" }).gateways;
  expect(first?.tradePassword).toBe("secret");
  expect(planCli([], { OPEND_SIM_TRADE_PASSWORD: "" }).gateways[0]?.tradePassword).toBeUndefined();
});

test.each([
  [["--brand", "other"], "--brand must be futu or moomoo"],
  [["--accounts", "hk,univrsal"], "--accounts lists a name that no account has, did you mean universal; see --help"],
  [["--accounts=SECRET"], "--accounts lists a name that no account has; see --help"],
  [["--language", "de"], "--language must be en or zh"],
  [["--tcp-port", "1"], "--tcp-port and --ws-port need --brand: each brand has ports of its own"],
  [["--tls-cert-file", "c.pem"], "--tls-cert-file and --tls-key-file need each other"],
  [["--tls-key-file", "k.pem"], "--tls-cert-file and --tls-key-file need each other"],
  [["--brand=futu", "--ws-port", "x"], "--ws-port must be a whole number"],
  [["--days", "-1"], "the option --days has no value or one it cannot have; see --help"],
  [["--days=-1"], "--days must be a whole number"],
  [["--brand=futu", "--ws-port", "65536"], "--ws-port must be a number from 0 to 65535"],
  [["--brand=futu", "--tcp-port", "70000"], "--tcp-port must be a number from 0 to 65535"],
  [["--days", "0"], "--days must be a number from 1 to 500000"],
  [["--days", "500001"], "--days must be a number from 1 to 500000"],
  [["--days", "1", "--days=2"], "--days is given twice, and takes one value"],
  [["--brand", "futu", "--brand", "moomoo"], "--brand is given twice, and takes one value"],
  [["--keys=SECRET"], "unknown option --keys, did you mean --key; see --help"],
  [["--zigzag=SECRET"], "unknown option --zigzag; see --help"],
  [["-SECRET"], "unknown option that begins with -; see --help"],
  [["--key"], "the option --key has no value or one it cannot have; see --help"],
  [["--key", "-SECRET"], "the option --key has no value or one it cannot have; see --help"],
  [["--help=SECRET"], "the option --help has no value or one it cannot have; see --help"],
  [["SECRET"], "there is an argument that belongs to no option; see --help"],
])("%j is refused in one line that shows no value", (args, message) => {
  expect(() => planCli(args, {})).toThrow(new UsageError(message));
});
