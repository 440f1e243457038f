import { Trd_Common } from "@opend/core/protocols";
import { wordOf } from "../names/words.js";

const { Currency } = Trd_Common;

/** An account's money in one currency. */
export interface CurrencyFunds {
  readonly currency: Trd_Common.CurrencyName | number | undefined;
  readonly cash: number | undefined;
  /** The amount that can be withdrawn. */
  readonly withdrawable: number | undefined;
  /** The amount available to buy with cash alone. */
  readonly cashBuyingPower: number | undefined;
}

/** Money of an account. Amounts are in `currency`. If that is undefined, in the account's only currency. */
export interface Funds {
  readonly currency: Trd_Common.CurrencyName | number | undefined;
  /** The most that can be bought, as an estimate. `maxQuantities` tells it for a security. */
  readonly buyingPower: number;
  /** Cash plus the value of the positions. */
  readonly totalAssets: number;
  /** The cash. Accounts for several currencies have it in `byCurrency`. */
  readonly cash: number;
  /** The value of the positions. */
  readonly marketValue: number;
  /** The amount that open orders hold back. */
  readonly frozenCash: number;
  /** Only for accounts with several currencies. */
  readonly byCurrency: readonly CurrencyFunds[];
  /** The whole message from the gateway. */
  readonly raw: Trd_Common.Funds;
}

/** Converts funds to plain data. */
export function toFunds(raw: Trd_Common.Funds): Funds {
  return {
    currency: wordOf(Currency, raw.currency),
    buyingPower: raw.power,
    totalAssets: raw.totalAssets,
    cash: raw.cash,
    marketValue: raw.marketVal,
    frozenCash: raw.frozenCash,
    byCurrency: raw.cashInfoList.map(({ currency, cash, availableBalance, netCashPower }) => ({
      currency: wordOf(Currency, currency),
      cash,
      withdrawable: availableBalance,
      cashBuyingPower: netCashPower,
    })),
    raw,
  };
}
