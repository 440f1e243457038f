import { valuesOf } from "@opend/core/internal";
import { Qot_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
import { clockOfMarket, quotedProfileOf } from "../data/quote-market.js";
import type { SecurityProfile } from "../data/security-profile.js";

const { QotMarket } = Qot_Common;
const markets: ReadonlySet<number> = new Set(
  valuesOf(QotMarket).filter((market) => market !== QotMarket.Unknown && market !== QotMarket.HK_Future),
);

/** The profile of a security in a request. Refuses a security that has no code or whose market has no quotes. */
export function profileIn(security: Qot_Common.Security): SecurityProfile {
  const clock = clockOfMarket(security.market);
  if (clock === undefined) {
    refuse(`market ${security.market} has no quotes: only HK (1), US (11), SG (31) and MY (61) have`);
  }
  checkSecurity(security);
  return quotedProfileOf(clock, security);
}

/** Refuses a security that cannot exist, since its market is unknown or its code is empty. */
export function checkSecurity({ market, code }: Qot_Common.Security): void {
  if (!markets.has(market)) refuse(`there is no market ${market}`);
  if (code === "") refuse("a security has an empty code");
}
