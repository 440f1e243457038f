import { nameOf } from "@opend/core";
import { writeDay, zonesOfTrdMarket } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";

const { TrdMarket } = Trd_Common;

/**
 * Returns the day in an account's markets, such as `2026-05-08`: the `to` of a history that ends now is
 * `marketDay(account.info.markets)`. In several markets, it is the day of the one where it is latest. A market without clocks of its
 * own, such as `Futures` or `Crypto`, counts as all markets.
 *
 * @param markets the markets, as an account's entry has them
 * @param date the moment. Default: now
 */
export function marketDay(markets: readonly (Trd_Common.TrdMarketName | number)[], date: Date = new Date()): string {
  const zones = new Set(markets.flatMap((market) => zoneOf(market) ?? allZones));
  const days = [...zones].map((zone) => writeDay(date, zone));
  return days.sort().at(-1) ?? "";
}

const allZones = Object.values(zonesOfTrdMarket);

function zoneOf(market: Trd_Common.TrdMarketName | number): string | undefined {
  const name = typeof market === "number" ? nameOf(TrdMarket, market) : market;
  return name && zonesOfTrdMarket[TrdMarket[name]];
}
