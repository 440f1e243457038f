import { zoneOfCode } from "@opend/core";
import { Qot_GetShortInterest } from "@opend/core/plain/Qot_GetShortInterest";
import type { DayRangeOptions } from "@opend/pager";
import { dayRangeOptions, toDayRange } from "@opend/pager/internal";
import { type ShortInterest, toShortInterest } from "../rows/short-interest.js";
import { askPage } from "../walks/ask-page.js";
import { type CodeWalk, createCodeWalk } from "../walks/code-walk.js";

/**
 * Shares held short of HK and US stocks and funds (protocol 3249), newest day first. `since` ends the walk without
 * requesting a page that is older.
 */
export const shortInterest: CodeWalk<ShortInterest, DayRangeOptions> = createCodeWalk<ShortInterest, DayRangeOptions>({
  paging: Qot_GetShortInterest.paging,
  options: dayRangeOptions,
  open(client, code, range, each) {
    const { since = "", until = "9999-12-31" } = toDayRange(range, zoneOfCode(code));
    // Newer days come first, so a few rows may not be enough for the limit.
    const whole = range.until === undefined ? each : { ...each, limit: undefined };
    return async (page) => {
      const { rows: raws, cursor } = await askPage(client, Qot_GetShortInterest, { security: code }, page, whole);
      const rows = raws.map((raw) => toShortInterest(code, raw));
      const isOldest = rows.some(({ day }) => day <= since);
      return { rows: rows.filter(({ day }) => day >= since && day <= until), cursor: isOldest ? undefined : cursor };
    };
  },
});
