import type { Trd_Common } from "@opend/core/protocols";
import { optionalNameOf, type Unknown } from "./name-of.js";
import { type CurrencyName, currencies } from "./names.js";

/** An account's money in one currency. */
export interface CurrencyFunds {
  readonly currency: CurrencyName | Unknown | undefined;
  readonly cash: number | undefined;
  /** The amount that can be withdrawn. */
  readonly withdrawable: number | undefined;
  /** The amount available to buy with cash alone. */
  readonly cashBuyingPower: number | undefined;
}

/** An account's money. Amounts are in `currency`, or if that is undefined, in the account's only currency. */
export interface Funds {
  readonly currency: CurrencyName | Unknown | undefined;
  /** An estimate of the maximum amount available to buy. For one security, use `maxQuantities`. */
  readonly buyingPower: number;
  /** The value of cash and positions. */
  readonly totalAssets: number;
  /** The cash. Accounts for several currencies have it in `byCurrency`. */
  readonly cash: number;
  /** The value of the positions. */
  readonly marketValue: number;
  /** The amount that open orders hold back. */
  readonly frozenCash: number;
  /** Only for accounts with several currencies. */
  readonly byCurrency: readonly CurrencyFunds[];
  /** All fields, as the gateway sent them. */
  readonly raw: Trd_Common.Funds;
}

/** Converts funds to readable values. */
export function toFunds(raw: Trd_Common.Funds): Funds {
  return {
    currency: optionalNameOf(currencies, raw.currency),
    buyingPower: raw.power,
    totalAssets: raw.totalAssets,
    cash: raw.cash,
    marketValue: raw.marketVal,
    frozenCash: raw.frozenCash,
    byCurrency: raw.cashInfoList.map(({ currency, cash, availableBalance, netCashPower }) => ({
      currency: optionalNameOf(currencies, currency),
      cash,
      withdrawable: availableBalance,
      cashBuyingPower: netCashPower,
    })),
    raw,
  };
}
