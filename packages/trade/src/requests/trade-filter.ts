import { createError } from "@opend/core/internal";
import type { Trd_Common } from "@opend/core/protocols";
import { type TradeMarket, toTradeCode } from "../names/trade-markets.js";

/** Which orders, deals or positions to return. All conditions must hold. */
export interface TradeFilter {
  /** Only these securities: `["HK.00700"]`. Default: all. */
  readonly codes?: readonly string[] | undefined;
  /** Only these ids: of orders, deals or positions, depending on the call. Default: all. */
  readonly ids?: readonly bigint[] | undefined;
}

/** The same, within a time range. */
export interface TimeFilter extends TradeFilter {
  /** The start: `2026-05-08` or `2026-05-08 09:30:00`, in the market's time zone. */
  readonly from?: string | undefined;
  /** The end, inclusive, in the format of `from`. A day alone means its end. */
  readonly to?: string | undefined;
}

/** The same, within a required time range. */
export interface HistoryFilter extends TimeFilter {
  readonly from: string;
  readonly to: string;
}

/** The conditions in the gateway's form. @throws `InvalidCode`, `InvalidOption` */
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
