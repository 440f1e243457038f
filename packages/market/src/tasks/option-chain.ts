import { type Client, type QueryOptions, zoneOfCode } from "@opend/core";
import { createError, writeDay } from "@opend/core/internal";
import { Qot_GetOptionChain } from "@opend/core/plain/Qot_GetOptionChain";
import { Qot_GetOptionExpirationDate } from "@opend/core/plain/Qot_GetOptionExpirationDate";
import {
  IndexOptionType,
  type IndexOptionTypeName,
  OptionType,
  type OptionTypeName,
} from "@opend/core/protocols/Qot_Common";
import type { DayRangeOptions } from "@opend/pager";
import { dayRangeOptions, toDayRange } from "@opend/pager/internal";
import { parseWord, type Word } from "../names/parse-word.js";
import { type SecurityInfo, toSecurityInfo } from "../rows/security-info.js";
import { type CodeWalk, createCodeWalk } from "../walks/code-walk.js";
import { addDays } from "../walks/day-of.js";

/** Which options. `since` and `until` are days of expiry. Default: from today to the last one. */
export interface OptionChoice extends DayRangeOptions {
  /** `call` or `put`. Default: both. */
  readonly type?: Word<OptionTypeName> | undefined;
  /** HK indices: `normal` or `small` (mini) options, the names of `Qot_Common.IndexOptionType`. Default: as the gateway does. */
  readonly indexOptionType?: Word<IndexOptionTypeName> | undefined;
}

const { maxDays } = Qot_GetOptionChain.span;
const isDay = (cursor: string) => /^\d{4}-\d{2}-\d{2}$/.test(cursor);

/**
 * The options of underlying securities (protocol 3209), a row for each contract, in the order of expiry. One request takes
 * 30 days, so each page is a range of days in which contracts expire (protocol 3224).
 */
export const optionChain: CodeWalk<SecurityInfo, OptionChoice> = createCodeWalk<SecurityInfo, OptionChoice>({
  paging: { isCursor: isDay },
  options: ["type", "indexOptionType", ...dayRangeOptions],
  open(client, owner, { type, indexOptionType: indexType, ...range }, { timeoutMs }) {
    const zone = zoneOfCode(owner);
    const { since = writeDay(new Date(), zone ?? "UTC"), until = "9999-12-31" } = toDayRange(range, zone);
    const optionType = type === undefined ? undefined : parseWord<OptionTypeName>("type", type, OptionType);
    const indexOptionType =
      indexType === undefined
        ? undefined
        : parseWord<IndexOptionTypeName>("indexOptionType", indexType, IndexOptionType);
    if (indexOptionType !== undefined && !owner.toUpperCase().startsWith("HK.")) {
      const message = `indexOptionType is for the options of HK indices, such as HK.800000, not for ${owner}`;
      throw createError("InvalidOption", message, { option: "indexOptionType" });
    }
    let expiries: readonly string[] | undefined;
    return async ({ cursor = since, signal }) => {
      const how = { timeoutMs, signal };
      expiries ??= await askExpiries(client, { owner, indexOptionType }, how);
      const left = expiries.filter((day) => day >= cursor && day <= until);
      const [first] = left;
      if (first === undefined) return { rows: [], cursor: undefined };
      const last = addDays(first, maxDays - 1);
      const endTime = [last, until].sort()[0] ?? until;
      const request = { owner, indexOptionType, type: optionType, beginTime: first, endTime };
      const { optionChain: days } = await client.ask(Qot_GetOptionChain, request, how);
      const contracts = days.flatMap(({ option }) => option.flatMap(({ call, put }) => [call, put]));
      const rows = contracts.flatMap((contract) => (contract === undefined ? [] : [toSecurityInfo(contract)]));
      return { rows, cursor: left.find((day) => day > endTime) };
    };
  },
});

/** The days on which options expire, in their order. */
async function askExpiries(
  client: Client,
  request: { readonly owner: string; readonly indexOptionType: IndexOptionTypeName | undefined },
  how: QueryOptions,
): Promise<readonly string[]> {
  const { dateList } = await client.ask(Qot_GetOptionExpirationDate, request, how);
  const days = dateList.flatMap(({ strikeTime }) => (strikeTime ? [strikeTime] : []));
  return [...new Set(days)].sort();
}
