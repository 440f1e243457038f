import { Qot_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
import { clockOfMarket, quotedProfileOf } from "../data/quote-market.js";
import type { SecurityProfile } from "../data/security-profile.js";

const { QotMarket_Unknown: unknown, QotMarket_HK_Future: deprecated, ...named } = Qot_Common.QotMarket;
const markets: ReadonlySet<number> = new Set(Object.values(named));

/** What a security in a request is like. {@link refuse} when it is of a market without quotes or has no code. */
export function profileIn(security: Qot_Common.Security): SecurityProfile {
  const clock = clockOfMarket(security.market);
  if (clock === undefined) {
    refuse(`market ${security.market} has no quotes: only HK (1), US (11), SG (31) and MY (61) have`);
  }
  checkSecurity(security);
  return quotedProfileOf(clock, security);
}

/** {@link refuse} unless a security can exist, in whatever market. */
export function checkSecurity({ market, code }: Qot_Common.Security): void {
  if (!markets.has(market)) refuse(`there is no market ${market}`);
  if (code === "") refuse("a security has an empty code");
}
