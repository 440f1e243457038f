import { PassThrough } from "node:stream";
import { Qot_UpdateTicker } from "@opend/core/protocols/Qot_UpdateTicker";
import { describe, expect, it } from "vitest";
import { runWatch } from "../run-watch.js";
import { open } from "../testing/open-watch.js";
import type { WatchRun } from "../watch-run.js";

const security = { market: 1, code: "00700" };

/** Runs a watch into a pipe. */
async function openPipe(options: Partial<WatchRun> = {}, highWaterMark = 16_384) {
  const { gateway, client } = await open();
  const stdout = new PassThrough({ highWaterMark });
  const stderr = new PassThrough();
  const stop = new AbortController();
  const done = runWatch({
    client,
    codes: ["HK.00700", "US.AAPL"],
    views: {},
    stdout,
    stderr,
    signal: stop.signal,
    isTerminal: false,
    columns: () => 80,
    rows: () => 24,
    color: false,
    ...options,
  });
  done.catch(() => {});
  return { gateway, client, stdout, stderr, stop, done };
}

/** Reads some lines of JSON. */
async function readLines(stream: PassThrough, count: number): Promise<Record<string, unknown>[]> {
  let text = "";
  await expect
    .poll(
      () => {
        text += String(stream.read() ?? "");
        return text.split("\n").length - 1;
      },
      { interval: 2, timeout: 5_000 },
    )
    .toBeGreaterThanOrEqual(count);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function tick(sequence: number, volume = 100n): Qot_UpdateTicker.S2C {
  const trade = { time: "2026-05-08 10:00:00", dir: 1, price: 471.4, volume, turnover: 47_140 };
  return { security, tickerList: [{ ...trade, sequence: BigInt(sequence) }] };
}

describe("a pipe", () => {
  it("is told of a volume that no number holds, and gets all else", async () => {
    const views = { quotes: false, ticks: true };
    const { gateway, stdout, stderr, stop, done } = await openPipe({ codes: ["HK.00700"], views });
    await readLines(stdout, 1);
    gateway.push(Qot_UpdateTicker, tick(7, 2n ** 63n - 1n));
    const [line] = await readLines(stdout, 1);
    expect(line).toMatchObject({ kind: "ticks", ticks: [{ id: "7", price: 471.4 }] });
    expect(String(stderr.read())).toBe(
      "HK.00700: raw.tickerList[0].volume is 9223372036854775807, which no number can hold exactly: left out\n",
    );
    stop.abort();
    await done;
  });

  it("gets each update as a line of JSON, and reconnects in their place", async () => {
    const { gateway, stdout, stop, done } = await openPipe();
    expect(await readLines(stdout, 2)).toMatchObject([
      { kind: "quote", code: "HK.00700", isFirst: true, price: expect.any(Number) },
      { kind: "quote", code: "US.AAPL", isFirst: true },
    ]);
    gateway.dropConnections();
    expect(await readLines(stdout, 3)).toMatchObject([
      { kind: "resumed", of: "quote", gapMs: expect.any(Number), refused: [] },
      { kind: "quote", code: "HK.00700", isFirst: true },
      { kind: "quote", code: "US.AAPL", isFirst: true },
    ]);
    stop.abort();
    await done;
    expect(stdout.read()).toBeNull();
  });

  it("gets numbers that JSON does not have as texts, and a hostile name exactly, in one line", async () => {
    const { gateway, stdout, stop, done } = await openPipe({
      codes: ["HK.00700"],
      views: { quotes: false, ticks: true },
    });
    await readLines(stdout, 1);
    const name = "a\r\nopend: b\u001B[2J\u202E\u2028";
    for (const price of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e300]) {
      const [trade] = tick(9).tickerList;
      if (trade === undefined) throw new Error("a tick has one trade");
      gateway.push(Qot_UpdateTicker, { security, name, tickerList: [{ ...trade, price, turnover: price }] });
      const shown =
        Number.isFinite(price) && !Object.is(price, -0) ? price : Object.is(price, -0) ? "-0" : String(price);
      expect(await readLines(stdout, 1)).toMatchObject([{ kind: "ticks", name, ticks: [{ price: shown }] }]);
    }
    stop.abort();
    await done;
  });

  it("gets what was asked for, and nothing else", async () => {
    const { stdout, stop, done } = await openPipe({
      views: { quotes: false, ticks: true, book: true, candles: "day" },
    });
    const kinds = (await readLines(stdout, 6)).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["candle", "candle", "orderBook", "orderBook", "ticks", "ticks"]);
    stop.abort();
    await done;
  });

  it("that is full is waited for, and loses no trade", async () => {
    const views = { quotes: false, ticks: true };
    const { gateway, client, stdout, stop, done } = await openPipe({ views, codes: ["HK.00700"] }, 64);
    await readLines(stdout, 1);
    for (let id = 1; id <= 300; id++) gateway.push(Qot_UpdateTicker, tick(id));
    await expect.poll(() => client.stats().pushes).toBe(301);
    expect(stdout.readableLength + stdout.writableLength).toBeLessThan(2_000);
    const lines = await readLines(stdout, 300);
    const ids = lines.flatMap(({ ticks }) => (Array.isArray(ticks) ? ticks.map(({ id }) => Number(id)) : []));
    expect(ids).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    stop.abort();
    await done;
  });

  it("that nobody reads does not keep Ctrl-C waiting", async () => {
    const { gateway, stdout, stop, done } = await openPipe({}, 1);
    await expect.poll(() => stdout.writableNeedDrain).toBe(true);
    gateway.pushNow();
    stop.abort();
    await done;
    expect(stdout.listenerCount("drain")).toBe(0);
  });

  it("whose reader leaves ends the command quietly", async () => {
    const { stdout, done } = await openPipe();
    await readLines(stdout, 2);
    stdout.on("error", () => {});
    stdout.destroy(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    await done;
  });

  it("that fails otherwise fails the command", async () => {
    const { stdout, done } = await openPipe();
    await readLines(stdout, 2);
    stdout.on("error", () => {});
    stdout.destroy(Object.assign(new Error("no space left"), { code: "ENOSPC" }));
    await expect(done).rejects.toMatchObject({ code: "ENOSPC" });
  });
});

describe("codes that the gateway refuses", () => {
  it("fail the command as it begins", async () => {
    const { done, stdout } = await openPipe({ codes: ["HK.00700", "SH.600519"] });
    await expect(done).rejects.toMatchObject({ code: "NoQuoteRight" });
    expect(stdout.read()).toBeNull();
  });
});

it("the cause of the client's end is thrown", async () => {
  const { gateway, client } = await open({}, { reconnect: false });
  const { done } = await openPipe({ client, codes: ["HK.00700"] });
  await expect.poll(() => client.stats().pushes).toBe(1);
  gateway.dropConnections();
  await expect(done).rejects.toMatchObject({ code: "ConnectionLost" });
});
