import { Trd_Common, Trd_GetPositionList } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { roundTo } from "../../base/hash.js";
import { refuse } from "../../base/refuse.js";
import { convert, hasRate } from "../accounts/exchange-rates.js";
import type { Holding } from "../accounts/ledger.js";
import type { SimulatedAccount } from "../accounts/simulated-account.js";
import { isFuturesMarket, tradingMarkets } from "../accounts/trading-markets.js";
import type { TradingDesk } from "../orders/trading-desk.js";
import { categoryFilter } from "./asset-category.js";
import { createTradeFilter } from "./trade-filter.js";

/** Lists the positions of all markets, unless the filter names one. */
export function answerPositions(desk: TradingDesk): Handler {
  return handle(Trd_GetPositionList, (c2s) => {
    const { account } = desk.book.placeOf(c2s.header);
    const passes = createTradeFilter(c2s.filterConditions);
    const isCounted = categoryFilter(account, c2s.assetCategory);
    const { currency = Trd_Common.Currency.Unknown } = c2s;
    const isCrypto = account.markets.includes("Crypto");
    if (isCrypto && !hasRate(currency)) refuse(`the currency is ${currency}: this account's amounts need one`);
    const { filterPLRatioMin: min = -Infinity, filterPLRatioMax: max = Infinity } = c2s;
    const positionList = account.ledger.holdings
      .filter(({ home }) => isCounted(home.currency))
      .map((holding) => positionOf(desk, account, holding, isCrypto ? currency : holding.home.currency))
      .filter((position) => passes({ ...position, id: position.positionID }))
      .filter(({ plRatio = 0 }) => plRatio > min && plRatio < max);
    return { header: c2s.header, positionList };
  });
}

/** The position, with amounts in a currency. */
function positionOf(
  desk: TradingDesk,
  account: SimulatedAccount,
  holding: Holding,
  currency: number,
): Trd_Common.Position {
  const { id, market, home, code, name, quantity } = holding;
  const into = (amount: number) => roundTo(convert(amount, home.currency, currency), 3);
  const isFutures = isFuturesMarket(market);
  const { price, lastClose } = desk.tradeOf(holding);
  const [average, diluted] = [holding.averageCost, holding.invested / quantity];
  // Profit counts on the diluted cost in securities, and on the average cost in futures.
  const cost = isFutures ? average : diluted;
  const position = {
    positionID: id,
    positionSide: Trd_Common.PositionSide.Long,
    code,
    name,
    qty: quantity,
    canSellQty: account.sellable(holding),
    price: into(price),
    costPrice: into(cost),
    val: isFutures ? 0 : into(quantity * price),
    plVal: into(quantity * (price - cost)),
    plRatio: cost > 0 ? roundTo(price / cost - 1, 5) : undefined,
    secMarket: home.secMarket,
    currency,
    trdMarket: tradingMarkets[market].trdMarket,
    accID: account.profile.id,
  };
  const gains = { unrealizedPL: into((price - average) * quantity), realizedPL: into(holding.realized) };
  const onAverage = { averageCostPrice: into(average), averagePlRatio: roundTo(price / average - 1, 5) };
  const hasAverage = account.isReal || isFutures;
  return {
    ...position,
    ...(hasAverage ? gains : {}),
    ...(account.isReal ? { td_plVal: into((price - lastClose) * quantity) } : {}),
    ...(isFutures || desk.onlyCostPrice ? {} : { dilutedCostPrice: into(diluted) }),
    ...(hasAverage && !desk.onlyCostPrice ? onAverage : {}),
  };
}
