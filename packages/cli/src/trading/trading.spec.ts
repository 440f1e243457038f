import { Trd_PlaceOrder } from "@opend/core/protocols";
import { dropConnection, type GatewayOptions, startGateway } from "@opend/sim";
import { describe, expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

async function start(options: Partial<GatewayOptions> = {}) {
  const gateway = await startGateway({ brand: "futu", ...options });
  onTestFinished(() => gateway.close());
  const at = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
  return { gateway, opend: (...args: string[]) => runOpend([...at, ...args]) };
}

const rows = (csv: string) => csv.trimEnd().split("\n").slice(1);

describe("trading", () => {
  it("places an order on paper, lists it, and cancels it", async () => {
    const { opend } = await start();
    const placed = await opend("order", "place", "HK.00700", "buy", "100", "--price", "300", "--remark", "spec");
    expect(placed.code).toBe(0);
    expect(placed.stderr).toMatch(
      /Placed: Buy 100 HK\.00700 at 300, 30,000 in all on the paper account \d+, market HK\.\n$/,
    );
    const id = placed.stdout.trim();
    const listed = rows((await opend("orders")).stdout);
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatch(new RegExp(`,HK,${id},HK\\.00700,Buy,Normal,Submitted,100,300,.*,spec,`));
    expect((await opend("order", "cancel", id)).code).toBe(0);
    expect(rows((await opend("orders")).stdout)[0]).toContain("Cancelled_All");
    const again = await opend("order", "cancel", id);
    expect(again.code).toBe(1);
  });

  it("lists accounts, positions and funds, on paper by default", async () => {
    const { opend } = await start();
    expect(rows((await opend("accounts")).stdout)).toHaveLength(3);
    const paper = rows((await opend("funds")).stdout);
    const real = rows((await opend("funds", "--real")).stdout);
    expect(paper.map((row) => row.split(",")[1])).toEqual(["HK", "US"]);
    expect(real.map((row) => row.split(",")[1])).toEqual(["HK", "US"]);
    expect(rows((await opend("funds", "--trade-market", "us")).stdout)).toHaveLength(1);
    expect((await opend("positions")).code).toBe(0);
    expect((await opend("orders", "--history", "--since", "2026-01-01")).code).toBe(0);
  });

  it("does not touch real money without a yes", async () => {
    const { gateway, opend } = await start();
    const { code, stderr } = await opend("order", "place", "HK.00700", "buy", "100", "--price", "300", "--real");
    expect(code).toBe(2);
    expect(stderr).toMatch(/REAL MONEY: Buy 100 HK\.00700 at 300, 30,000 in all on the REAL account \d+/);
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(0);
  });

  it("unlocks a real account with the password of the environment, which it never prints", async () => {
    const password = `pw-${process.pid}`;
    const { gateway, opend } = await start({ tradePassword: password });
    const args = ["order", "place", "HK.00700", "buy", "100", "--price", "300", "--real", "--yes"];
    const locked = await opend(...args);
    expect(locked.code).toBe(1);
    const at = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
    const unlocked = await runOpend([...at, ...args], { env: { OPEND_TRADE_PASSWORD: password } });
    expect(unlocked.code).toBe(0);
    expect(unlocked.stdout + unlocked.stderr).not.toContain(password);
  });

  it("says that an order may have been placed when its reply is lost, and sends it once", async () => {
    const { gateway, opend } = await start({ faults: [dropConnection({ protocol: Trd_PlaceOrder })] });
    const { code, stderr } = await opend("order", "place", "HK.00700", "buy", "100", "--price", "300");
    expect(code).toBe(1);
    expect(stderr).toContain("It may have been carried out: look at `opend orders`");
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(1);
  });

  it.each<[string[], string]>([
    [["place", "HK.00700", "hold", "100", "--price", "1"], "the side is buy or sell, not hold"],
    [["place", "HK.00700", "buy", "0", "--price", "1"], "a number above 0, not 0"],
    [["place", "HK.00700", "buy", "100"], "give --price PRICE"],
    [["place", "HK.00700", "buy", "100", "--price", "-1"], "number above 0"],
    [["place", "HK.00700", "buy", "100", "--price", "1", "--market"], "give --price PRICE"],
    [["cancel", "abc"], "an order has a number as its id"],
    [["cancel", "1"], "no paper account has an order 1 of today"],
  ])("order %j ends with code 2", async (args, message) => {
    const { opend } = await start();
    const { code, stderr } = await opend("order", ...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
