import { Qot_Common, Qot_RequestRehab } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { roundTo } from "../../base/hash.js";
import { refuse } from "../../base/refuse.js";
import { dateTextAt, type Market, timestampAt } from "../calendar/trading-calendar.js";
import { marketOfNumber } from "../data/market-of-number.js";
import { closePriceAt } from "../data/price-series.js";
import { profileOf, type SecurityProfile } from "../data/security-profile.js";
import type { SecurityBook } from "../listing/security-book.js";

/** Trading days between two dividends (a year), and from the newest dividend to the newest day (a month). */
const [daysBetween, daysSinceNewest] = [250, 20];
/** The dividend as a share of the previous closing price. */
const yieldOfDividend = 0.01;

/** Answers with a cash dividend per year, oldest first. Each row has exactly the fields that its flags name. */
export function answerRequestRehab(book: SecurityBook, tradingDays: number): Handler {
  return handle(Qot_RequestRehab, ({ security }) => {
    const market = marketOfNumber(security.market);
    if (market === undefined) refuse(`market ${security.market} is not simulated: only HK (1) and US (11) are`);
    book.check(security);
    return { rehabList: dividendsOf(profileOf(market, security.code), market, tradingDays) };
  });
}

function dividendsOf(profile: SecurityProfile, market: Market, tradingDays: number): Qot_Common.Rehab[] {
  const indices: number[] = [];
  for (let index = daysSinceNewest; index < tradingDays; index += daysBetween) indices.unshift(index);
  return indices.map((index) => {
    const dividend = roundTo(closePriceAt(profile, index + 1) * yieldOfDividend, 3);
    return {
      time: `${dateTextAt(market, index)} 00:00:00`,
      timestamp: timestampAt(market, index),
      companyActFlag: BigInt(Qot_Common.CompanyAct.Dividend),
      // Forward adjustment lowers earlier prices by the dividend. Backward adjustment raises later ones.
      fwdFactorA: 1,
      fwdFactorB: -dividend,
      bwdFactorA: 1,
      bwdFactorB: dividend,
      dividend,
    };
  });
}
