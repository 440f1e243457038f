import { Trd_Common } from "@opend/core/protocols";
import { refuse, refuseFor } from "../../base/refuse.js";
import { marketOfTrdMarket } from "../accounts/trading-markets.js";

/** What a filter tests. */
export interface Filtered {
  readonly code: string;
  readonly trdMarket?: number | undefined;
  /** The id that a filter can name. */
  readonly id: bigint;
  readonly orderIDEx?: string | undefined;
  /** The time of creation, as YYYY-MM-DD HH:MM:SS. Absent for positions, which have none. */
  readonly createTime?: string | undefined;
}

const anyMarket = Trd_Common.TrdMarket.Unknown;
const timeText = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/;

/** Makes the test for filter conditions, all of which must hold. Refuses malformed times. */
export function createTradeFilter(conditions: Trd_Common.TrdFilterConditions | undefined): (of: Filtered) => boolean {
  if (conditions === undefined) return () => true;
  const { codeList, idList, orderIDExList, filterMarket } = conditions;
  const [begin, end] = [timeIn("beginTime", conditions), timeIn("endTime", conditions)];
  // The vendor's clients always send a market, and 0 stands for any.
  const market = filterMarket === anyMarket ? undefined : filterMarket;
  if (market !== undefined && marketOfTrdMarket(market) === undefined) refuse(`there is no market ${market}`);
  const isNamed = ({ id, orderIDEx = "" }: Filtered) =>
    (idList.length === 0 && orderIDExList.length === 0) || idList.includes(id) || orderIDExList.includes(orderIDEx);
  return (of) =>
    (codeList.length === 0 || codeList.includes(of.code)) &&
    isNamed(of) &&
    (market === undefined || of.trdMarket === market) &&
    (of.createTime === undefined || ((begin ?? "") <= of.createTime && of.createTime <= (end ?? "9999")));
}

/**
 * Like {@link createTradeFilter}, but refuses conditions without a begin and an end, and more days between them than a
 * history may have.
 */
export function createHistoryFilter(conditions: Trd_Common.TrdFilterConditions): (of: Filtered) => boolean {
  const [begin, end] = [requiredTime("beginTime", conditions), requiredTime("endTime", conditions)];
  if (utcMsOf(end) - utcMsOf(begin) > historyDays * msPerDay) refuseFor("historyTooLong", { days: historyDays });
  return createTradeFilter(conditions);
}

function requiredTime(name: "beginTime" | "endTime", conditions: Trd_Common.TrdFilterConditions): string {
  return timeIn(name, conditions) ?? refuse(`${name} is missing: a history needs it`);
}

const msPerDay = 86_400_000;
/**
 * A user reports that a gateway refuses more than 360 days, which is what the contract tells clients to keep. Nobody else
 * does, and requests for a year that the vendor's client was recorded with have to be answered.
 */
const historyDays = 366;

function utcMsOf(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}Z`);
}

function timeIn(name: "beginTime" | "endTime", conditions: Trd_Common.TrdFilterConditions): string | undefined {
  const text = conditions[name];
  if (text === undefined) return undefined;
  if (!timeText.test(text)) refuse(`${name} is ${JSON.stringify(text)}: write YYYY-MM-DD HH:MM:SS`);
  return text.slice(0, 19);
}
