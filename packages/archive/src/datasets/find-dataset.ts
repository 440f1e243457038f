import { fills, orders } from "./account-history.js";
import { type ArchivedPeriod, candlesOf } from "./candles.js";
import type { Dataset } from "./dataset.js";
import { rehab } from "./rehab.js";
import { securities } from "./securities.js";
import { shortInterest } from "./short-interest.js";
import { shortVolume } from "./short-volume.js";
import { tradingDays } from "./trading-days.js";

/** The periods of candles that the gateway has: the names of `Qot_Common.KLType`, as people write them. */
const periods: readonly ArchivedPeriod[] = [
  ...(["1min", "3min", "5min", "15min", "30min", "60min"] as const),
  ...(["day", "week", "month", "quarter", "year"] as const),
];

/** All datasets that this package knows. */
export const datasets: readonly Dataset[] = [
  ...[shortVolume, shortInterest, rehab, tradingDays, securities, orders, fills],
  ...periods.map(candlesOf),
];

/** Returns the dataset of a name, such as `short_volume` or `candles_day`. */
export function findDataset(name: string): Dataset | undefined {
  return datasets.find((dataset) => dataset.name === name);
}
