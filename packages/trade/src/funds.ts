import type { Trd_Common } from "@opend/core/protocols";
import { optionalNameOf, type Unknown } from "./name-of.js";
import { type CurrencyName, currencies } from "./names.js";

/** Money of an account in one currency. */
export interface CurrencyFunds {
  readonly currency: CurrencyName | Unknown | undefined;
  readonly cash: number | undefined;
  /** What can be withdrawn. */
  readonly withdrawable: number | undefined;
  /** What can be bought with cash alone. */
  readonly cashBuyingPower: number | undefined;
}

/** Money of an account. Amounts are in `currency`, or where that is undefined in the account's only one. */
export interface Funds {
  readonly currency: CurrencyName | Unknown | undefined;
  /** What can be bought at most, an estimate; `maxQuantities` tells it for a security. */
  readonly buyingPower: number;
  /** Cash and what is held. */
  readonly totalAssets: number;
  /** Accounts for several currencies have it in `byCurrency`. */
  readonly cash: number;
  /** What is held is worth so much. */
  readonly marketValue: number;
  /** What open orders hold back. */
  readonly frozenCash: number;
  /** Accounts for several currencies only. */
  readonly byCurrency: readonly CurrencyFunds[];
  /** Everything, as the gateway gave it. */
  readonly raw: Trd_Common.Funds;
}

/** Makes funds readable. */
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
