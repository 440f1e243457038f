import { GetGlobalState } from "@opend/core/protocols";
import { type GatewayOptions, handle, stallReplies, startGateway } from "@opend/sim";
import { freePort } from "@opend/test-kit/free-port";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

async function start(options: Partial<GatewayOptions> = {}) {
  const gateway = await startGateway({ brand: "futu", ...options });
  onTestFinished(() => gateway.close());
  return gateway;
}

const futu = ["--brand", "futu", "--url"];

/** What the gateway says of itself. */
const state = {
  marketHK: 6,
  marketUS: 6,
  marketSH: 6,
  marketSZ: 6,
  marketHKFuture: 6,
  trdLogined: true,
  serverVer: 1011,
  serverBuildNo: 7108,
};

describe("opend doctor", () => {
  it("finds nothing wrong with a gateway that works", async () => {
    const gateway = await start();
    const { code, stdout } = await runOpend([...futu, gateway.tcpUrl ?? "", "doctor"]);
    expect(code).toBe(0);
    for (const line of ["connected to Futu at tcp:", "OpenD 10.11", "logged in for quotes", "the clocks agree"]) {
      expect(stdout).toContain(`✓ ${line}`);
    }
    expect(stdout).toContain("! this is a simulator");
    expect(stdout.match(/connected to/g)).toHaveLength(1);
    expect(stdout).toMatch(/✓ quota of subscriptions: \d+ used, \d+ left/);
    expect(stdout).not.toContain("✗");
  });

  it("says how to start OpenD where nothing listens", async () => {
    const url = `tcp://127.0.0.1:${await freePort()}`;
    const { code, stdout, stderr } = await runOpend([...futu, url, "doctor"]);
    expect(code).toBe(1);
    expect(stdout).toContain(`! ${url} refuses (option url)`);
    expect(stdout).toMatch(/✗ no Futu gateway answers\n {2}→ start OpenD and log in/);
    expect(stderr).toBe("opend: no gateway works: see what to do above\n");
  });

  it("says which key is missing, and which is wrong", async () => {
    const gateway = await start({ key: `key-${process.pid}` });
    const missing = await runOpend([...futu, gateway.wsUrl ?? "", "doctor"]);
    expect(missing.stdout).toMatch(/✗ .*key.*\n {2}→ name the file with the key: --key-file, or set FUTU_OPEND_WS_KEY/);
    const folder = await tempFolder({ key: "wrong" });
    const wrong = await runOpend([...futu, gateway.wsUrl ?? "", "--key-file", `${folder}/key`, "doctor"]);
    expect(wrong.stdout).toMatch(/→ compare the key with websocket_key_md5 in FutuOpenD\.xml/);
    expect(wrong.stdout + wrong.stderr).not.toContain("key-");
    expect([missing.code, wrong.code]).toEqual([1, 1]);
  });

  it("says that the gateway is of the other brand", async () => {
    const gateway = await start({ brand: "moomoo" });
    const { code, stdout } = await runOpend([...futu, gateway.tcpUrl ?? "", "doctor"]);
    expect(code).toBe(1);
    expect(stdout).toContain("→ choose it with --brand moomoo, or name a Futu gateway with --url");
  });

  it("sees that the gateway is not logged in, and that the clocks differ", async () => {
    const time = BigInt(Math.floor(Date.now() / 1000)) - 3600n;
    const gateway = await start({
      handlers: [handle(GetGlobalState, () => ({ ...state, qotLogined: false, time }))],
    });
    const { code, stdout } = await runOpend([...futu, gateway.tcpUrl ?? "", "doctor"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ not logged in for quotes\n {2}→ log in at OpenD/);
    expect(stdout).toMatch(/! the server's clock is (?:3600|360[0-2]|359\d) s behind this machine's\n {2}→ .*NTP/);
  });

  it("does not wait forever for a gateway that is stuck", async () => {
    const gateway = await start({ faults: [stallReplies({ protocol: GetGlobalState })] });
    const { code, stdout } = await runOpend([...futu, gateway.tcpUrl ?? "", "--timeout", "0.3", "doctor"]);
    expect(code).toBe(1);
    expect(stdout).toContain("✗ ");
  });

  it("names the variables that it finds, but not what is in them, and writes JSON", async () => {
    const gateway = await start();
    const env = { FUTU_OPEND_URL: gateway.tcpUrl ?? "", FUTU_OPEND_WS_KEY: "a-secret" };
    const { stdout } = await runOpend(["--brand", "futu", "doctor", "--json"], { env });
    const findings = JSON.parse(stdout);
    expect(findings).toContainEqual(expect.objectContaining({ about: "handshake", status: "ok", brand: "futu" }));
    expect(findings).toContainEqual({ status: "ok", about: "settings", text: "FUTU_OPEND_WS_KEY is set" });
    expect(stdout).not.toContain("a-secret");
  });
});
