import { Qot_Common } from "@opend/core/protocols";
import { hashText } from "../../base/hash.js";
import { marketOfNumber } from "../data/market-of-number.js";
import { nameOf } from "../data/name-of.js";
import { exchangeOf, securityTypeOf } from "../listing/listing.js";

const { SecurityType, ExchType } = Qot_Common;

/** The listing date of every simulated security. */
export const listDate = "2010-01-04";

/** What never changes about a security. Its name says that it is simulated. */
export function staticInfoOf(security: Qot_Common.Security): Qot_Common.SecurityStaticInfo {
  const market = marketOfNumber(security.market);
  const secType = securityTypeOf(security);
  return {
    basic: {
      security,
      id: BigInt(hashText(`${security.market} ${security.code}`)),
      lotSize: market === "HK" || secType === SecurityType.Drvt ? 100 : 1,
      secType,
      name: nameOf({ security }),
      listTime: listDate,
      delisting: false,
      exchType: exchangeOf(security) ?? ExchType.Unknown,
    },
  };
}
