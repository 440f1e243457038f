import { zonesOfQotMarket } from "../gen/contract/zones.js";
import { security } from "./security.js";

/**
 * Returns the time zone of a security's market: `zoneOfCode("HK.00700")` is `Asia/Hong_Kong`. Undefined for a market
 * without one, such as foreign exchange.
 *
 * @throws `InvalidCode`
 */
export function zoneOfCode(code: string): string | undefined {
  return zonesOfQotMarket[security(code).market];
}
