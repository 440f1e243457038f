import { type Client, type MarketPrefix, marketOf, security } from "@opend/core";
import { createError } from "@opend/core/internal";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import type { SecurityPlace } from "./errors/fan-out-place.js";
import { FanOut } from "./fan-out/fan-out.js";
import { toFanOutHost } from "./fan-out/fan-out-host.js";
import type { FanOutOptions } from "./fan-out/fan-out-options.js";
import { type SecurityStarts, toSecurityWalks } from "./fan-out/security-starts.js";
import { type Page, Pager } from "./pages/pager.js";
import type { PagerOptions } from "./pages/pager-options.js";
import { toNumber } from "./to-number.js";

type WithNumbers<Item> = {
  readonly [Field in keyof Item]: bigint extends Item[Field] ? number | undefined : Item[Field];
};

/**
 * One trading day of a HK security as plain data. A field that the gateway left out is undefined, which does not mean
 * 0.
 */
export interface HkDailyShortVolume extends WithNumbers<Qot_GetDailyShortVolume.HkDailyShortVolumeItem> {
  readonly market: "HK";
  /** The security, such as `HK.00700`. */
  readonly code: string;
}

/**
 * One trading day of a US security as plain data. A field that the gateway left out is undefined, which does not mean
 * 0.
 */
export interface UsDailyShortVolume extends WithNumbers<Qot_GetDailyShortVolume.UsDailyShortVolumeItem> {
  readonly market: "US";
  /** The security, such as `US.AAPL`. */
  readonly code: string;
}

/** One trading day of a security. `market` tells HK and US apart. */
export type DailyShortVolume = HkDailyShortVolume | UsDailyShortVolume;

/** The kind of row for a code: one kind when the code is known, both when it is any string. */
export type DailyShortVolumeOf<Code extends string> = Code extends `HK.${string}`
  ? HkDailyShortVolume
  : Code extends `US.${string}`
    ? UsDailyShortVolume
    : DailyShortVolume;

/** A page of trading days, newest first, with the gateway's values for the security as a whole. */
export interface DailyShortVolumePage<Row extends DailyShortVolume = DailyShortVolume> extends Page<Row> {
  /** HK only: shares sold short and not yet bought back. */
  readonly aggregatedShort: number | undefined;
  /** HK only: those shares as a percentage of the free float: 12.34 means 12.34 %. */
  readonly aggregatedShortRatio: number | undefined;
  /** HK only: the day of the two values above, as the gateway writes it: `YYYY-MM-DD` or `DD/MM/YYYY`. */
  readonly newTimeStr: string | undefined;
}

const servedMarkets: readonly MarketPrefix[] = ["HK", "US"];

/**
 * Returns the daily short volume of a HK or US stock or fund (protocol 3248), newest day first, over all pages.
 *
 * @param code `HK.00700`, `US.AAPL`
 * @throws `InvalidCode`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
 */
export function dailyShortVolume<Code extends string>(
  client: Client,
  code: Code,
  options: PagerOptions = {},
): Pager<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>> {
  const { paging } = Qot_GetDailyShortVolume;
  const c2s = { security: security(code, servedMarkets) };
  return new Pager(
    async ({ cursor, signal }) => {
      const { pageSize = paging.pageSize?.max, timeoutMs } = options;
      const request = paging.toRequest(c2s, cursor, pageSize);
      const s2c = await client.call(Qot_GetDailyShortVolume, request, { timeoutMs, signal });
      return {
        rows: toRows(code, s2c),
        cursor: paging.nextCursor(s2c, cursor),
        aggregatedShort: toNumber("aggregatedShort", s2c.aggregatedShort),
        aggregatedShortRatio: s2c.aggregatedShortRatio,
        newTimeStr: s2c.newTimeStr,
      };
    },
    paging,
    options,
  );
}

/**
 * The daily short volume of many HK or US stocks or funds (protocol 3248): a few securities at a time, with a page of
 * each in turn.
 *
 * @throws `InvalidCode`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
 */
export function dailyShortVolumes<Code extends string>(
  client: Client,
  securities: SecurityStarts<Code>,
  options: FanOutOptions<SecurityPlace<Code>> = {},
): FanOut<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>, SecurityPlace<Code>> {
  const walks = toSecurityWalks(securities, (code: Code, each) => dailyShortVolume(client, code, each));
  return new FanOut(walks, Qot_GetDailyShortVolume.paging, toFanOutHost(client), options);
}

function toRows<Code extends string>(code: Code, s2c: Qot_GetDailyShortVolume.S2C): DailyShortVolumeOf<Code>[] {
  const isHk = marketOf(code) === "HK";
  const foreign = isHk ? s2c.usItemList : s2c.hkItemList;
  if (foreign.length > 0) {
    const path = isHk ? "s2c.usItemList" : "s2c.hkItemList";
    const message = `Qot_GetDailyShortVolume: the reply for ${code} has rows of the other market in ${path}`;
    const details = { messageName: "Qot_GetDailyShortVolume.Response", path };
    // The bytes arrived as the gateway sent them, so another request gets the same.
    throw createError("MalformedMessage", message, details, { retryable: false });
  }
  const rows = isHk
    ? s2c.hkItemList.map((item) => toHkRow(code, item))
    : s2c.usItemList.map((item) => toUsRow(code, item));
  return rows as DailyShortVolumeOf<Code>[];
}

// Copies field by field: spreading an item into a row takes five times as long, and a page has 50 of them.
function toHkRow(code: string, item: Qot_GetDailyShortVolume.HkDailyShortVolumeItem): HkDailyShortVolume {
  return {
    market: "HK",
    code,
    timestamp: toNumber("timestamp", item.timestamp),
    timestampStr: item.timestampStr,
    sharesTraded: toNumber("sharesTraded", item.sharesTraded),
    turnover: item.turnover,
    shortSellSharesTraded: toNumber("shortSellSharesTraded", item.shortSellSharesTraded),
    shortSellTurnover: item.shortSellTurnover,
    openPrice: item.openPrice,
    closePrice: item.closePrice,
    lastClosePrice: item.lastClosePrice,
    dailyTradeAvgRatio: item.dailyTradeAvgRatio,
  };
}

function toUsRow(code: string, item: Qot_GetDailyShortVolume.UsDailyShortVolumeItem): UsDailyShortVolume {
  return {
    market: "US",
    code,
    timestamp: toNumber("timestamp", item.timestamp),
    timestampStr: item.timestampStr,
    totalSharesShort: toNumber("totalSharesShort", item.totalSharesShort),
    nasdaqSharesShort: toNumber("nasdaqSharesShort", item.nasdaqSharesShort),
    nyseSharesShort: toNumber("nyseSharesShort", item.nyseSharesShort),
    shortPercent: item.shortPercent,
    volume: toNumber("volume", item.volume),
    closePrice: item.closePrice,
    lastClosePrice: item.lastClosePrice,
    dailyTradeAvgRatio: item.dailyTradeAvgRatio,
  };
}
