import { Trd_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
import { marketOfTrdMarket } from "../accounts/trading-markets.js";

/** What a filter looks at. */
export interface Filtered {
  readonly code: string;
  readonly trdMarket?: number | undefined;
  /** The ids by which it can be asked for. */
  readonly id: bigint;
  readonly orderIDEx?: string | undefined;
  /** When it came to be, as YYYY-MM-DD HH:MM:SS. Absent for what has no time. */
  readonly createTime?: string | undefined;
}

const anyMarket = Trd_Common.TrdMarket.TrdMarket_Unknown;
const timeText = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/;

/** Makes the test for filter conditions; all of them have to hold. Refuses times that are none. */
export function createTradeFilter(conditions: Trd_Common.TrdFilterConditions | undefined): (of: Filtered) => boolean {
  if (conditions === undefined) return () => true;
  const { codeList, idList, orderIDExList, filterMarket } = conditions;
  const [begin, end] = [timeIn("beginTime", conditions), timeIn("endTime", conditions)];
  // Clients of the vendor always send a market; 0 stands for any.
  const market = filterMarket === anyMarket ? undefined : filterMarket;
  if (market !== undefined && marketOfTrdMarket(market) === undefined) refuse(`market ${market} is not simulated`);
  const isNamed = ({ id, orderIDEx = "" }: Filtered) =>
    (idList.length === 0 && orderIDExList.length === 0) || idList.includes(id) || orderIDExList.includes(orderIDEx);
  return (of) =>
    (codeList.length === 0 || codeList.includes(of.code)) &&
    isNamed(of) &&
    (market === undefined || of.trdMarket === market) &&
    (of.createTime === undefined || ((begin ?? "") <= of.createTime && of.createTime <= (end ?? "9999")));
}

/** Like {@link createTradeFilter}, where a begin and an end have to be given. */
export function createHistoryFilter(conditions: Trd_Common.TrdFilterConditions): (of: Filtered) => boolean {
  for (const name of ["beginTime", "endTime"] as const) {
    if (conditions[name] === undefined) refuse(`${name} is missing: a history needs it`);
  }
  return createTradeFilter(conditions);
}

function timeIn(name: "beginTime" | "endTime", conditions: Trd_Common.TrdFilterConditions): string | undefined {
  const text = conditions[name];
  if (text === undefined) return undefined;
  if (!timeText.test(text)) refuse(`${name} is ${JSON.stringify(text)}: write YYYY-MM-DD HH:MM:SS`);
  return text.slice(0, 19);
}
