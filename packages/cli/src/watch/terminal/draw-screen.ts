import type { CandleUpdate, OrderBookUpdate, QuoteUpdate } from "@opend/market";
import type { FeedName } from "../follow-feeds.js";
import type { WatchViews } from "../watch-views.js";
import type { Board, Trade } from "./board.js";
import { layTable, plainLine, type TableColumn } from "./layout.js";
import { decimalsOf, fixed, real, shortNumber, signed } from "./number-text.js";
import type { Line, Style } from "./spans.js";
import { drawStatus, type StatusFacts } from "./status-line.js";

/** What is drawn, and on how much room. */
export interface ScreenFacts {
  readonly board: Board;
  readonly views: WatchViews;
  readonly status: StatusFacts;
  readonly columns: number;
  readonly rows: number;
  readonly nowMs: number;
  /** The widths of columns so far by table, kept from one drawing to the next. */
  readonly widths: Map<string, Map<string, number>>;
}

/** A part of the screen: how many lines it would take, and how to draw it in fewer. */
interface Section {
  readonly wants: number;
  readonly draw: (height: number) => Line[];
}

/** Draws the whole screen: no more lines than it has rows. */
export function drawScreen(facts: ScreenFacts): Line[] {
  const { views, rows, nowMs } = facts;
  const count = facts.board.codes.length;
  const others: Section[] = [];
  if (views.candles) others.push({ wants: count + 2, draw: (height) => drawCandles(facts, height) });
  if (views.book) others.push({ wants: count * 13 + 1, draw: (height) => drawBooks(facts, height) });
  if (views.ticks) others.push({ wants: Number.POSITIVE_INFINITY, draw: (height) => drawTrades(facts, height) });
  const quotes: Section = { wants: count + 1, draw: (height) => drawQuotes(facts, height) };
  const sections = (views.quotes ?? true) ? [quotes, ...others] : others;
  const heights = shareRows(sections, rows - 1);
  const drawn = sections.flatMap(({ draw }, index) => draw(heights[index] ?? 0).slice(0, heights[index] ?? 0));
  return [drawStatus(facts.status, nowMs), ...drawn].slice(0, rows);
}

/** The first section gets up to half of the rows, and the others share the rest. */
function shareRows(sections: readonly Section[], rows: number): number[] {
  const [first, ...others] = sections.map(({ wants }) => wants);
  if (first === undefined) return [];
  const part = others.length === 0 ? rows : Math.min(first, Math.ceil(rows / 2));
  return [part, ...share(others, rows - part)];
}

/** Shares room: whoever wants less than an equal part leaves the rest to the others. */
export function share(wants: readonly number[], room: number): number[] {
  const shares = wants.map(() => 0);
  let left = Math.max(0, room);
  const ascending = wants.map((want, index) => ({ want, index })).sort((a, b) => a.want - b.want);
  for (const [place, { want, index }] of ascending.entries()) {
    const part = Math.min(want, Math.floor(left / (ascending.length - place)));
    shares[index] = part;
    left -= part;
  }
  return shares;
}

interface QuoteRow {
  readonly code: string;
  readonly name: string | undefined;
  readonly quote: QuoteUpdate | undefined;
  readonly book: OrderBookUpdate | undefined;
  readonly direction: 1 | -1 | undefined;
  readonly decimals: number;
}

const quoteColumns: readonly TableColumn<QuoteRow>[] = [
  { head: "code", align: "left", rank: 0, cell: ({ code }) => ({ text: code, style: "strong" }) },
  { head: "name", align: "left", rank: 6, widest: 24, cell: ({ name }) => ({ text: name ?? "" }) },
  { head: "price", align: "right", rank: 1, cell: priceCell },
  {
    head: "change",
    align: "right",
    rank: 4,
    cell: ({ quote, decimals }) =>
      quote ? rise(quote.price - quote.lastClose, (value) => signed(value, decimals)) : { text: "" },
  },
  {
    head: "change %",
    align: "right",
    rank: 2,
    cell: ({ quote }) =>
      quote && real(quote.lastClose) !== 0
        ? rise((quote.price / quote.lastClose - 1) * 100, (value) => signed(value, 2))
        : { text: "" },
  },
  { head: "bid", align: "right", rank: 7, cell: ({ book, decimals }) => levelCell(book?.bids[0], decimals) },
  { head: "ask", align: "right", rank: 8, cell: ({ book, decimals }) => levelCell(book?.asks[0], decimals) },
  { head: "volume", align: "right", rank: 5, cell: ({ quote }) => ({ text: quote ? shortNumber(quote.volume) : "" }) },
  {
    head: "turnover",
    align: "right",
    rank: 9,
    cell: ({ quote }) => ({ text: quote ? shortNumber(quote.turnover) : "" }),
  },
  { head: "time", align: "left", rank: 3, cell: ({ quote }) => ({ text: quote ? timeText(quote.time) : "" }) },
];

function priceCell({ quote, direction, decimals }: QuoteRow) {
  if (quote === undefined) return { text: "…  " };
  const mark = direction === undefined ? " " : direction > 0 ? "▲" : "▼";
  const style: Style | undefined = direction === undefined ? undefined : direction > 0 ? "up" : "down";
  return { text: `${fixed(quote.price, decimals)} ${quote.isSuspended ? "■" : mark}`, style };
}

function levelCell(level: { readonly price: number } | undefined, decimals: number) {
  return { text: level === undefined ? "" : fixed(level.price, decimals) };
}

function rise(value: number, write: (value: number) => string) {
  const text = write(value);
  return { text, style: text.startsWith("+") ? ("up" as const) : text.startsWith("-") ? ("down" as const) : undefined };
}

function drawQuotes(facts: ScreenFacts, height: number): Line[] {
  const { board, columns } = facts;
  const rows = board.codes
    .filter((code) => board.refusalOf("quote", code) === undefined)
    .map((code) => ({
      code,
      name: board.nameOf(code),
      quote: board.quotes.get(code),
      book: board.books.get(code),
      direction: board.directionOf(code),
      decimals: decimalsIn(board, code),
    }));
  const refused = drawRefusals(facts, "quote", "").slice(0, Math.max(1, height - rows.length - 1));
  const widths = widthsOf(facts, "quotes");
  return [...drawRows(rows, quoteColumns, columns, widths, height - refused.length), ...refused];
}

/** Says which codes a view lacks, and why. */
function drawRefusals({ board, columns }: ScreenFacts, view: FeedName, of: string): Line[] {
  return board.codes.flatMap((code) => {
    const reason = board.refusalOf(view, code);
    if (reason === undefined || (view !== "quote" && reason === board.refusalOf("quote", code))) return [];
    return [plainLine(`${of}${code} is refused: ${reason}`, columns, "alert")];
  });
}

/** A table in some lines. The last one says how many rows have no room. */
function drawRows<Row>(
  rows: readonly Row[],
  all: readonly TableColumn<Row>[],
  columns: number,
  widths: Map<string, number>,
  height: number,
): Line[] {
  if (height <= 0 || rows.length === 0) return [];
  const fits = rows.length + 1 <= height;
  const shown = fits ? rows : rows.slice(0, Math.max(0, height - 2));
  const lines = layTable(shown, all, columns, widths);
  const missing = rows.length - shown.length;
  return missing > 0 ? [...lines, plainLine(`… and ${missing} more`, columns, "faint")] : lines;
}

const candleColumns: readonly TableColumn<{ readonly candle: CandleUpdate; readonly decimals: number }>[] = [
  { head: "code", align: "left", rank: 0, cell: ({ candle }) => ({ text: candle.code, style: "strong" }) },
  { head: "period", align: "left", rank: 6, cell: ({ candle }) => ({ text: String(candle.period) }) },
  { head: "from", align: "left", rank: 5, cell: ({ candle }) => ({ text: candleTime(candle) }) },
  { head: "open", align: "right", rank: 4, cell: ({ candle, decimals }) => priceOf(candle.open, decimals) },
  { head: "high", align: "right", rank: 2, cell: ({ candle, decimals }) => priceOf(candle.high, decimals) },
  { head: "low", align: "right", rank: 3, cell: ({ candle, decimals }) => priceOf(candle.low, decimals) },
  { head: "close", align: "right", rank: 1, cell: ({ candle, decimals }) => priceOf(candle.close, decimals) },
  {
    head: "volume",
    align: "right",
    rank: 7,
    cell: ({ candle }) => ({ text: candle.volume === undefined ? "" : shortNumber(candle.volume) }),
  },
];

function priceOf(price: number | undefined, decimals: number) {
  return { text: price === undefined ? "" : fixed(price, decimals) };
}

function candleTime({ day, time }: CandleUpdate): string {
  const clock = timeText(time);
  return clock === "00:00:00" ? day : clock.slice(0, "00:00".length);
}

function drawCandles(facts: ScreenFacts, height: number): Line[] {
  const { board, columns } = facts;
  const rows = board.codes.flatMap((code) => {
    const candle = board.candles.get(code);
    return candle ? [{ candle, decimals: decimalsIn(board, code) }] : [];
  });
  const refused = drawRefusals(facts, "candle", "candles of ");
  const room = height - 1 - refused.length;
  return underBlank([...drawRows(rows, candleColumns, columns, widthsOf(facts, "candles"), room), ...refused]);
}

interface LevelRow {
  readonly bid: OrderBookUpdate["bids"][number] | undefined;
  readonly ask: OrderBookUpdate["asks"][number] | undefined;
  readonly decimals: number;
}

const levelColumns: readonly TableColumn<LevelRow>[] = [
  { head: "bid orders", align: "right", rank: 4, cell: ({ bid }) => ({ text: bid ? String(bid.orderCount) : "" }) },
  { head: "bid volume", align: "right", rank: 2, cell: ({ bid }) => ({ text: bid ? shortNumber(bid.volume) : "" }) },
  {
    head: "bid",
    align: "right",
    rank: 0,
    cell: ({ bid, decimals }) => ({ ...priceOf(bid?.price, decimals), style: "up" }),
  },
  {
    head: "ask",
    align: "right",
    rank: 1,
    cell: ({ ask, decimals }) => ({ ...priceOf(ask?.price, decimals), style: "down" }),
  },
  { head: "ask volume", align: "right", rank: 3, cell: ({ ask }) => ({ text: ask ? shortNumber(ask.volume) : "" }) },
  { head: "ask orders", align: "right", rank: 5, cell: ({ ask }) => ({ text: ask ? String(ask.orderCount) : "" }) },
];

/** A title, the heads and two levels. */
const leastBook = 4;

function drawBooks(facts: ScreenFacts, height: number): Line[] {
  const { board, columns } = facts;
  const refused = drawRefusals(facts, "orderBook", "order book of ");
  const codes = board.codes.filter((code) => board.refusalOf("orderBook", code) === undefined);
  const room = height - 1 - refused.length;
  const shown = codes.slice(0, Math.max(1, Math.min(codes.length, Math.floor(room / leastBook))));
  const each = Math.floor(room / shown.length);
  const lines = shown.flatMap((code): Line[] => {
    const missing = codes.length - shown.length;
    const others = missing > 0 && code === shown.at(-1) ? `, and ${missing} more that have no room` : "";
    const title = plainLine(`order book of ${code}${others}`, columns, "strong");
    const book = board.books.get(code);
    if (book === undefined) return [title];
    const decimals = decimalsIn(board, code);
    const count = Math.min(Math.max(book.bids.length, book.asks.length), each - 2);
    const levels = Array.from({ length: Math.max(0, count) }, (_, index) => {
      return { bid: book.bids[index], ask: book.asks[index], decimals };
    });
    return levels.length === 0
      ? [title]
      : [title, ...layTable(levels, levelColumns, columns, widthsOf(facts, "books"))];
  });
  return underBlank([...lines, ...refused]);
}

interface TradeRow extends Trade {
  readonly decimals: number;
}

const tradeColumns: readonly TableColumn<TradeRow>[] = [
  { head: "time", align: "left", rank: 2, cell: ({ tick }) => ({ text: timeText(tick.time) }) },
  { head: "code", align: "left", rank: 1, cell: ({ code }) => ({ text: code, style: "strong" }) },
  {
    head: "trade",
    align: "right",
    rank: 0,
    cell: ({ tick, decimals }) => ({ text: fixed(tick.price, decimals), style: sideStyle(tick.side) }),
  },
  { head: "volume", align: "right", rank: 3, cell: ({ tick }) => ({ text: shortNumber(tick.volume) }) },
  {
    head: "side",
    align: "left",
    rank: 4,
    cell: ({ tick }) => ({ text: tick.side ?? "", style: sideStyle(tick.side) }),
  },
  { head: "turnover", align: "right", rank: 5, cell: ({ tick }) => ({ text: shortNumber(tick.turnover) }) },
];

function sideStyle(side: Trade["tick"]["side"]): Style | undefined {
  return side === "buy" ? "up" : side === "sell" ? "down" : undefined;
}

function drawTrades(facts: ScreenFacts, height: number): Line[] {
  const { board, columns } = facts;
  const refused = drawRefusals(facts, "ticks", "trades of ");
  const trades = board.latestTrades(height - 2 - refused.length);
  const rows = trades.map((trade) => ({ ...trade, decimals: decimalsIn(board, trade.code, trade.tick.price) }));
  const table = rows.length === 0 ? [] : layTable(rows, tradeColumns, columns, widthsOf(facts, "trades"));
  return underBlank([...table, ...refused]);
}

function underBlank(lines: readonly Line[]): Line[] {
  return lines.length > 0 ? [[], ...lines] : [];
}

function widthsOf({ widths }: ScreenFacts, table: string): Map<string, number> {
  const known = widths.get(table) ?? new Map<string, number>();
  widths.set(table, known);
  return known;
}

function decimalsIn(board: Board, code: string, price?: number): number {
  const quote = board.quotes.get(code);
  return decimalsOf(quote?.priceSpread ?? 0.01, price ?? quote?.price ?? 0);
}

/** The time of day of a moment, on the clocks of its market. */
function timeText(moment: string): string {
  return moment.slice("2026-05-08T".length, "2026-05-08T16:08:12".length);
}
