import { Trd_Common, Trd_GetFunds } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { roundTo } from "../../base/hash.js";
import { refuse } from "../../base/refuse.js";
import { convert, hasRate } from "../accounts/exchange-rates.js";
import type { Holding } from "../accounts/ledger.js";
import { futuresMarginRatio, type SimulatedAccount } from "../accounts/simulated-account.js";
import { isFuturesMarket, tradingMarkets } from "../accounts/trading-markets.js";
import type { TradingDesk } from "../orders/trading-desk.js";
import { categoryFilter } from "./asset-category.js";

const { CltRiskLevel, CltRiskStatus, TrdAccType } = Trd_Common;

/** The shares of the value of securities that a margin account has to hold. Made up, and nothing is lent. */
const [initialRatio, maintenanceRatio, marginCallRatio] = [0.5, 0.4, 0.3];

/**
 * Answers with the money and buying power of the whole account, whatever the market of the header: in the currency asked
 * for, at made-up rates, if the account is universal or for cryptocurrencies, else in its own.
 */
export function answerFunds(desk: TradingDesk): Handler {
  return handle(Trd_GetFunds, ({ header, currency: asked = Trd_Common.Currency.Unknown, assetCategory }) => {
    const { account } = desk.book.placeOf(header);
    const isCounted = categoryFilter(account, assetCategory);
    const currency = account.isUniversal || account.markets.includes("Crypto") ? asked : ownCurrency(account);
    if (!hasRate(currency)) refuse(`the currency is ${asked}: this account's amounts need one`);
    return { header, funds: fundsOf(desk, account, currency, isCounted) };
  });
}

/** The currency of an account with one market. */
function ownCurrency({ markets }: SimulatedAccount): number {
  return tradingMarkets[markets[0] ?? "HK"].homes[0].currency;
}

function fundsOf(
  desk: TradingDesk,
  account: SimulatedAccount,
  currency: number,
  isCounted: (currency: number) => boolean,
): Trd_Common.Funds {
  const currencies = account.ledger.currencies.filter(isCounted);
  const holdings = account.ledger.holdings.filter(({ home }) => isCounted(home.currency));
  const inTotal = (amountIn: (currency: number) => number) =>
    sum(currencies.map((each) => convert(amountIn(each), each, currency)));
  const over = (some: readonly Holding[], amountOf: (holding: Holding) => number) =>
    sum(some.map((each) => convert(amountOf(each), each.home.currency, currency)));
  const worthOf = (holding: Holding) => holding.quantity * desk.tradeOf(holding).price;
  const gainOf = (holding: Holding) => worthOf(holding) - holding.quantity * holding.averageCost;

  const shares = holdings.filter(({ market }) => !isFuturesMarket(market));
  const contracts = holdings.filter(({ market }) => isFuturesMarket(market));
  const cash = inTotal((each) => account.ledger.cashIn(each));
  const power = inTotal((each) => account.buyingPower(each));
  const marketVal = over(shares, worthOf);
  const unrealizedPL = over(contracts, gainOf);
  const totalAssets = roundTo(cash + marketVal + unrealizedPL, 3);
  const funds = {
    power,
    totalAssets,
    cash,
    marketVal,
    frozenCash: inTotal((each) => account.frozenCash(each)),
    debtCash: 0,
    avlWithdrawalCash: power,
    maxPowerShort: 0,
    netCashPower: power,
    longMv: marketVal,
    shortMv: 0,
    cashInfoList: [],
    marketInfoList: [],
  };
  const isMargin = account.profile.type !== TrdAccType.Cash;
  const margin = (ratio: number) => {
    const ofContracts = over(contracts, (each) => each.quantity * each.averageCost * futuresMarginRatio);
    return roundTo((isMargin ? marketVal * ratio : 0) + ofContracts * (ratio / initialRatio), 3);
  };
  return {
    ...funds,
    ...(account.isForFutures
      ? {
          availableFunds: power,
          unrealizedPL,
          realizedPL: over(contracts, ({ realized }) => realized),
          riskLevel: CltRiskLevel.Safe,
        }
      : { maxWithdrawal: power, securitiesAssets: totalAssets }),
    ...(account.isForFutures || isMargin
      ? {
          initialMargin: margin(initialRatio),
          maintenanceMargin: margin(maintenanceRatio),
          marginCallMargin: margin(marginCallRatio),
          riskStatus: CltRiskStatus.Level1,
        }
      : {}),
    ...(account.isForFutures || account.isUniversal || account.markets.includes("Crypto")
      ? { currency, cashInfoList: currencies.map((each) => cashInfo(account, each)) }
      : {}),
    ...(account.isUniversal
      ? {
          marketInfoList: account.markets.map((market) => ({
            trdMarket: tradingMarkets[market].trdMarket,
            assets: over(
              holdings.filter((each) => each.market === market),
              worthOf,
            ),
          })),
        }
      : {}),
  };
}

function cashInfo(account: SimulatedAccount, currency: number): Trd_Common.AccCashInfo {
  const available = account.buyingPower(currency);
  return { currency, cash: account.ledger.cashIn(currency), availableBalance: available, netCashPower: available };
}

function sum(amounts: readonly number[]): number {
  return roundTo(
    amounts.reduce((total, amount) => total + amount, 0),
    3,
  );
}
