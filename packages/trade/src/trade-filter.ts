import { createError } from "@opend/core/internal";
import type { Trd_Common } from "@opend/core/protocols";
import { type TradeMarket, toTradeCode } from "./trade-markets.js";

/** Selects orders, deals or positions. All conditions must hold. */
export interface TradeFilter {
  /** Only these securities: `["HK.00700"]`. Default: all. */
  readonly codes?: readonly string[] | undefined;
  /** Only these ids, of the requested orders, deals or positions. Default: all. */
  readonly ids?: readonly bigint[] | undefined;
}

/** Adds an optional period. */
export interface TimeFilter extends TradeFilter {
  /** The start: `2026-05-08` or `2026-05-08 09:30:00`, in the market's time zone. */
  readonly from?: string | undefined;
  /** The inclusive end, in the same format as `from`. A day without a time means its end. */
  readonly to?: string | undefined;
}

/** Adds a required period. */
export interface HistoryFilter extends TimeFilter {
  readonly from: string;
  readonly to: string;
}

/** Converts the conditions to the gateway's form. @throws `InvalidCode`, `InvalidOption` */
export function toFilterConditions(filter: TimeFilter, market: TradeMarket): Trd_Common.TrdFilterConditions {
  return {
    codeList: (filter.codes ?? []).map((code) => toTradeCode(code, market).code),
    idList: [...(filter.ids ?? [])],
    orderIDExList: [],
    beginTime: completeTime("from", filter.from, "00:00:00"),
    endTime: completeTime("to", filter.to, "23:59:59"),
  };
}

function completeTime(option: string, text: string | undefined, timeOfDay: string): string | undefined {
  if (text === undefined) return undefined;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text} ${timeOfDay}`;
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?$/.test(text)) return text;
  const message = `${option} is a day or a time, such as 2026-05-08 or 2026-05-08 09:30:00, not ${JSON.stringify(text)}`;
  throw createError("InvalidOption", message, { option });
}
