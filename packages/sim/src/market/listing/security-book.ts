import { formatSecurity, type MarketPrefix, type SecurityCode, security } from "@opend/core";
import { valuesOf } from "@opend/core/internal";
import { Qot_Common } from "@opend/core/protocols";
import { refuse, refuseFor } from "../../base/refuse.js";
import type { Market } from "../calendar/trading-calendar.js";
import { clockOfMarket, quotedProfileOf } from "../data/quote-market.js";
import type { SecurityProfile } from "../data/security-profile.js";
import { isListed, listedIn, securityTypeOf } from "./listing.js";

const { QotMarket } = Qot_Common;
const markets: ReadonlySet<number> = new Set(
  valuesOf(QotMarket).filter((market) => market !== QotMarket.Unknown && market !== QotMarket.HK_Future),
);

/** What a gateway differs in from others. */
export interface SecurityBookOptions {
  /** Securities besides those that every gateway has. */
  readonly securities?: readonly SecurityCode[];
  /** Markets whose quotes the user has no right to. */
  readonly noQuoteRight?: readonly MarketPrefix[];
}

/** The securities of a gateway: which there are, and which of them its user may see quotes of. */
export class SecurityBook {
  readonly #more: readonly Qot_Common.Security[];
  readonly #moreCodes: ReadonlySet<string>;
  readonly #noRight: ReadonlySet<number>;

  constructor({ securities = [], noQuoteRight = [] }: SecurityBookOptions = {}) {
    this.#more = securities.map((code) => security(code));
    this.#moreCodes = new Set(securities);
    this.#noRight = new Set(noQuoteRight.map((prefix) => security(`${prefix}.ANY`).market));
  }

  /** Refuses the request when there is no such market. */
  checkMarket(market: number): void {
    if (!markets.has(market)) refuse(`there is no market ${market}`);
  }

  /** Refuses the request when there is no such security. */
  check(asked: Qot_Common.Security): void {
    this.checkMarket(asked.market);
    if (asked.code === "") refuse("a security has an empty code");
    if (!this.has(asked)) refuseFor("unknownSecurity", { code: asked.code });
  }

  /** Whether there is such a security. */
  has(asked: Qot_Common.Security): boolean {
    return isListed(asked) || this.#moreCodes.has(formatSecurity(asked));
  }

  /** The profile of a security. Refuses the request when there is none, or when the user may not see its quotes. */
  profileOf(
    asked: Qot_Common.Security,
    use: "noRightToQuote" | "noRightToSubscribe" = "noRightToQuote",
  ): SecurityProfile {
    return quotedProfileOf(this.clockOf(asked, use), asked);
  }

  /** The market whose trading days and clock a security follows. Refuses as {@link profileOf} does. */
  clockOf(asked: Qot_Common.Security, use: "noRightToQuote" | "noRightToSubscribe" = "noRightToQuote"): Market {
    this.checkMarket(asked.market);
    const clock = clockOfMarket(asked.market);
    if (clock === undefined || !this.hasRight(asked.market)) refuseFor(use, { security: formatSecurity(asked) });
    this.check(asked);
    return clock;
  }

  /** Whether the user may see the quotes of a market. */
  hasRight(market: number): boolean {
    return clockOfMarket(market) !== undefined && !this.#noRight.has(market);
  }

  /** All securities of a market but its options and event contracts. @param secType only those of this kind */
  listedIn(market: number, secType?: number): readonly Qot_Common.Security[] {
    const more = this.#more.filter((each) => {
      return each.market === market && !isListed(each) && (secType === undefined || securityTypeOf(each) === secType);
    });
    return [...listedIn(market, secType), ...more];
  }
}
