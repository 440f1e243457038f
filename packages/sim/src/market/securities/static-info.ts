import { Qot_Common } from "@opend/core/protocols";
import { hashText } from "../../base/hash.js";
import { marketOfNumber } from "../data/market-of-number.js";
import { nameOf } from "../data/name-of.js";

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
      exchType: market === "US" ? ExchType.US_Nasdaq : ExchType.HK_MainBoard,
    },
  };
}

/** The kind of a security, as a `Qot_Common.SecurityType` value. Its code determines it. */
export function securityTypeOf({ code }: Qot_Common.Security): number {
  if (/^[A-Z.]+\d{6}[CP]\d+$/.test(code)) return SecurityType.Drvt;
  if (/^(?:LIST|BK)\d+$/.test(code)) return SecurityType.Plate;
  if (/^(?:\.|800\d{3}$)/.test(code)) return SecurityType.Index;
  return SecurityType.Eqty;
}

/** Stocks of a market with made-up codes, for lists of securities. */
export function stocksOf(market: number, seed: number, count: number): Qot_Common.Security[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(((seed % 9000) + index * 7) % 9000).padStart(4, "0");
    const letters = [...number].map((digit) => "ABCDEFGHIJ"[Number(digit)]).join("");
    return { market, code: marketOfNumber(market) === "US" ? letters : `0${number}` };
  });
}
