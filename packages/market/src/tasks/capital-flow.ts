import { zoneOfCode } from "@opend/core";
import { Qot_GetCapitalFlow } from "@opend/core/plain/Qot_GetCapitalFlow";
import { PeriodType, type PeriodTypeName } from "@opend/core/protocols/Qot_Common";
import type { DayRangeOptions } from "@opend/pager";
import { dayRangeOptions, toDayRange } from "@opend/pager/internal";
import { parseWord, type Word } from "../names/parse-word.js";
import { hideRaw } from "../rows/hide-raw.js";
import { type CodeWalk, createCodeWalk } from "../walks/code-walk.js";

type Raw = Qot_GetCapitalFlow.CapitalFlowItem;

/** Capital that flowed into a security, less what flowed out. In the currency of the security. */
export interface CapitalFlow {
  /** The security, such as `HK.00700`. */
  readonly code: string;
  /** ISO 8601 with the offset of the market. */
  readonly time: string | undefined;
  /** All orders. */
  readonly inflow: number;
  /** Extra large and large orders. */
  readonly mainInflow: number | undefined;
  /** Extra large orders. */
  readonly superInflow: number | undefined;
  /** Large orders. */
  readonly bigInflow: number | undefined;
  /** Medium orders. */
  readonly midInflow: number | undefined;
  /** Small orders. */
  readonly smallInflow: number | undefined;
  /** The row in the plain form of the contract. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: Raw;
}

/** Which flows. */
export interface CapitalFlowChoice extends DayRangeOptions {
  /** `intraday`: the newest day by the minute. `day`, `week`, `month`: the last year. Default: `intraday`. */
  readonly period?: Word<PeriodTypeName> | undefined;
}

/** The columns of the contract that the fields come from. */
export const capitalFlowFields = {
  time: "time",
  inflow: "inFlow",
  mainInflow: "mainInFlow",
  superInflow: "superInFlow",
  bigInflow: "bigInFlow",
  midInflow: "midInFlow",
  smallInflow: "smlInFlow",
} as const;

/** The capital flow of stocks, warrants and funds (protocol 3211). */
export const capitalFlow: CodeWalk<CapitalFlow, CapitalFlowChoice> = createCodeWalk<CapitalFlow, CapitalFlowChoice>({
  options: ["period", ...dayRangeOptions],
  open(client, code, { period = "intraday", ...range }, { timeoutMs }) {
    const { since, until } = toDayRange(range, zoneOfCode(code));
    const periodType = parseWord<PeriodTypeName>("period", period, PeriodType);
    return async ({ signal }) => {
      const request = { security: code, periodType, beginTime: since, endTime: until };
      const { flowItemList } = await client.ask(Qot_GetCapitalFlow, request, { timeoutMs, signal });
      return { rows: flowItemList.map((raw) => toCapitalFlow(code, raw)), cursor: undefined };
    };
  },
});

function toCapitalFlow(code: string, raw: Raw): CapitalFlow {
  return hideRaw(
    {
      code,
      time: raw.time,
      inflow: raw.inFlow,
      mainInflow: raw.mainInFlow,
      superInflow: raw.superInFlow,
      bigInflow: raw.bigInFlow,
      midInflow: raw.midInFlow,
      smallInflow: raw.smlInFlow,
      raw,
    },
    capitalFlowFields,
  );
}
