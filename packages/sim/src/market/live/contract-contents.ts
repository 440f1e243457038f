import type { S2COf } from "@opend/core";
import {
  Common,
  Qot_Common,
  type Qot_UpdateEventContractKline,
  type Qot_UpdateEventContractOrderBook,
  type Qot_UpdateEventContractTicker,
} from "@opend/core/protocols";
import { noiseAt, roundTo } from "../../base/hash.js";
import { marketTimeText } from "../calendar/market-time.js";
import type { LiveContract } from "./live-contract.js";

/** The most levels on each side of an order book. Near 1 and 99 cents there is room for fewer. */
const bookLevels = 5;
const { Yes: yes, No: no } = Common.PredSide;

/** A price level, in whole cents. */
interface Level {
  readonly cents: number;
  readonly size: number;
}

/** The order book around the newest trade. An ask for Yes is also a bid for No, at the rest of the dollar. */
export function contractBookOf(live: LiveContract): S2COf<typeof Qot_UpdateEventContractOrderBook> {
  const [bids, asks] = [levelsOf(live, -1), levelsOf(live, 1)];
  const book = {
    code: live.security,
    yesBids: bids.map(levelOfYes),
    yesAsks: asks.map(levelOfYes),
    noBids: asks.map(levelOfNo),
    noAsks: bids.map(levelOfNo),
  };
  return { orderBookList: [book] };
}

/** The newest trade of a contract. */
export function contractTickerOf(live: LiveContract): S2COf<typeof Qot_UpdateEventContractTicker> {
  const { sequence, yesCents, volume, isYes } = live.trade;
  const point = {
    time: timeOf(live.tradedMs),
    yesPrice: yesCents / 100,
    noPrice: (100 - yesCents) / 100,
    volume,
    side: isYes ? yes : no,
    sequence: String(sequence),
  };
  return { tickerList: [{ code: live.security, tickerList: [point] }] };
}

/** The current K-lines of a contract: from the trades of both sides, or from the order book of the Yes side. */
export function contractKlineOf(
  live: LiveContract,
  klType: number,
  klineSource: number,
): S2COf<typeof Qot_UpdateEventContractKline> {
  const { startMs, open, high, low, close, volume } = live.barOf(klType);
  const name = `Simulated EC.${live.security.code}`;
  const itemOf = (pre_side: Common.PredSide, line: { open: number; high: number; low: number; close: number }) => ({
    code: live.security,
    pre_side,
    name,
    klineList: [{ time_key: timeOf(startMs), ...line, volume }],
  });
  const yesItem = itemOf(yes, { open, high, low, close });
  if (klineSource === Qot_Common.EC_KlineSource.OrderBookYes) return { klineList: [yesItem] };
  const rest = (price: number) => roundTo(1 - price, 2);
  const noItem = itemOf(no, { open: rest(open), high: rest(low), low: rest(high), close: rest(close) });
  return { klineList: [yesItem, noItem] };
}

/** The levels of the Yes side, best first. Bids begin a cent below the last price, asks at the last price. */
function levelsOf({ seed, trade }: LiveContract, direction: 1 | -1): Level[] {
  const best = trade.yesCents + (direction === 1 ? 0 : -1);
  return Array.from({ length: bookLevels }, (_, level) => ({
    cents: best + direction * level,
    size: 1 + Math.floor(noiseAt(seed, trade.index * bookLevels + level, direction === 1 ? 66 : 67) * 900),
  })).filter(({ cents }) => cents >= 1 && cents <= 99);
}

function levelOfYes({ cents, size }: Level) {
  return { price: cents / 100, size };
}

function levelOfNo({ cents, size }: Level) {
  return { price: (100 - cents) / 100, size };
}

/** The times of event contracts are in US Eastern time. */
function timeOf(unixMs: number): string {
  return marketTimeText("US", unixMs);
}
