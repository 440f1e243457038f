import { Trd_Common } from "@opend/core/protocols";
import type { RowMarket } from "../names/row-market.js";
import { wordOf } from "../names/words.js";

const { CltRiskStatus, Currency, TrdMarket } = Trd_Common;

/** An account's money in one currency. */
export interface CurrencyFunds {
  readonly currency: Trd_Common.CurrencyName | number | undefined;
  readonly cash: number | undefined;
  /** The amount that can be withdrawn. */
  readonly withdrawable: number | undefined;
  /** The amount available to buy with cash alone. */
  readonly cashBuyingPower: number | undefined;
}

/** An account's assets in one market. */
export interface MarketFunds {
  readonly market: RowMarket;
  /** The net assets there. The official documents name no currency. */
  readonly assets: number | undefined;
}

/**
 * Money of a whole account, whichever of its markets it was opened for. Amounts are in `currency`, apart from those in
 * `byCurrency` and `byMarket`.
 */
export interface Funds {
  /** The one that was asked for. Accounts of one currency have that one, and ignore what was asked for. */
  readonly currency: Trd_Common.CurrencyName | number | undefined;
  /** The most that can be bought, as an estimate. `maxQuantities` tells it for a security. */
  readonly buyingPower: number;
  /** Cash plus the value of the positions. */
  readonly totalAssets: number;
  /** The cash. Accounts for several currencies have it in `byCurrency`. */
  readonly cash: number;
  /** The value of the positions. Not for futures. */
  readonly marketValue: number;
  /** The amount that open orders hold back. */
  readonly frozenCash: number;
  /** Cash that can be withdrawn. Accounts for several currencies have it in `byCurrency`. */
  readonly withdrawable: number;
  /** The most that can be withdrawn, with what can be borrowed. Not for futures. */
  readonly maxWithdrawal: number | undefined;
  /** What interest is paid on. */
  readonly debt: number;
  /** Profit of what is held. A loss is below 0. Futures only: the positions of other accounts have theirs. */
  readonly unrealizedProfit: number | undefined;
  /** Profit of what was closed. Futures only. */
  readonly realizedProfit: number | undefined;
  /** What can be used. Futures only. */
  readonly availableFunds: number | undefined;
  readonly initialMargin: number | undefined;
  readonly maintenanceMargin: number | undefined;
  /** The margin below which the broker asks for more money. */
  readonly marginCallMargin: number | undefined;
  /** How safe the account is: `Level1` is the safest of nine. */
  readonly riskStatus: Trd_Common.CltRiskStatusName | number | undefined;
  /** The cash, by currency. Only for accounts with several currencies. */
  readonly byCurrency: readonly CurrencyFunds[];
  /** The assets, by market. Empty when the gateway does not say. */
  readonly byMarket: readonly MarketFunds[];
  /** The whole message from the gateway. */
  readonly raw: Trd_Common.Funds;
}

/** Converts funds to plain data. @param only the currency of an account that has no other */
export function toFunds(raw: Trd_Common.Funds, only: Trd_Common.CurrencyName | undefined): Funds {
  return {
    currency: wordOf(Currency, raw.currency || undefined) ?? only,
    buyingPower: raw.power,
    totalAssets: raw.totalAssets,
    cash: raw.cash,
    marketValue: raw.marketVal,
    frozenCash: raw.frozenCash,
    withdrawable: raw.avlWithdrawalCash,
    maxWithdrawal: raw.maxWithdrawal,
    debt: raw.debtCash,
    unrealizedProfit: raw.unrealizedPL,
    realizedProfit: raw.realizedPL,
    availableFunds: raw.availableFunds,
    initialMargin: raw.initialMargin,
    maintenanceMargin: raw.maintenanceMargin,
    marginCallMargin: raw.marginCallMargin,
    riskStatus: wordOf(CltRiskStatus, raw.riskStatus),
    byCurrency: raw.cashInfoList.map(({ currency, cash, availableBalance, netCashPower }) => ({
      currency: wordOf(Currency, currency),
      cash,
      withdrawable: availableBalance,
      cashBuyingPower: netCashPower,
    })),
    byMarket: raw.marketInfoList.map(({ trdMarket, assets }) => {
      const market = wordOf(TrdMarket, trdMarket);
      return { market: market === "Unknown" ? undefined : market, assets };
    }),
    raw,
  };
}
