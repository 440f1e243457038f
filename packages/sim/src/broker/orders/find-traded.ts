import { Qot_Common, Trd_Common } from "@opend/core/protocols";
import { refuse, refuseFor } from "../../base/refuse.js";
import { securityTypeOf } from "../../market/listing/listing.js";
import type { SecurityBook } from "../../market/listing/security-book.js";
import type { Place } from "../accounts/account-book.js";
import { isFuturesMarket, quotedAs, type TradedSecurity, tradingMarkets } from "../accounts/trading-markets.js";

const { SimAccType, TrdSecMarket } = Trd_Common;
const { SecurityType } = Qot_Common;
const notTraded: ReadonlySet<number> = new Set([SecurityType.Index, SecurityType.Plate]);

/**
 * Finds what a request's code means on an account: in the market of the header, or, where the request names the
 * security's own market, in any market of the account that trades it. Refuses the request when there is no such
 * security, or none that the account can buy.
 *
 * @param secMarket a `Trd_Common.TrdSecMarket` value
 */
export function findTraded(
  securities: SecurityBook,
  { account, market }: Place,
  code: string,
  secMarket: number = TrdSecMarket.Unknown,
): TradedSecurity {
  const isNamed = secMarket !== TrdSecMarket.Unknown;
  const markets = isNamed ? [market, ...account.markets.filter((other) => other !== market)] : [market];
  const possible = markets.flatMap((each) =>
    tradingMarkets[each].homes
      .filter((home) => !isNamed || home.secMarket === secMarket)
      .map((home) => ({ market: each, home, code: monthOf(code) })),
  );
  const [first] = possible;
  if (first === undefined) refuse(`secMarket ${secMarket} is not one that account ${account.profile.id} trades`);
  const listed = possible.filter((each) => securities.has(quotedAs(each)));
  if (listed.length === 0) refuseFor("unknownSecurity", { code });
  const traded = listed.find((each) => isFuturesMarket(each.market) === (typeOf(each) === SecurityType.Future));
  if (traded === undefined) refuse(`${code} is not traded in market ${first.market}`);
  if (notTraded.has(typeOf(traded))) refuseFor("unknownSecurity", { code });
  requireKind(account, traded);
  return traded;
}

/** The contracts that the codes of main contracts stand for: the newest day is in May 2026. */
const months = { main: "2605", current: "2605", next: "2606" } as const;

/** The code of the contract that is traded: a main contract stands for that of a month. */
function monthOf(code: string): string {
  return code.replace(
    /^([A-Z0-9]+)(main|current|next)$/,
    (_, root: string, name: keyof typeof months) => root + months[name],
  );
}

/** The kinds of paper accounts that trade stocks and options. */
const stockKinds: ReadonlySet<number> = new Set([SimAccType.Stock, SimAccType.StockAndOption, SimAccType.Competition]);
const optionKinds: ReadonlySet<number> = new Set([SimAccType.Option, SimAccType.StockAndOption]);

function requireKind({ profile: { id, paperKind } }: Place["account"], traded: TradedSecurity): void {
  if (paperKind === undefined || isFuturesMarket(traded.market)) return;
  const isOption = typeOf(traded) === SecurityType.Drvt;
  if ((isOption ? optionKinds : stockKinds).has(paperKind)) return;
  refuse(`the paper account ${id} does not trade ${isOption ? "options" : "anything but options"}`);
}

function typeOf(traded: TradedSecurity): number {
  return securityTypeOf(quotedAs(traded));
}
