import { nameOf } from "@opend/core";
import { Trd_Common } from "@opend/core/protocols";
import { marketOfRow, type PlacedRow, type RowMarket } from "../names/row-market.js";
import { currencyOf, knownMarkets, marketFor, type TradeMarket, toTradeCode } from "../names/trade-markets.js";
import type { AccountInfo } from "../rows/accounts.js";
import type { OrderRef } from "./order-ref.js";

const { TrdEnv, TrdMarket } = Trd_Common;

/** The markets of an account that are asked about: one or all of them. */
export class CoveredMarkets {
  readonly markets: readonly TradeMarket[];
  /** The only one. */
  readonly market: TradeMarket | undefined;
  readonly #isPaper: boolean;
  readonly #ofAccount: readonly TradeMarket[];
  readonly #header: Readonly<Trd_Common.TrdHeader>;

  constructor(info: AccountInfo, markets: readonly TradeMarket[]) {
    const [first, ...others] = markets;
    this.markets = Object.freeze([...markets]);
    this.market = others.length === 0 ? first : undefined;
    const sent = this.market ?? info.markets[0] ?? first ?? TrdMarket.Unknown;
    // Copied, so that nobody can turn a paper account into a real one afterward.
    this.#isPaper = info.isPaper;
    const trdEnv = info.isPaper ? TrdEnv.Simulate : TrdEnv.Real;
    this.#header = { trdEnv, accID: info.id, trdMarket: numberOf(sent) };
    this.#ofAccount = [...new Set([...knownMarkets(info.markets), ...markets])];
  }

  /** The header of requests. Its market only has to be one of the account's: it does not filter. */
  headerOf(market?: RowMarket): Readonly<Trd_Common.TrdHeader> {
    return market === undefined ? this.#header : { ...this.#header, trdMarket: numberOf(market) };
  }

  /** The currency of an account that has one market, and so no other currency. Futures are in several. */
  get onlyCurrency(): Trd_Common.CurrencyName | undefined {
    const [only, ...others] = this.#ofAccount;
    return only === undefined || only === "Futures" || others.length > 0 ? undefined : currencyOf(only);
  }

  /** The market that trades a code. @throws `InvalidCode` when no covered one does */
  marketFor(code: string): TradeMarket {
    if (this.market === undefined) return marketFor(code, this.markets, this.#isPaper);
    toTradeCode(code, this.market);
    return this.market;
  }

  /** The market of an order, as far as it is known. */
  marketOf(order: OrderRef): RowMarket {
    return (typeof order === "object" ? order.market : undefined) ?? this.market;
  }

  /** Converts the rows of the covered markets. All of them are in the account. */
  rowsOf<Raw extends PlacedRow, Row>(raws: readonly Raw[], convert: (raw: Raw, market: RowMarket) => Row): Row[] {
    return raws.flatMap((raw) => {
      const market = marketOfRow(raw, this.#ofAccount, this.market);
      return this.#covers(market) ? [convert(raw, market)] : [];
    });
  }

  /** The market of a pushed row, or `elsewhere` for one of another account or market. */
  marketOfPush({ trdEnv, accID, trdMarket }: Trd_Common.TrdHeader, raw: PlacedRow): RowMarket | "elsewhere" {
    if (trdEnv !== this.#header.trdEnv || accID !== this.#header.accID) return "elsewhere";
    const sent = nameOf(TrdMarket, trdMarket);
    const likely = this.#ofAccount.find((market) => market === sent) ?? this.market;
    const market = marketOfRow(raw, this.#ofAccount, likely);
    return this.#covers(market) ? market : "elsewhere";
  }

  #covers(market: RowMarket): boolean {
    return this.market === undefined || market === this.market;
  }
}

function numberOf(market: Trd_Common.TrdMarketName | number): number {
  return typeof market === "number" ? market : TrdMarket[market];
}
