import { type Client, type MarketPrefix, marketOf, type Omitted, omittedFrom, security, zoneOfCode } from "@opend/core";
import { createError, logOmitted, markOmitted, telemetryOf } from "@opend/core/internal";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import type { SecurityPlace } from "../errors/fan-out-place.js";
import { FanOut } from "../fan-out/fan-out.js";
import { toFanOutHost } from "../fan-out/fan-out-host.js";
import type { FanOutOptions } from "../fan-out/fan-out-options.js";
import { type SecurityStarts, toSecurityWalks } from "../fan-out/security-starts.js";
import { type Page, type PageRequest, Pager } from "../pages/pager.js";
import type { PagerOptions } from "../pages/pager-options.js";
import {
  type DailyShortVolume,
  type HkDailyShortVolume,
  toHkRow,
  toUsRow,
  type UsDailyShortVolume,
} from "./daily-short-volume-row.js";
import { type DayRange, type DayRangeOptions, dayRangeOptions, toDayRange } from "./day-range.js";
import { NumberReader } from "./number-reader.js";

/** Options of a walk over the daily short volume of one security. */
export type DailyShortVolumeOptions = PagerOptions & DayRangeOptions;

/** Options of a walk over the daily short volume of many securities. */
export type DailyShortVolumesOptions<Code extends string> = FanOutOptions<SecurityPlace<Code>> & DayRangeOptions;

/** The kind of row for a code: one kind when the code is known, both when it is any string. */
export type DailyShortVolumeOf<Code extends string> = Code extends `HK.${string}`
  ? HkDailyShortVolume
  : Code extends `US.${string}`
    ? UsDailyShortVolume
    : DailyShortVolume;

/**
 * A page of trading days, newest first, with the gateway's values for the security as a whole. `omittedFrom(page)` has what
 * is left out of it and its rows, since no number or `Date` holds it.
 */
export interface DailyShortVolumePage<Row extends DailyShortVolume = DailyShortVolume> extends Page<Row> {
  /** HK only: shares sold short and not yet bought back. */
  readonly aggregatedShort: number | undefined;
  /** HK only: those shares as a percentage of the free float: 12.34 means 12.34 %. */
  readonly aggregatedShortRatio: number | undefined;
  /** HK only: the day of the two values above, `2026-05-08`. */
  readonly aggregatedDay: string | undefined;
}

const servedMarkets: readonly MarketPrefix[] = ["HK", "US"];
const rules = { ...Qot_GetDailyShortVolume.paging, options: dayRangeOptions };

/**
 * Returns the daily short volume of a HK or US stock or fund (protocol 3248), newest day first, over all pages. `since`
 * ends the walk without requesting a page that is older, and `until` leaves out newer days.
 *
 * @param code `HK.00700`, `US.AAPL`
 * @throws `InvalidCode`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
 */
export function dailyShortVolume<Code extends string>(
  client: Client,
  code: Code,
  options: DailyShortVolumeOptions = {},
): Pager<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>> {
  const { paging } = Qot_GetDailyShortVolume;
  const c2s = { security: security(code, servedMarkets) };
  const pager = new Pager(
    async ({ cursor, signal }: PageRequest) => {
      const { pageSize = paging.pageSize?.max, timeoutMs } = options;
      const request = paging.toRequest(c2s, cursor, pageSize);
      const s2c = await client.call(Qot_GetDailyShortVolume, request, { timeoutMs, signal });
      const { rows, omitted } = toRows(code, s2c);
      const numbers = new NumberReader();
      const page = {
        rows: rows.filter(({ day }) => isWithin(day, range)),
        cursor: rows.some(({ day }) => isOldest(day, range)) ? undefined : paging.nextCursor(s2c, cursor),
        aggregatedShort: numbers.read("aggregatedShort", s2c.aggregatedShort),
        aggregatedShortRatio: s2c.aggregatedShortRatio,
        aggregatedDay: s2c.newTimeStr?.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, "$3-$2-$1"),
      };
      return withOmitted(client, code, page, [...omitted, ...numbers.omitted]);
    },
    rules,
    options,
  );
  const range = toDayRange(options, zoneOfCode(code));
  return pager;
}

/**
 * The daily short volume of many HK or US stocks or funds (protocol 3248): a few securities at a time, with a page of
 * each in turn. `since` ends the walk of each security by itself.
 *
 * @throws `InvalidCode`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
 */
export function dailyShortVolumes<Code extends string>(
  client: Client,
  securities: SecurityStarts<Code>,
  options: DailyShortVolumesOptions<Code> = {},
): FanOut<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>, SecurityPlace<Code>> {
  const { since, until }: DayRangeOptions = options ?? {};
  const open = (code: Code, each: PagerOptions) => dailyShortVolume(client, code, { ...each, since, until });
  const fanOut = new FanOut<
    DailyShortVolumeOf<Code>,
    DailyShortVolumePage<DailyShortVolumeOf<Code>>,
    SecurityPlace<Code>
  >(toSecurityWalks(securities, open), rules, toFanOutHost(client), options);
  toDayRange({ since, until }, undefined);
  return fanOut;
}

function isWithin(day: string, { since, until }: DayRange): boolean {
  return (since === undefined || day >= since) && (until === undefined || day <= until);
}

/** Rows come newest first, one for each day, so nothing that is wanted follows this day. */
function isOldest(day: string, { since }: DayRange): boolean {
  return since !== undefined && day <= since;
}

/** Notes in a page what is left out of it and its rows, and logs it. */
function withOmitted<Row extends DailyShortVolume>(
  client: Client,
  code: string,
  page: DailyShortVolumePage<Row>,
  own: readonly Omitted[],
): DailyShortVolumePage<Row> {
  const ofRows = page.rows.flatMap((row, index) =>
    omittedFrom(row).map(({ path, value }) => ({ path: `rows[${index}].${path}`, value })),
  );
  const omitted = [...ofRows, ...own];
  if (omitted.length === 0) return page;
  logOmitted(telemetryOf(client), Qot_GetDailyShortVolume.name, code, omitted);
  return markOmitted(page, omitted);
}

/** The rows of a reply. A row whose day no `Date` can hold is left out. */
function toRows<Code extends string>(
  code: Code,
  s2c: Qot_GetDailyShortVolume.S2C,
): { readonly rows: readonly DailyShortVolumeOf<Code>[]; readonly omitted: readonly Omitted[] } {
  const isHk = marketOf(code) === "HK";
  const foreign = isHk ? s2c.usItemList : s2c.hkItemList;
  if (foreign.length > 0) {
    const path = isHk ? "s2c.usItemList" : "s2c.hkItemList";
    const message = `Qot_GetDailyShortVolume: the reply for ${code} has rows of the other market in ${path}`;
    const details = { messageName: "Qot_GetDailyShortVolume.Response", path };
    // The bytes arrived as the gateway sent them, so another request gets the same.
    throw createError("MalformedMessage", message, details, { retryable: false });
  }
  const all = isHk
    ? s2c.hkItemList.map((item) => toHkRow(code, item))
    : s2c.usItemList.map((item) => toUsRow(code, item));
  const items = isHk ? s2c.hkItemList : s2c.usItemList;
  const list = isHk ? "hkItemList" : "usItemList";
  return {
    rows: all.filter((row) => row !== undefined) as DailyShortVolumeOf<Code>[],
    omitted: items.flatMap(({ timestamp }, index) =>
      all[index] === undefined && timestamp !== undefined
        ? [{ path: `${list}[${index}].timestamp`, value: timestamp }]
        : [],
    ),
  };
}
