import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Qot_Common, Qot_GetDailyShortVolume, Qot_GetStaticInfo, Qot_RequestHistoryKL } from "@opend/core/protocols";
import { type Gateway, type GatewayOptions, handle, refuse, startGateway } from "@opend/sim";
import { freePort } from "@opend/test-kit/free-port";
import { type PostgresServer, startPostgres } from "@opend/test-kit/start-postgres";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { runOpend } from "../testing/run-opend.js";

const codes = ["HK.00700", "HK.09988", "US.AAPL"];

async function start(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const gateway = await startGateway({
    brand: "futu",
    tradingDays: 230,
    rateLimit: false,
    pushIntervalMs: false,
    ...options,
  });
  onTestFinished(() => gateway.close());
  return gateway;
}

/** A stock of Hong Kong. */
function staticInfoOf(code: string): Qot_Common.SecurityStaticInfo {
  const security = { market: Qot_Common.QotMarket.HK_Security, code };
  const secType = Qot_Common.SecurityType.Eqty;
  return {
    basic: { security, id: BigInt(code), lotSize: 100, secType, name: `Simulated ${code}`, listTime: "2010-01-04" },
  };
}

const at = (gateway: Gateway) => ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
const newFile = async (name = "shorts.duckdb") => join(await tempFolder({}), name);

describe("opend sync", () => {
  it("keeps everything the first time, and only what is new from then on", async () => {
    const gateway = await start();
    const db = await newFile();
    const command = [...at(gateway), "sync", "short-volume", ...codes, "--db", db];
    const first = await runOpend(command);
    expect(first).toMatchObject({ code: 0, stdout: "" });
    expect(first.stderr).toMatch(
      /^SIMULATED DATA .*\n3 of 3 up to date: 690 rows in 15 pages, 15 requests, .+\. 690 rows new or changed\. All of it is simulated\.\n$/,
    );
    const second = await runOpend(command);
    expect(second.stderr).toMatch(/3 of 3 up to date: 150 rows in 3 pages, 3 requests, .+\. 0 rows new or changed\./);
  });

  it("takes codes from a file, and all stocks of a market", async () => {
    const gateway = await start({
      tradingDays: 20,
      handlers: [
        handle(Qot_GetStaticInfo, () => ({
          staticInfoList: ["00001", "00002", "00003"].map((code) => staticInfoOf(code)),
        })),
      ],
    });
    const folder = await tempFolder({ "codes.txt": "hk.00700\nHK.09988\n" });
    const db = join(folder, "shorts.duckdb");
    const file = join(folder, "codes.txt");
    const some = await runOpend([...at(gateway), "sync", "short-volume", "--codes-file", file, "--db", db]);
    expect(some.stderr).toContain("2 of 2 up to date");
    const all = await runOpend([
      ...at(gateway),
      "sync",
      "candles",
      "--since",
      "2026-04-01",
      "--market",
      "hk",
      "--db",
      db,
    ]);
    expect(all.stderr).toContain("3 stocks in HK.\n3 of 3 up to date");
    const status = await runOpend(["sync", "--status", "--json", "--db", db]);
    const { datasets, simulated } = JSON.parse(status.stdout);
    expect(simulated).toBe(true);
    expect(datasets).toMatchObject([
      { dataset: "candles_day", codes: 3, done: 3, failed: 0, gaps: 0 },
      { dataset: "securities", codes: 1, done: 1 },
      { dataset: "short_volume", codes: 2, done: 2, rows: 40 },
    ]);
  });

  it("says which codes were left out and why, and fails in the end", async () => {
    const gateway = await start({
      handlers: [
        handle(Qot_GetDailyShortVolume, ({ security }) =>
          security.code === "09988" ? refuse("unknown stock") : { hkItemList: [], usItemList: [], nextKey: "-1" },
        ),
      ],
    });
    const db = await newFile();
    const { code, stderr } = await runOpend([...at(gateway), "sync", "short-volume", ...codes, "--db", db]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      "HK.09988: left out: Qot_GetDailyShortVolume: the gateway does not serve this security: unknown stock\n",
    );
    expect(stderr).toMatch(/opend: 1 of 3 were left out\. The next sync tries them again, and .+ lists them\.\n$/);
    const status = await runOpend(["sync", "--status", "--db", db], { columns: 120 });
    expect(status.stdout).toMatch(/short_volume +3 +2 +1 +0 +0 +0 +0/);
    expect(status.stdout).toMatch(
      /short_volume: 1 could not be fetched\. The newest:\n {2}HK\.09988 .+ unknown stock\n/,
    );
  });

  it("names only codes of its own as left out", async () => {
    const gateway = await start({
      handlers: [
        handle(Qot_GetDailyShortVolume, ({ security }) =>
          security.market === Qot_Common.QotMarket.HK_Security
            ? refuse("unknown stock")
            : { hkItemList: [], usItemList: [], nextKey: "-1" },
        ),
      ],
    });
    const db = await newFile();
    const command = [...at(gateway), "sync", "short-volume"];
    const many = Array.from({ length: 11 }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);
    await runOpend([...command, "HK.00700", "HK.09988", "--db", db]);
    await runOpend([...command, ...many, "--db", db]);
    const { code, stderr } = await runOpend([...command, "US.AAPL", "HK.09988", "--db", db]);
    expect(code).toBe(1);
    expect(stderr.match(/^\S+(?=: left out)/gm)).toEqual(["HK.09988"]);
    expect(stderr).toContain("opend: 1 of 2 were left out. The next");
  });

  it.each([
    { gateway: "the first", asked: ["short-volume", "HK.00700", "US.AAPL"], waiting: [2] },
    { gateway: "a list", asked: ["short-volume", "HK.00700", "--gateways", "futu=tcp://127.0.0.1:1"], waiting: [1] },
    { gateway: "that of a market", asked: ["short-volume", "--market", "hk"], waiting: [1] },
    { gateway: "that of markets", asked: ["trading-days", "--market", "HK,US"], waiting: [2] },
  ])("is not complete when it never reached $gateway", async ({ asked, waiting }) => {
    const db = await newFile();
    const away = ["--brand", "futu", "--url", "tcp://127.0.0.1:1"];
    expect(await runOpend([...away, "sync", ...asked, "--db", db])).toMatchObject({ code: 1 });
    const status = await runOpend(["sync", "--status", "--check", "--json", "--db", db]);
    expect(status).toMatchObject({ code: 1, stderr: expect.stringContaining("opend: not all is there: ") });
    const { complete, datasets } = JSON.parse(status.stdout);
    expect(complete).toBe(false);
    expect(datasets.map((one: { waiting: number }) => one.waiting)).toEqual(waiting);
  });

  it("notes what it is asked for in a database that has more, and the codes of a market as far as known", async () => {
    const handlers = [
      handle(Qot_GetStaticInfo, () => ({ staticInfoList: ["00001", "00002"].map((code) => staticInfoOf(code)) })),
    ];
    const gateway = await start({ tradingDays: 5, handlers });
    const db = await newFile();
    await runOpend([...at(gateway), "sync", "rehab", "--market", "HK", "--db", db]);
    const check = ["sync", "--status", "--check", "--db", db];
    expect(await runOpend(check)).toMatchObject({ code: 0 });
    const away = ["--brand", "futu", "--url", "tcp://127.0.0.1:1", "sync", "rehab"];
    expect(await runOpend([...away, "US.AAPL", "--market", "HK", "--db", db])).toMatchObject({ code: 1 });
    const { code, stderr } = await runOpend(check);
    expect(code).toBe(1);
    expect(stderr).toContain("rehab has 0 failed, 0 begun, 3 waiting; securities has 0 failed, 0 begun, 1 waiting\n");
    await runOpend([...at(gateway), "sync", "rehab", "US.AAPL", "--market", "HK", "--db", db]);
    expect(await runOpend(check)).toMatchObject({ code: 0 });
  });

  it("is not complete in a database where nothing was ever asked for", async () => {
    const db = await newFile();
    const { openStore } = await import("@opend/archive");
    await (await openStore(db)).close();
    const { code, stdout, stderr } = await runOpend(["sync", "--status", "--check", "--db", db]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(
      `opend: ${db} is empty: no sync was ever asked for. opend sync short-volume HK.00700 with the same --db begins\n`,
    );
    const json = await runOpend(["sync", "--status", "--check", "--json", "--db", db]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ complete: false, datasets: [] });
  });

  it("ends when the quota is used up, and says what is left and when there is more", async () => {
    const gateway = await start({
      handlers: [
        handle(Qot_RequestHistoryKL, ({ security }) =>
          security.code === "00700"
            ? { security, klList: [] }
            : refuse("Insufficient historical candlestick quota. The quota will be released after 7 days."),
        ),
      ],
    });
    const db = await newFile();
    const { code, stderr } = await runOpend([...at(gateway), "sync", "candles", ...codes, "--db", db]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/a gateway gives no more of candles_day: .*used up; all of it is back in 7 days/);
    expect(stderr).toMatch(
      /\nopend: 2 of 3 were not begun, or not finished, and 0 were left out\. The same command goes on/,
    );
    expect(gateway.requestCount(Qot_RequestHistoryKL)).toBeLessThanOrEqual(3);
  });

  it("goes on where Ctrl-C ended it", async () => {
    const gateway = await start();
    const db = await newFile();
    const command = [...at(gateway), "sync", "short-volume", ...codes, "--db", db];
    const interrupt = new Interrupt();
    gateway.inject({
      name: "interrupt",
      limits: { after: 6, times: 1 },
      begin: () => ({
        onFrame(frame, next) {
          interrupt.take("SIGINT");
          next(frame);
        },
      }),
    });
    const first = await runOpend(command, { interrupt });
    expect(first.code).toBe(130);
    const between = await runOpend(["sync", "--status", "--json", "--check", "--db", db]);
    expect(JSON.parse(between.stdout)).toMatchObject({
      complete: false,
      datasets: [{ codes: 3, waiting: 1, failed: 0 }],
    });
    expect(between.code).toBe(1);
    expect(between.stderr).toMatch(/not all is there: short_volume has 0 failed, \d begun, 1 waiting\n$/);
    const text = await runOpend(["sync", "--status", "--db", db]);
    expect(text).toMatchObject({ code: 0, stdout: expect.stringContaining("short_volume: 1 not begun yet.") });
    expect(first.stderr).toMatch(/All of it is kept\.\nInterrupted\. The same command goes on\.\n$/);
    const asked = gateway.requestCount(Qot_GetDailyShortVolume);
    const second = await runOpend(command);
    expect(second).toMatchObject({ code: 0 });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBeLessThanOrEqual(15 + 2);
    expect(asked).toBeLessThan(15);
    const status = await runOpend(["sync", "--status", "--json", "--check", "--db", db]);
    expect(status.code).toBe(0);
    expect(JSON.parse(status.stdout)).toMatchObject({ complete: true, datasets: [{ done: 3, rows: 690, gaps: 0 }] });
  });

  it.each([
    [["sync"], "name a dataset"],
    [["sync", "shorts", "HK.00700", "--db", "x.duckdb"], "there is no dataset shorts. There are short-volume"],
    [["sync", "short-volume", "HK.00700"], "--db is required"],
    [
      ["sync", "short-volume", "--db", "x.duckdb"],
      "there is nothing to sync: name codes, as in opend sync short-volume",
    ],
    [["sync", "orders", "--db", "x.duckdb"], "opend accounts lists them"],
    [["sync", "orders", "123", "mine", "--db", "x.duckdb"], "an account has a number, not mine"],
    [["worker", "--db", "x.duckdb"], "Workers need postgres://user@host/database"],
    [["worker"], "--db is required"],
    [["sync", "short-volume", "HK00700", "--db", "x.duckdb"], "HK00700"],
    [["sync", "short-volume", "--market", "XX", "--db", "x.duckdb"], "not XX"],
    [
      ["--url", "x://y", "sync", "short-volume", "HK.00700", "--db", "x.duckdb"],
      "the gateway URL (option url) has the scheme",
    ],
    [["sync", "orders", "--market", "HK", "--db", "x.duckdb"], "--market is not for accounts"],
    [["sync", "short-volume", "HK.00700", "--gateways", "x", "--db", "x.duckdb"], "--gateways is a list such as"],
    [["sync", "short-volume", "--period", "day", "HK.00700", "--db", "x.duckdb"], "--period is for candles"],
    [["sync", "candles", "--period", "2min", "HK.00700", "--db", "x.duckdb"], "--period is one of 1min, 3min"],
    [["sync", "short-volume", "HK.00700@5", "--db", "x.duckdb"], "name only the code"],
    [["export", "short-volume", "--db", "x.duckdb"], "--out is required"],
    [["sync", "short-volume", "HK.00700", "--db", "x.duckdb", "--metrics", "here"], "Give a place to listen at"],
    [["sync", "short-volume", "HK.00700", "--db", "postgre://host/db"], "is not a database: give the path"],
    [["export", "short-volume", "--db", "x.duckdb", "--out", "x.xlsx"], "the ending of x.xlsx tells no format"],
  ])("%j is wrong usage, said in one line before a database is made", async (args, text) => {
    const { code, stderr, stdout } = await runOpend(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(text);
    expect(stderr.trimEnd()).not.toContain("\n");
    expect(existsSync("x.duckdb")).toBe(false);
  });

  it("does not mix simulated data into a market's", async () => {
    const db = await newFile();
    const gateway = await start();
    await runOpend([...at(gateway), "sync", "trading-days", "HK", "--db", db]);
    const { openStore } = await import("@opend/archive");
    await using store = await openStore(db);
    await expect(store.claimSource(false)).rejects.toMatchObject({
      code: "MixedSources",
      message: expect.stringContaining("holds simulated data"),
    });
  });

  it("shows its progress as OpenMetrics", async () => {
    const gateway = await start();
    const port = await freePort();
    let text = "";
    let seen: Promise<void> | undefined;
    gateway.inject({
      name: "look",
      limits: { after: 4 },
      begin: () => ({
        onFrame(frame, next) {
          // The reply waits until the metrics were read.
          seen ??= fetch(`http://127.0.0.1:${port}/metrics`)
            .then((response) => response.text())
            .then((body) => {
              text = body;
            });
          void seen.then(() => next(frame));
        },
      }),
    });
    const place = `127.0.0.1:${port}`;
    const command = ["sync", "short-volume", ...codes, "--db", await newFile(), "--metrics", place];
    const { code, stderr } = await runOpend([...at(gateway), ...command]);
    expect(code).toBe(0);
    expect(stderr).toContain(`Metrics are at http://${place}/metrics.`);
    expect(text).toMatch(/# TYPE opend_sync_pages gauge\n/);
    expect(text).toMatch(/opend_sync_subjects\{dataset="short_volume",state="waiting"\} 3\n/);
    expect(text).toMatch(/opend_archive_subjects\{dataset="short_volume",state="waiting"\} [12]\n/);
    expect(text.endsWith("# EOF\n")).toBe(true);
    await expect(fetch(`http://${place}/metrics`)).rejects.toThrow();
  });
});

it("a place for metrics that is taken is said in one line", async () => {
  const gateway = await start();
  const place = new URL(gateway.tcpUrl ?? "").host;
  const command = ["sync", "short-volume", "HK.00700", "--db", await newFile(), "--metrics", place];
  const { code, stderr } = await runOpend([...at(gateway), ...command]);
  expect(code).toBe(2);
  expect(stderr).toContain(`opend: --metrics: cannot listen at ${place}: listen EADDRINUSE`);
});

describe("opend export", () => {
  it("writes a file, or a folder with a file for each market and year", async () => {
    const gateway = await start();
    const folder = await tempFolder({});
    const db = join(folder, "shorts.duckdb");
    await runOpend([...at(gateway), "sync", "short-volume", ...codes, "--db", db]);
    const out = join(folder, "us.csv");
    const one = await runOpend(["export", "short-volume", "US.AAPL", "--db", db, "--out", out]);
    expect(one).toMatchObject({ code: 0, stdout: "", stderr: `Wrote ${out}: 230 rows. All of it is simulated.\n` });
    expect(readFileSync(out, "utf8").trimEnd().split("\n")).toHaveLength(231);
    const parts = await runOpend(["export", "short-volume", "--db", db, "--out", `${folder}/all/`]);
    expect(parts.stderr).toBe(`Wrote 4 files in ${folder}/all/: 690 rows. All of it is simulated.\n`);
    expect(readdirSync(join(folder, "all")).toSorted()).toEqual(["market=HK", "market=US"]);
    const none = await runOpend(["export", "candles", "--db", db, "--out", join(folder, "c.parquet")]);
    expect(none.stderr).toBe(`opend: ${db} has no candles_day yet. It has short_volume\n`);
  });
});

describe("values that no number holds", () => {
  it("are kept exactly, told with their code, and end nothing", async () => {
    const volume = 2n ** 64n - 1n;
    const gateway = await start({
      handlers: [
        handle(Qot_GetDailyShortVolume, ({ security: { code } }) => ({
          usItemList: [],
          hkItemList: [{ timestampStr: "2026-05-08", sharesTraded: code === "09988" ? volume : 5n }],
          nextKey: "-1",
        })),
      ],
    });
    const db = await newFile();
    const command = ["short-volume", "HK.00700", "HK.09988", "HK.03690"];
    const synced = await runOpend([...at(gateway), "sync", ...command, "--db", db]);
    expect(synced).toMatchObject({ code: 0 });
    expect(synced.stderr).toContain("3 of 3 up to date: 3 rows");
    const told = `of HK.09988: rows[0].volume is ${volume}, which no plain value can hold exactly`;
    expect(synced.stderr).toContain(told);
    const folder = await tempFolder({});
    const [walked, exported] = [join(folder, "walk.csv"), join(folder, "export.csv")];
    const walk = await runOpend([...at(gateway), ...command, "--out", walked]);
    expect(walk.stderr).toContain(told);
    await runOpend(["export", "short_volume", "--db", db, "--out", exported]);
    const lines = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n").toSorted();
    expect(lines(exported)).toEqual(lines(walked));
    expect(readFileSync(exported, "utf8")).toContain(`HK.09988,2026-05-08,,,,${volume},`);
  });
});

describe("the name of a dataset", () => {
  it("is the one that the status has, too", async () => {
    const gateway = await start({ tradingDays: 5 });
    const db = await newFile("candles.duckdb");
    const synced = await runOpend([
      ...at(gateway),
      "sync",
      "candles_day",
      "HK.00700",
      "--since",
      "2026-05-01",
      "--db",
      db,
    ]);
    expect(synced).toMatchObject({ code: 0 });
    const { stdout } = await runOpend(["sync", "--status", "--db", db, "--json"]);
    const [{ dataset }] = JSON.parse(stdout).datasets;
    const out = join(await tempFolder({}), "candles.csv");
    const exported = await runOpend(["export", dataset, "--db", db, "--out", out]);
    expect(exported.stderr).toContain(`Wrote ${out}: `);
    expect(readFileSync(out, "utf8")).toMatch(
      /^code,day,name,time,.*\nHK\.00700,2026-05-\d\d,[^,]*,2026-05-\d\dT00:00:00\+08:00,/,
    );
  });
});

describe("with PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop());

  it("a worker helps a sync, over another gateway, and survives a restart of the database", {
    timeout: 60_000,
  }, async () => {
    const [one, other] = [await start({ tradingDays: 20 }), await start({ brand: "moomoo", tradingDays: 20 })];
    // Slow enough for the worker to take its share within the frequency limits of both.
    one.inject({
      name: "slow",
      limits: { protocol: Qot_GetDailyShortVolume },
      begin: () => ({ onFrame: (frame, next) => void setTimeout(() => next(frame), 200) }),
    });
    const db = server.createDatabase();
    const many = Array.from({ length: 40 }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);
    const interrupt = new Interrupt();
    let workerText = "";
    const atOther = ["--brand", "moomoo", "--url", other.tcpUrl ?? ""];
    const onStderr = (text: string) => {
      workerText += text;
    };
    const worker = runOpend([...atOther, "worker", "--db", db], { interrupt, onStderr });
    while (!workerText.includes("Works at")) await new Promise((resolve) => setTimeout(resolve, 20));
    // Long enough for a look at the queue.
    await server.restart(2000);
    while (!workerText.includes("It is tried again")) await new Promise((resolve) => setTimeout(resolve, 20));
    const { code, stderr } = await runOpend([...at(one), "sync", "short-volume", ...many, "--db", db]);
    expect(code).toBe(0);
    expect(stderr).toContain("40 of 40 up to date");
    interrupt.take("SIGTERM");
    expect(await worker).toMatchObject({ code: 143 });
    const asked = [one, other].map((gateway) => gateway.requestCount(Qot_GetDailyShortVolume));
    expect(asked[0]).toBeGreaterThan(0);
    expect(asked[1]).toBeGreaterThan(0);
    expect((asked[0] ?? 0) + (asked[1] ?? 0)).toBe(40);
  });

  it("a database that does not answer is said in one line", async () => {
    const gateway = await start();
    const command = ["sync", "short-volume", "HK.00700", "--db", "postgres://user:secret@127.0.0.1:1/shorts"];
    const { code, stderr } = await runOpend([...at(gateway), ...command]);
    expect(code).toBe(1);
    expect(stderr).toBe("opend: cannot open postgres://127.0.0.1:1/shorts: connect ECONNREFUSED 127.0.0.1:1\n");
  });
});
