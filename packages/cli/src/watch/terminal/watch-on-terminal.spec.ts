import { createManualClock, type ManualClock } from "@opend/core";
import { Qot_Sub } from "@opend/core/protocols/Qot_Sub";
import { Qot_UpdateBasicQot } from "@opend/core/protocols/Qot_UpdateBasicQot";
import { Qot_UpdateTicker } from "@opend/core/protocols/Qot_UpdateTicker";
import { refuseRequests } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { openTerminal, type TerminalScene } from "../testing/open-watch.js";

const all = { ticks: true, book: true, candles: "1min" } as const;

/** Waits until a line of the screen has a text. */
async function expectLine({ terminal, done }: TerminalScene, text: string | RegExp): Promise<string> {
  const find = () => terminal.screen.find((line) => (typeof text === "string" ? line.includes(text) : text.test(line)));
  const failed = done.then(
    () => "the watch has ended",
    (error: unknown) => String(error),
  );
  await Promise.race([
    expect.poll(find, { timeout: 5_000, interval: 5 }).toBeDefined(),
    failed.then((reason) => Promise.reject(new Error(reason))),
  ]);
  return find() ?? "";
}

/** Advances a clock, step by step, until the screen has a text. */
async function drawnAfter(
  { terminal }: TerminalScene,
  clock: ManualClock,
  stepMs: number,
  text: string | RegExp,
): Promise<void> {
  const screen = () => {
    clock.advance(stepMs);
    return terminal.screen.join("\n");
  };
  await expect.poll(screen, { interval: 2, timeout: 4_000 }).toMatch(text);
}

/** A quote of HK.00700 with a price. */
function quote(curPrice: number, more: Partial<Qot_UpdateBasicQot.S2C["basicQotList"][number]> = {}) {
  const prices = { highPrice: 500, openPrice: 450, lowPrice: 400, lastClosePrice: 400, priceSpread: 0.2 };
  const rest = { isSuspended: false, listTime: "2004-06-16", updateTime: "2026-05-08 10:15:30", turnoverRate: 0 };
  const security = { market: 1, code: "00700" };
  const sums = { volume: 12_345_678n, turnover: 5_800_000_000, amplitude: 25 };
  return { basicQotList: [{ ...prices, ...rest, ...sums, security, name: "TENCENT", curPrice, ...more }] };
}

describe("the screen", () => {
  it("shows numbers that are none, and no text that acts", async () => {
    const scene = await openTerminal({ views: all, codes: ["HK.00700"], columns: 160 });
    const { gateway, terminal, client } = scene;
    await expect.poll(() => client.stats().pushes).toBe(4);
    const shown = [
      [Number.NaN, "NaN  "],
      [1e300, "1e+300  "],
      [Number.NEGATIVE_INFINITY, "-Infinity ▼"],
      [-0, "0.00 ▲"],
      [Number.POSITIVE_INFINITY, "Infinity ▲"],
    ] as const;
    for (const [price, text] of shown) {
      const none = { lastClosePrice: price, priceSpread: price, turnover: price, updateTime: "\u001B[2J\u202E\r\n" };
      const trade = { time: "\u009B2J", sequence: 1n, dir: 1, price, volume: 1n, turnover: price, timestamp: price };
      gateway.push(Qot_UpdateBasicQot, quote(price, none));
      gateway.push(Qot_UpdateTicker, { security: { market: 1, code: "00700" }, tickerList: [{ ...trade, type: 1 }] });
      await expectLine(scene, ` ${text} `);
    }
    expect(terminal.written).not.toMatch(/[\u0080-\u009F\p{Cf}\r]/u);
  });

  it.each([
    [160, 40],
    [80, 24],
    [40, 16],
    [12, 5],
    [1, 1],
  ])("of %i columns and %i rows has no longer line and no more lines", async (columns, rows) => {
    const scene = await openTerminal({ views: all, columns, rows, codes: ["HK.00700", "US.AAPL", "SH.600519"] });
    const { gateway, terminal, client } = scene;
    await expect.poll(() => client.stats().pushes).toBe(8);
    gateway.pushNow();
    // A name of another script takes two columns a letter.
    gateway.push(Qot_UpdateBasicQot, quote(471.4, { name: "騰訊控股有限公司香港聯合交易所上市公司" }));
    gateway.push(Qot_UpdateBasicQot, quote(471.4, { name: "👩‍👩‍👧‍👦 e\u0301 \u001B[2Jgone" }));
    await expect.poll(() => client.stats().pushes).toBe(18);
    await expect.poll(() => terminal.redraws).toBeGreaterThan(0);
    expect(terminal.widest).toBeLessThanOrEqual(columns);
    expect(terminal.widest).toBeGreaterThan(0);
    scene.stop.abort();
    await scene.done;
    expect(terminal.written).not.toContain("\u001B[2Jgone");
  });

  it("of 80 columns shows quotes with their change, and marks that need no color", async () => {
    const scene = await openTerminal();
    await expectLine(scene, "HK.00700");
    scene.gateway.push(Qot_UpdateBasicQot, quote(500));
    await expectLine(scene, "500.0");
    scene.gateway.push(Qot_UpdateBasicQot, quote(410.2));
    const line = await expectLine(scene, "410.2");
    expect(line).toMatch(/^HK\.00700 {2}TENCENT {2,}410\.2 ▼ {2,}\+10\.2 {2,}\+2\.55 {2,}12\.35M {2,}10:15:30$/);
    scene.gateway.push(Qot_UpdateBasicQot, quote(390));
    expect(await expectLine(scene, "390.0")).toMatch(/390\.0 ▼ {2,}-10\.0 {2,}-2\.50/);
    scene.gateway.push(Qot_UpdateBasicQot, quote(400, { isSuspended: true }));
    expect(await expectLine(scene, "400.0")).toMatch(/400\.0 ■ {2,}0\.0 {2,}0\.00/);
    expect(scene.terminal.written).not.toMatch(/\[3\dm/);
  });

  it("of 160 columns also has the best bid and ask, order books, candles and trades", async () => {
    const scene = await openTerminal({ views: all, columns: 160, rows: 40 });
    const heads = await expectLine(scene, "change %");
    await expect.poll(() => scene.terminal.screen.join("\n")).toMatch(/turnover {2}time/);
    expect(heads).not.toBe("");
    await expectLine(scene, "order book of HK.00700");
    await expectLine(scene, "order book of US.AAPL");
    await expectLine(scene, /^HK\.00700 {2}1min/);
    expect(await expectLine(scene, /buy|sell|neutral/)).toMatch(/\d\d:\d\d:\d\d {2}(HK|US)\./);
    const screen = scene.terminal.screen.join("\n");
    expect(screen).toMatch(/code +name +price +change +change % +bid +ask +volume +turnover +time/);
  });

  it("has color if it may", async () => {
    const scene = await openTerminal({ color: true });
    await expectLine(scene, "HK.00700");
    scene.gateway.push(Qot_UpdateBasicQot, quote(500));
    await expectLine(scene, "500.0");
    expect(scene.terminal.written).toContain("\u001B[32m");
  });

  it("follows the size of the terminal", async () => {
    const scene = await openTerminal({ columns: 160, rows: 30 });
    await expectLine(scene, "turnover");
    scene.terminal.resize(40, 10);
    await expect.poll(() => scene.terminal.screen.join("\n")).not.toContain("turnover");
    await expectLine(scene, "change %");
    expect(scene.terminal.widest).toBeLessThanOrEqual(40);
  });

  it("says how many codes have no room", async () => {
    const codes = Array.from({ length: 30 }, (_, index) => `HK.0${1000 + index}`);
    const scene = await openTerminal({ codes, rows: 10 });
    await expectLine(scene, "… and 23 more");
  });

  it("says which codes the gateway refuses, and why", async () => {
    const scene = await openTerminal({ codes: ["HK.00700", "SH.600519"], columns: 100 });
    await expectLine(scene, "SH.600519 is refused: No right to subscribe the quote for SH.600519");
    await expectLine(scene, /^HK\.00700 .*\d\d:\d\d:\d\d$/);
  });
});

describe("the status line", () => {
  it("says where the data is from, that it is simulated, and how much of it comes", async () => {
    const clock = createManualClock(1_000_000);
    const scene = await openTerminal({ clock, columns: 120, views: { ticks: true } });
    const { gateway, client } = scene;
    await drawnAfter(scene, clock, 50, "SIMULATED  0 updates/s  futu tcp://127.0.0.1:");
    await expect.poll(() => client.stats().pushes).toBe(4);
    for (let round = 0; round < 24; round++) gateway.pushNow();
    await expect.poll(() => client.stats().pushes).toBe(100);
    await drawnAfter(scene, clock, 1_000, /● live {2}SIMULATED {2}\d\d\d? updates/);
  });

  it("tells a reconnect: when the next attempt is, then the gap", async () => {
    const clientClock = createManualClock(1_000_000);
    const reconnect = { baseDelayMs: 4_000, random: () => 1 };
    const scene = await openTerminal({ columns: 120, clock: clientClock, connect: { clock: clientClock, reconnect } });
    const { gateway, client } = scene;
    await expect.poll(() => client.stats().pushes).toBe(2);
    await drawnAfter(scene, clientClock, 50, "● live");
    gateway.dropConnections();
    await expect.poll(() => client.state.status).toBe("reconnecting");
    await drawnAfter(scene, clientClock, 50, "○ reconnecting in 4 s, attempt 1");
    await drawnAfter(scene, clientClock, 50, "○ reconnecting in 3 s, attempt 1");
    clientClock.advance(3_000);
    await expect.poll(() => client.state.epoch).toBe(2);
    await drawnAfter(scene, clientClock, 50, /● live {2}SIMULATED {2}gap of [4-9]\.\d s/);
  });
});

it("what the log writes onto the screen at a reconnect is drawn over", async () => {
  const scene = await openTerminal();
  await expectLine(scene, /^US\.AAPL .*\d\d:\d\d:\d\d$/);
  scene.terminal.write("\u001B[3;1Ha warning\u001B[12;1Hof somebody");
  expect(scene.terminal.screen.join()).toMatch(/a warning.*of somebody/);
  scene.gateway.dropConnections();
  await expect.poll(() => scene.terminal.screen.join()).not.toMatch(/a warning|of somebody/);
  await expectLine(scene, /^HK\.00700 .*\d\d:\d\d:\d\d$/);
});

describe("the end", () => {
  it("gives the terminal back and leaves what was shown last, after Ctrl-C", async () => {
    const scene = await openTerminal();
    await expectLine(scene, /^HK\.00700 .*\d\d:\d\d:\d\d$/);
    expect(scene.terminal).toMatchObject({ isSecondScreen: true, isCursorShown: false });
    scene.stop.abort();
    await scene.done;
    expect(scene.terminal).toMatchObject({ isSecondScreen: false, isCursorShown: true });
    expect(scene.terminal.first).toMatch(/^○ ended {2}SIMULATED {2}futu .*\ncode .*\nHK\.00700 .*\nUS\.AAPL .*\n$/);
    const { redraws } = scene.terminal;
    scene.gateway.pushNow();
    await expect.poll(() => scene.client.stats().pushes).toBeGreaterThanOrEqual(2);
    expect(scene.terminal.redraws).toBe(redraws);
    expect(scene.terminal.listenerCount("resize")).toBe(0);
  });

  it("gives the terminal back when the gateway accepts no code, and throws its error", async () => {
    const scene = await openTerminal({ codes: ["SH.600519", "SH.600000"] });
    await expect(scene.done).rejects.toMatchObject({ code: "NoQuoteRight" });
    expect(scene.terminal).toMatchObject({ isSecondScreen: false, isCursorShown: true });
  });

  it("throws the cause when the client has ended for good", async () => {
    const scene = await openTerminal({ connect: { reconnect: false }, views: all });
    await expectLine(scene, /^HK\.00700 .*\d\d:\d\d:\d\d/);
    scene.gateway.dropConnections();
    await expect(scene.done).rejects.toMatchObject({ code: "ConnectionLost" });
    expect(scene.terminal).toMatchObject({ isSecondScreen: false, isCursorShown: true });
  });

  it("throws when nothing is left after a reconnect", async () => {
    const scene = await openTerminal();
    await expectLine(scene, /^HK\.00700 .*\d\d:\d\d:\d\d/);
    scene.gateway.inject(refuseRequests({ protocol: Qot_Sub, retMsg: "no right" }));
    scene.gateway.dropConnections();
    await expect(scene.done).rejects.toMatchObject({ code: "GatewayError", retMsg: "no right" });
    expect(scene.terminal.isSecondScreen).toBe(false);
  });

  it("comes at once when the signal has fired before", async () => {
    const scene = await openTerminal();
    scene.stop.abort();
    await scene.done;
    expect(scene.terminal.isSecondScreen).toBe(false);
  });
});

describe("a flood of trades", () => {
  const security = { market: 1, code: "00700" };

  /** Pushes trades, so many a second of the machine's clock, for some time. Returns how many. */
  async function flood({ gateway }: TerminalScene, perSecond: number, seconds: number): Promise<number> {
    const startMs = performance.now();
    let sent = 0;
    while (performance.now() - startMs < seconds * 1_000) {
      const due = Math.floor(((performance.now() - startMs) / 1_000) * perSecond);
      while (sent < due) {
        const trade = { time: "2026-05-08 10:00:00", dir: 1, price: 471.4, volume: 100n, turnover: sent };
        gateway.push(Qot_UpdateTicker, { security, tickerList: [{ ...trade, sequence: BigInt(sent) }] });
        sent++;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return sent;
  }

  it("is drawn at most 20 times a second, loses none, and is never behind", async () => {
    const scene = await openTerminal({ codes: ["HK.00700"], views: { ticks: true }, rows: 30 });
    const { terminal, client } = scene;
    await expectLine(scene, /buy|sell|neutral/);
    const [redraws, pushes] = [terminal.redraws, client.stats().pushes];
    const seconds = 2;
    const sent = await flood(scene, 5_000, seconds);
    const lagStartMs = performance.now();
    await expect.poll(() => client.stats().pushes - pushes, { interval: 5 }).toBe(sent);
    const lagMs = performance.now() - lagStartMs;
    expect(sent).toBeGreaterThan(4_500 * seconds);
    expect(client.stats().pushesDropped).toBe(0);
    expect(terminal.redraws - redraws).toBeLessThanOrEqual(20 * seconds + 2);
    expect(terminal.redraws - redraws).toBeGreaterThan(5);
    expect(lagMs).toBeLessThan(1_000);
    expect(terminal.screen.filter((line) => line.includes("471.40")).length).toBe(25);
  });

  it("waits for a terminal that is slow, and then draws the newest", async () => {
    const clock = createManualClock(1_000_000);
    const scene = await openTerminal({ clock, codes: ["HK.00700"] });
    const { terminal, gateway, client } = scene;
    await expect.poll(() => client.stats().pushes).toBe(1);
    clock.advance(50);
    terminal.isBusy = true;
    gateway.push(Qot_UpdateBasicQot, quote(401));
    await expect.poll(() => client.stats().pushes).toBe(2);
    clock.advance(50);
    const { redraws } = terminal;
    for (const price of [402, 403, 404]) gateway.push(Qot_UpdateBasicQot, quote(price));
    await expect.poll(() => client.stats().pushes).toBe(5);
    for (let turn = 0; turn < 100; turn++) clock.advance(50);
    expect(terminal.redraws).toBe(redraws);
    terminal.resume();
    await drawnAfter(scene, clock, 50, "404.0 ▲");
    expect(terminal.redraws).toBe(redraws + 1);
  });
});
