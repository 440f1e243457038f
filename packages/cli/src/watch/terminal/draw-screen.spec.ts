import { createError } from "@opend/core/internal";
import type { OrderBookUpdate, Tick, TicksUpdate } from "@opend/market";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { widthOf } from "../../base/text-width.js";
import type { FeedUpdate } from "../follow-feeds.js";
import { Board } from "./board.js";
import { drawScreen, share } from "./draw-screen.js";
import { toText } from "./spans.js";
import type { StatusFacts } from "./status-line.js";

const status: StatusFacts = {
  state: { status: "reconnecting", epoch: 1, attempt: 2, delayMs: 3_000, cause: lost(), lastFailure: undefined },
  sinceMs: 0,
  gateway: {
    brand: "futu",
    endpoint: "tcp://127.0.0.1:11111",
    simulated: true,
    connectionId: "1",
    transport: "tcp",
    serverVersion: 1011,
  },
  hasUpdates: true,
  updatesPerSecond: 1234,
  gap: { gapMs: 4_100, endedMs: 0 },
  dropped: 7,
  hasEnded: false,
};

function lost() {
  return createError("ConnectionLost", "the connection was lost", { sent: false });
}

const code = fc.constantFrom("HK.00700", "US.AAPL", "SG.D05", "HK.HSI2606", "#1.\u001B[2J\u202E");
const name = fc.option(
  fc.oneof(fc.string({ unit: "grapheme" }), fc.constant("騰訊控股"), fc.constant("\u001B[2J\n\u202E\u200B")),
  {
    nil: undefined,
  },
);
/** The plain form writes numbers that JSON does not have as texts, typed as what they nearly always are. */
const special = fc.constantFrom("NaN", "Infinity", "-Infinity", "-0").map((text): number => JSON.parse(`"${text}"`));
const number = fc.oneof({ weight: 5, arbitrary: fc.double() }, special, fc.constantFrom(0, -0, 1e-7, 1e20, 1e21));
const common = { code, name, isFirst: fc.boolean() };
const time = fc.constantFrom("2026-05-08T10:15:30+08:00", "", "\u001B[2J\u202E\r\n".repeat(5));
const none = fc.constant(undefined);
const security = "HK.00700";
const prices = { highPrice: 1, openPrice: 1, lowPrice: 1, curPrice: 1, lastClosePrice: 1, priceSpread: 1 };
const sums = { volume: 1, turnover: 1, turnoverRate: 1, amplitude: 1 };
const rawQuote = { security, isSuspended: false, listTime: "2004-06-16", updateTime: "", ...prices, ...sums };
const rawTicks: TicksUpdate["raw"] = { security, tickerList: [] };
const rawBook: OrderBookUpdate["raw"] = { security, orderBookAskList: [], orderBookBidList: [] };
const level = fc.record({ price: number, volume: number, orderCount: fc.nat(), orders: fc.constant(undefined) });
const levels = fc.array(level, { maxLength: 60 });
const tick: fc.Arbitrary<Tick> = fc.record({
  id: fc.constant("1"),
  time,
  price: number,
  volume: number,
  turnover: number,
  side: fc.constantFrom("buy" as const, "sell" as const, "neutral" as const, undefined),
  type: none,
  source: none,
});
const quote = fc.record({
  kind: fc.constant("quote" as const),
  ...common,
  time,
  price: number,
  open: number,
  high: number,
  low: number,
  lastClose: fc.oneof(number, fc.constant(0)),
  volume: number,
  turnover: number,
  turnoverRate: number,
  amplitude: number,
  priceSpread: fc.oneof(number, fc.constantFrom(0, 0.001, 0.2, 0.25, 1, 5)),
  isSuspended: fc.boolean(),
  status: none,
  preMarket: none,
  afterMarket: none,
  overnight: none,
  option: none,
  future: none,
  warrant: none,
  raw: fc.constant(rawQuote),
});
const candleNumber = fc.option(number, { nil: undefined });
const candle = fc.record({
  kind: fc.constant("candle" as const),
  ...common,
  period: fc.constantFrom("1min" as const, 99),
  day: fc.constant("2026-05-08"),
  time,
  open: candleNumber,
  high: candleNumber,
  low: candleNumber,
  close: candleNumber,
  lastClose: candleNumber,
  volume: candleNumber,
  turnover: candleNumber,
  turnoverRate: candleNumber,
  changeRate: candleNumber,
  pe: candleNumber,
  isBlank: fc.boolean(),
  raw: fc.constant({ time: "", isBlank: true }),
});
const ticks = fc.record({
  kind: fc.constant("ticks" as const),
  ...common,
  ticks: fc.array(tick),
  raw: fc.constant(rawTicks),
});
const book = fc.record({
  kind: fc.constant("orderBook" as const),
  ...common,
  bids: levels,
  asks: levels,
  bidTime: none,
  askTime: none,
  raw: fc.constant(rawBook),
});
const update: fc.Arbitrary<FeedUpdate> = fc.oneof(quote, candle, ticks, book);

describe("whatever arrives, a screen", () => {
  it("has no longer line and no more lines than the terminal, and nothing that moves the cursor", () => {
    const views = fc.record({
      quotes: fc.option(fc.boolean(), { nil: undefined }),
      ticks: fc.boolean(),
      book: fc.boolean(),
      candles: fc.constantFrom("1min" as const, undefined),
    });
    const size = fc.record({ columns: fc.integer({ min: 0, max: 200 }), rows: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(fc.array(update), views, fc.array(size, { minLength: 1, maxLength: 3 }), (updates, shown, sizes) => {
        const board = new Board(["HK.00700", "US.AAPL", "SG.D05", "HK.HSI2606", "SH.600519", "#1.\u001B[2J\u202E"]);
        for (const one of updates) board.take(one, 0);
        for (const view of ["quote", "ticks"] as const) {
          board.refuse(view, [{ code: "SH.600519", error: new Error("no right\r\nfor \u001B[2J it") }]);
        }
        const widths = new Map<string, Map<string, number>>();
        for (const { columns, rows } of sizes) {
          const lines = drawScreen({ board, views: shown, status, columns, rows, nowMs: 0, widths });
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines) {
            const text = toText(line, columns, false);
            expect(widthOf(text)).toBeLessThanOrEqual(columns);
            expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("begins with the state of the connection", () => {
    const board = new Board(["HK.00700"]);
    const [first = []] = drawScreen({
      board,
      views: {},
      status,
      columns: 200,
      rows: 10,
      nowMs: 1_500,
      widths: new Map(),
    });
    expect(toText(first, 200, false)).toBe(
      "○ reconnecting in 2 s, attempt 2  SIMULATED  gap of 4.1 s  1,234 updates/s  futu tcp://127.0.0.1:11111  7 trades left out",
    );
    expect(toText(first, 12, false)).toBe("○ reconnect…");
    const later = drawScreen({ board, views: {}, status, columns: 200, rows: 10, nowMs: 60_000, widths: new Map() });
    expect(toText(later[0] ?? [], 200, false)).toMatch(/^○ reconnecting, attempt 2 {2}SIMULATED {2}1,234/);
  });
});

it("room is shared: nobody gets more than wanted, and nothing is left while somebody wants more", () => {
  const want = fc.oneof(fc.nat(30), fc.constant(Number.POSITIVE_INFINITY));
  fc.assert(
    fc.property(fc.array(want), fc.nat(100), (wants, room) => {
      const shares = share(wants, room);
      const given = shares.reduce((sum, one) => sum + one, 0);
      const wanted = wants.reduce((sum, one) => sum + one, 0);
      expect(given).toBe(Math.min(room, wanted) || 0);
      for (const [index, one] of shares.entries()) expect(one).toBeLessThanOrEqual(wants[index] ?? 0);
    }),
  );
});
