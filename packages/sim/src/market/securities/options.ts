import { Qot_Common, Qot_GetOptionChain, Qot_GetOptionExpirationDate } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import { marketDay, midnightMs } from "../calendar/market-time.js";
import { closePriceAt } from "../data/price-series.js";
import type { SecurityProfile } from "../data/security-profile.js";
import { expiryDaysFrom, optionOf, type SimulatedOption, strikesOf } from "../listing/option-series.js";
import type { SecurityBook } from "../listing/security-book.js";
import { dateTextOf, daysIn } from "../requests/date-range.js";
import { staticInfoOf } from "./static-info.js";

const { Call: call, Put: put } = Qot_Common.OptionType;
const [inTheMoney, outOfTheMoney] = [1, 2];
/** The most days that one request for a chain can cover. */
const maxDays = 30;

/** Lists the expiry dates from today on, by the gateway's clock. */
export function answerOptionExpirationDate(book: SecurityBook): Handler {
  return handle(Qot_GetOptionExpirationDate, ({ owner }, { clock }) => {
    const market = book.clockOf(owner);
    const today = marketDay(market, clock.nowMs());
    return {
      dateList: expiryDaysFrom(today).map((day) => ({
        strikeTime: dateTextOf(day),
        strikeTimestamp: midnightMs(market, day) / 1000,
        optionExpiryDateDistance: day - today,
      })),
    };
  });
}

/** Lists the options with these expiry dates. Ignores filters by volatility, Greeks and the like. */
export function answerOptionChain(book: SecurityBook): Handler {
  return handle(Qot_GetOptionChain, (c2s, { clock }) => {
    const { owner, type, condition } = c2s;
    const profile = book.profileOf(owner);
    const { firstDay, lastDay } = daysIn(c2s);
    const today = marketDay(profile.market, clock.nowMs());
    if (lastDay - firstDay > maxDays) refuse(`endTime is more than ${maxDays} days after beginTime`);
    if (lastDay < today) refuse("endTime is in the past: there are no expired options");
    const isWanted = ({ kind, strike }: SimulatedOption) => {
      const isIn = kind === "call" ? strike < closePriceAt(profile, 0) : strike > closePriceAt(profile, 0);
      const isKind = type === undefined || type === 0 || type === (kind === "call" ? call : put);
      return isKind && !(condition === inTheMoney && !isIn) && !(condition === outOfTheMoney && isIn);
    };
    const days = expiryDaysFrom(today).filter((day) => day >= firstDay && day <= lastDay);
    return {
      optionChain: days.map((day) => ({
        strikeTime: dateTextOf(day),
        strikeTimestamp: midnightMs(profile.market, day) / 1000,
        option: strikesOf(profile)
          .map((strike) => ({
            call: infoOf(owner, profile, day, optionOf(owner, profile, dateTextOf(day), "call", strike), isWanted),
            put: infoOf(owner, profile, day, optionOf(owner, profile, dateTextOf(day), "put", strike), isWanted),
          }))
          .filter((item) => item.call !== undefined || item.put !== undefined),
      })),
    };
  });
}

function infoOf(
  owner: Qot_Common.Security,
  { market }: SecurityProfile,
  day: number,
  option: SimulatedOption,
  isWanted: (option: SimulatedOption) => boolean,
): Qot_Common.SecurityStaticInfo | undefined {
  if (!isWanted(option)) return undefined;
  const optionExData = {
    type: option.kind === "call" ? call : put,
    owner,
    strikeTime: dateTextOf(day),
    strikePrice: option.strike,
    suspend: false,
    market: `Simulated ${market}`,
    strikeTimestamp: midnightMs(market, day) / 1000,
  };
  return { ...staticInfoOf(option.security), optionExData };
}
