import { zoneOfCode } from "@opend/core";
import { writeDay } from "@opend/core/internal";
import type { KLine } from "@opend/core/plain/Qot_Common";
import { Qot_RequestHistoryKL } from "@opend/core/plain/Qot_RequestHistoryKL";
import { KLType, type KLTypeName, RehabType, type RehabTypeName } from "@opend/core/protocols/Qot_Common";
import type { DayRangeOptions } from "@opend/pager";
import { dayRangeOptions, toDayRange } from "@opend/pager/internal";
import { type CandleSession, checkHours, parseSession } from "../names/candle-sessions.js";
import { parseWord, type Word } from "../names/parse-word.js";
import { type Candle, toCandle } from "../rows/candle.js";
import { askPage } from "../walks/ask-page.js";
import { type CodeWalk, createCodeWalk } from "../walks/code-walk.js";

/** Which candles to fetch. */
export interface CandleChoice extends DayRangeOptions {
  /** How long a candle is: `1min`, `5min`, `60min`, `day`, `week` …, the names of `Qot_Common.KLType`. Default: `day`. */
  readonly period?: Word<KLTypeName> | undefined;
  /** Adjustment for splits and dividends: `none`, `forward` or `backward`. Default: `forward`. */
  readonly adjust?: Word<RehabTypeName> | undefined;
  /** US stocks, periods up to an hour: whether to include the time before and after the session. Default: false. */
  readonly extendedHours?: boolean | undefined;
  /**
   * US securities, periods up to an hour: which sessions count. `rth` is the regular one, `eth` adds the time before and
   * after it, `all` adds the night: the names of `Common.Session`. Needs OpenD 9.2.4207 or later.
   */
  readonly session?: Word<CandleSession> | undefined;
}

/** Before any gateway has data. */
const oldestDay = "1970-01-01";

/**
 * Candles of securities (protocol 3103), oldest first: `candles(client, "HK.00700", { period: "day", since: "2026-01-01" })`.
 * The gateway keeps days for 20 years and minutes for 8, and counts securities, not rows, in its quota of history.
 */
export const candles: CodeWalk<Candle, CandleChoice> = createCodeWalk<Candle, CandleChoice>({
  paging: Qot_RequestHistoryKL.paging,
  options: ["period", "adjust", "extendedHours", "session", ...dayRangeOptions],
  open(client, code, { period = "day", adjust = "forward", extendedHours, session, ...range }, each) {
    const zone = zoneOfCode(code);
    const { since = oldestDay, until = writeDay(new Date(), zone ?? "UTC") } = toDayRange(range, zone);
    const klType = parseWord<KLTypeName>("period", period, KLType);
    checkHours(code, klType, { extendedHours, session });
    const request = {
      security: code,
      klType,
      rehabType: parseWord<RehabTypeName>("adjust", adjust, RehabType),
      beginTime: since,
      endTime: until,
      extendedTime: extendedHours,
      session: session === undefined ? undefined : parseSession(session),
    };
    return async (page) => {
      const { rows, reply, cursor } = await askPage(client, Qot_RequestHistoryKL, request, page, each);
      return { rows: rows.map((row: KLine) => toCandle(code, reply.name, row)), cursor };
    };
  },
});
