// The columns of the rows of this package and of daily short volume, for files and databases. They come from the texts of
// the contract, which this entry loads.
import { type Column, columnsOf, rowColumns } from "@opend/core/columns";
import { Qot_GetCapitalFlow } from "@opend/core/schema/Qot_GetCapitalFlow";
import { Qot_GetDailyShortVolume } from "@opend/core/schema/Qot_GetDailyShortVolume";
import { Qot_GetMarketState } from "@opend/core/schema/Qot_GetMarketState";
import { Qot_GetPlateSet } from "@opend/core/schema/Qot_GetPlateSet";
import { Qot_GetSecuritySnapshot } from "@opend/core/schema/Qot_GetSecuritySnapshot";
import { Qot_GetShortInterest } from "@opend/core/schema/Qot_GetShortInterest";
import { Qot_GetStaticInfo } from "@opend/core/schema/Qot_GetStaticInfo";
import { Qot_RequestHistoryKL } from "@opend/core/schema/Qot_RequestHistoryKL";
import { Qot_RequestRehab } from "@opend/core/schema/Qot_RequestRehab";
import { Qot_RequestTradeDate } from "@opend/core/schema/Qot_RequestTradeDate";
import { codeColumn, dayColumn, marketColumn, partColumns } from "./columns/part-columns.js";
import { candleFields } from "./rows/candle.js";
import { securityInfoFields } from "./rows/security-info.js";
import { snapshotFields, snapshotParts } from "./rows/snapshot.js";
import { capitalFlowFields } from "./tasks/capital-flow.js";
import { rehabFields } from "./tasks/rehab.js";

/** The columns of `candles`. */
export const candleColumns: readonly Column[] = rowColumns(columnsOf(Qot_RequestHistoryKL), {
  code: codeColumn,
  day: dayColumn,
  ...candleFields,
});

const snapshotContract = columnsOf(Qot_GetSecuritySnapshot);

/** The columns of `snapshots`. What only some kinds of securities have comes last, such as `equity.peRate`. */
export const snapshotColumns: readonly Column[] = [
  ...rowColumns(snapshotContract, snapshotFields),
  ...Object.entries(snapshotParts).flatMap(([name, part]) => partColumns(snapshotContract, name, part)),
];

/** The columns of `securities`, `plateMembers` and `optionChain`. */
export const securityInfoColumns: readonly Column[] = rowColumns(columnsOf(Qot_GetStaticInfo), securityInfoFields);

/** The columns of `tradingDays`. */
export const tradingDayColumns: readonly Column[] = rowColumns(columnsOf(Qot_RequestTradeDate), {
  market: { type: "text", description: "The market, such as HK." },
  day: dayColumn,
  type: "tradeDateType",
});

/** The columns of `marketStates`. */
export const marketStateColumns: readonly Column[] = rowColumns(columnsOf(Qot_GetMarketState), {
  code: codeColumn,
  name: "name",
  state: "marketState",
});

/** The columns of `plates`. */
export const plateColumns: readonly Column[] = rowColumns(columnsOf(Qot_GetPlateSet), {
  code: "plate",
  name: "name",
  type: "plateType",
});

/** The columns of `capitalFlow`. */
export const capitalFlowColumns: readonly Column[] = rowColumns(columnsOf(Qot_GetCapitalFlow), {
  code: codeColumn,
  ...capitalFlowFields,
});

/** The columns of `shortInterest`, for both markets. */
export const shortInterestColumns: readonly Column[] = rowColumns(columnsOf(Qot_GetShortInterest), {
  market: marketColumn,
  code: codeColumn,
  day: "timestampStr",
  sharesShort: "sharesShort",
  shortRatio: "shortPercent",
  averageVolume: "avgDailyShareVolume",
  daysToCover: "daysToCover",
  close: "closePrice",
  lastClose: "lastClosePrice",
});

/** The columns of `rehab`. */
export const rehabColumns: readonly Column[] = rowColumns(columnsOf(Qot_RequestRehab), {
  code: codeColumn,
  day: dayColumn,
  ...rehabFields,
});

/** The columns of `dailyShortVolume` of `@opend/pager`, for both markets. */
export const dailyShortVolumeColumns: readonly Column[] = rowColumns(columnsOf(Qot_GetDailyShortVolume), {
  market: marketColumn,
  code: codeColumn,
  day: "timestampStr",
  open: "openPrice",
  close: "closePrice",
  lastClose: "lastClosePrice",
  volume: "sharesTraded",
  turnover: "turnover",
  shortVolume: "shortSellSharesTraded",
  shortTurnover: "shortSellTurnover",
  shortRatio: {
    type: "double",
    unit: "percent",
    description: "Shares sold short in percent of the shares traded: 12.34 means 12.34 %.",
  },
  isShortRatioComputed: {
    type: "bool",
    description: "Whether the ratio is computed from the two volumes, since the gateway has it for US securities only.",
  },
  averageShortRatio: "dailyTradeAvgRatio",
  nasdaqShortVolume: "nasdaqSharesShort",
  nyseShortVolume: "nyseSharesShort",
});
