import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GetUserInfo } from "@opend/core/protocols";
import { handle, startGateway } from "@opend/sim";
import { freePort } from "@opend/test-kit/free-port";
import { tempFolder } from "@opend/test-kit/temp-folder";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

async function start() {
  const gateway = await startGateway({ brand: "futu", tradePassword: "other" });
  onTestFinished(() => gateway.close());
  return ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
}

/** What a person types when a password is at stake, and gets it wrong. */
const mistypedUrls: readonly ((user: string, password: string) => string)[] = [
  (user, password) => `postgre://${user}:${password}@127.0.0.1/db`,
  (user, password) => `postgres:/${user}:${password}@127.0.0.1/db`,
  (user, password) => `postgres//${user}:${password}@127.0.0.1/db`,
  (user, password) => `${user}:${password}@127.0.0.1/db`,
  (user, password) => ` POSTGRES://${user}:${password}@127.0.0.1/db`,
  (user, password) => `postgres://${user}:${password}@127.0.0.1:99999/db`,
  (user, password) => `postgres://${user}:${password}@127.0.0.1:1/db`,
  (user, password) => `postgres://${user}:12/${password}@127.0.0.1:1/db`,
  (user, password) => `postgres://${user}:${password}@[::1/db`,
  (user, password) => `mysql://${user}:${password}@127.0.0.1/db`,
  (user, password) => `postgres://127.0.0.1:1/db?user=${user}&password=${password}`,
  (user, password) => `host=127.0.0.1 user=${user} password=${password} dbname=db`,
  (user, password) => `redis://${user}:${password}@127.0.0.1/0`,
  (user, password) => `tcp://${user}:${password}@127.0.0.1:1`,
  (user, password) => `http://${user}:${password}@127.0.0.1:1`,
  (user, password) => `/nowhere/${user}:${password}@127.0.0.1/db`,
];

/** The command lines that take a URL. */
const commandLines: readonly ((url: string) => string[])[] = [
  (url) => ["sync", "short-volume", "HK.00700", "--db", url],
  (url) => ["sync", "--status", "--db", url],
  (url) => ["sync", "--status", "--json", `--db=${url}`],
  (url) => ["sync", "short-volume", "HK.00700", "--dbs", url],
  (url) => ["sync", "short-volume", "HK.00700", `--dbs=${url}`],
  (url) => ["export", "short-volume", "--db", url, "--out", "/nowhere/x.csv"],
  (url) => ["export", "short-volume", "--db", "/nowhere/x.duckdb", "--out", url],
  (url) => ["worker", "--db", url],
  (url) => ["sync", "short-volume", "HK.00700", "--db", "/nowhere/x.duckdb", "--gateways", `futu=${url},moomoo=${url}`],
  (url) => ["sync", "short-volume", "HK.00700", "--db", "/nowhere/x.duckdb", "--metrics", url],
  (url) => ["candles", "HK.00700", "--url", url],
  (url) => ["candles", "HK.00700", "--demo", "--limiter", url],
  (url) => ["call", "GetGlobalState", "--all-pages", "--limiter", url, "--url", "tcp://127.0.0.1:1"],
  (url) => ["candles", url],
  (url) => ["candles", "HK.00700", "--out", url],
  (url) => ["candles", "HK.00700", "--codes-file", url],
  (url) => ["candles", "HK.00700", "--limit", url],
  (url) => ["call", url],
  (url) => [url],
];

/** Wrong ways to write a request that holds a password. */
const unlocks: readonly ((password: string) => string[])[] = [
  (password) => ["unlock=true", `pwdMD5:${password}`],
  (password) => ["unlock=true", password],
  (password) => [`unlock=${password}`],
  (password) => ["unlock=true", `securityFirm=${password}`],
  (password) => ["unlock=true", `securityFirm={${password}`],
  (password) => ["unlock=true", `passwordMD5=${password}`],
  (password) => ["unlock=true", `${password}=pwdMD5`],
  (password) => [`{"unlock":true,"pwdMD5":"${password}`],
  (password) => [`{"unlock":true,"pwdMD5":${password}}`],
  (password) => [`{'unlock':true,'pwdMD5':'${password}'}`],
  (password) => [`["${password}"]`],
  (password) => [`{"unlock":true,"pwdMD5":["${password}"]}`],
  (password) => [`{"unlock":true,"pwdMd5":"${password}"}`],
  (password) => [`{"unlock":true,"${password}":1}`],
  (password) => [`{"unlock":"${password}"}`],
  (password) => ["unlock=true", `pwdMD5=${password}`],
  (password) => ["unlock=true", `pwdMD5=${password}`, "--all-pages"],
  (password) => ["unlock=true", "--password", password],
  (password) => ["unlock=true", `--password=${password}`],
  (password) => ["unlock=true", "--limit", "1", `pwdMD5=${password}`],
];

const word = fc
  .string({ minLength: 0, maxLength: 6, unit: fc.constantFrom(..."abcXYZ019-_.~!$&*+,;") })
  .map((text) => `s3cr${text}et`);

describe("a command line that fails", () => {
  it("prints no user and no password of a URL, however it is mistyped", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...mistypedUrls),
        fc.constantFrom(...commandLines),
        word,
        word,
        fc.constantFrom([], ["--json-errors"], ["--verbose"]),
        async (toUrl, toLine, user, password, more) => {
          const { code, output } = await runOpend([...toLine(toUrl(`u${user}`, `p${password}`)), ...more], {
            env: { FUTU_OPEND_URL: "tcp://127.0.0.1:1" },
          });
          expect(code).not.toBe(0);
          expect(output).not.toContain("s3cr");
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);

  it("prints no secret of a request, however it is mistyped", async () => {
    const at = await start();
    for (const unlock of unlocks) {
      const password = `s3cr${randomBytes(6).toString("hex")}`;
      const [first = "", ...others] = unlock(password);
      const lines = [[...at, "call", "Trd_UnlockTrade", first, ...others, "--yes"]];
      lines.push([...at, "--verbose", "--json-errors", "call", "2005", first, ...others, "--yes"]);
      for (const args of lines) {
        const { code, output } = await runOpend(args);
        expect(code).not.toBe(0);
        expect(output).not.toContain(password);
      }
      const piped = await runOpend([...at, "call", "UnlockTrade", "-", "--yes"], { stdin: first });
      expect(piped.output).not.toContain(password);
    }
  }, 60_000);

  it("prints no password that stands in the place of its file", async () => {
    const at = await start();
    const order = ["order", "place", "HK.00700", "buy", "100", "--price", "300", "--real", "--yes"];
    const random = `s3cr${randomBytes(6).toString("hex")}`;
    for (const [password, why] of [
      [random, "there is no such file"],
      [`${random}${"x".repeat(300)}`, "ENAMETOOLONG"],
      [`${random}\0`, "ERR_INVALID_ARG_VALUE"],
    ] as const) {
      const asPassword = await runOpend([...at, ...order, "--password-file", password]);
      const asKey = await runOpend([...at, "--key-file", password, "accounts"]);
      for (const { code, output } of [asPassword, asKey]) {
        expect(code).toBe(2);
        expect(output).toContain(`cannot read this file: ${why}`);
        expect(output).not.toContain(random);
      }
    }
  }, 60_000);

  it("prints no secret of a reply", async () => {
    const webKey = `s3cr${randomBytes(6).toString("hex")}`;
    const gateway = await startGateway({
      brand: "futu",
      handlers: [handle(GetUserInfo, () => ({ nickName: "Ann", webKey }))],
    });
    onTestFinished(() => gateway.close());
    const { code, output } = await runOpend(["--url", gateway.tcpUrl ?? "", "--verbose", "call", "GetUserInfo"]);
    expect([code, output]).toEqual([0, expect.stringContaining('{"nickName":"Ann"}')]);
    expect(output).not.toContain(webKey);
  });

  it("ends in one line for a config file of 64 MB, which is wrong usage", async () => {
    const file = join(await tempFolder({}), "big.xml");
    await writeFile(file, Buffer.alloc(64 * 1024 * 1024, " "));
    const { code, stderr } = await runOpend(["--brand", "futu", "--config-file", file, "accounts"]);
    const said = `opend: the gateway config file ${file} (configFile) cannot be read: it has more than 1 MB. Here, configFile is --config-file.\n`;
    expect([code, stderr]).toEqual([2, said]);
  });

  it("says what is wrong with a database all the same", async () => {
    const folder = await tempFolder({});
    const port = await freePort();
    const say = async (db: string, expected = 1) => {
      const { code, stderr } = await runOpend(["sync", "--status", "--db", db]);
      expect(code).toBe(expected);
      return stderr;
    };
    expect(await say("postgre://me:pass@host/db", 2)).toMatch(
      /^opend: "postgre:\/\/host\/db" is not a database: give the path/,
    );
    expect(await say("postgres://me:pass@host:99999/db")).toBe(
      "opend: cannot open postgres://host:99999/db: it is not a URL, such as postgres://user@host:5432/database\n",
    );
    expect(await say("postgres://me:1/2@host/db")).toBe(
      "opend: cannot open postgres://host/db: write / ? # in a user or password as %2F %3F %23\n",
    );
    expect(await say(`postgres://me:pass@127.0.0.1:${port}/db`)).toBe(
      `opend: cannot open postgres://127.0.0.1:${port}/db: connect ECONNREFUSED 127.0.0.1:${port}\n`,
    );
    expect(await say(join(folder, "me@work.duckdb"))).toBe(`opend: there is no ${folder}/me@work.duckdb\n`);
  });
});
