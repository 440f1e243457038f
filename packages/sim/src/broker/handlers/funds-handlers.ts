import { Trd_Common, Trd_GetFunds, Trd_GetMaxTrdQtys, Trd_GetPositionList } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { roundTo } from "../../base/hash.js";
import { refuse } from "../../base/refuse.js";
import type { Market } from "../../market/calendar/trading-calendar.js";
import type { Place } from "../accounts/account-book.js";
import type { Holding } from "../accounts/ledger.js";
import { tradingMarkets } from "../accounts/trading-markets.js";
import type { TradingDesk } from "../orders/trading-desk.js";
import { createTradeFilter } from "./trade-filter.js";

/** Answers with money and buying power, in the currency of the market. */
export function answerFunds(desk: TradingDesk): Handler {
  return handle(Trd_GetFunds, ({ header, currency }) => {
    const place = desk.book.placeOf(header);
    const { account, market } = place;
    const own = tradingMarkets[market].currency;
    if (account.isReal && currency !== own) {
      refuse(`the currency is ${currency}: amounts are only simulated in the currency of the market, ${own}`);
    }
    return { header, funds: fundsOf(desk, place) };
  });
}

/** Lists the positions. */
export function answerPositions(desk: TradingDesk): Handler {
  return handle(Trd_GetPositionList, (c2s) => {
    const place = desk.book.placeOf(c2s.header);
    const passes = createTradeFilter(c2s.filterConditions);
    const { filterPLRatioMin: min = -Infinity, filterPLRatioMax: max = Infinity } = c2s;
    const positionList = place.account
      .ledgerOf(place.market)
      .holdings.map((holding) => positionOf(desk, place, holding))
      .filter((position) => passes({ ...position, id: position.positionID }))
      .filter(({ plRatio = 0 }) => plRatio > min && plRatio < max);
    return { header: c2s.header, positionList };
  });
}

/** Answers how much can be bought and sold. Nothing is lent. */
export function answerMaxQuantities(desk: TradingDesk): Handler {
  return handle(Trd_GetMaxTrdQtys, (c2s) => {
    const { account, market } = desk.book.placeOf(c2s.header);
    const { lotSize } = tradingMarkets[market];
    const { code, price, orderID, orderIDEx } = c2s;
    desk.requireTradable(account, { market, code });
    if (!(price > 0)) refuse(`the price is ${price}: it has to be above 0`);
    const isAsked = orderID !== undefined || orderIDEx !== undefined;
    const order = account.openOrders(market).find(({ id, idEx }) => id === orderID || idEx === orderIDEx);
    if (isAsked && order === undefined) refuse(`there is no open order ${orderIDEx ?? orderID}`);
    const lots = Math.floor(account.buyingPower(market, order) / price / lotSize);
    const maxCashBuy = Math.max(lots, 0) * lotSize + (order?.isBuy ? order.filledQuantity : 0);
    const maxPositionSell = account.sellable(market, code, order) + (order && !order.isBuy ? order.filledQuantity : 0);
    const maxTrdQtys = { maxCashBuy, maxCashAndMarginBuy: maxCashBuy, maxPositionSell, maxSellShort: 0, maxBuyBack: 0 };
    return { header: c2s.header, maxTrdQtys };
  });
}

function fundsOf(desk: TradingDesk, { account, market }: Place): Trd_Common.Funds {
  const cash = roundTo(account.ledgerOf(market).cash, 3);
  const marketVal = marketValue(desk, { account, market });
  const frozenCash = roundTo(account.frozenCash(market), 3);
  const power = roundTo(cash - frozenCash, 3);
  const funds = {
    power,
    totalAssets: roundTo(cash + marketVal, 3),
    cash,
    marketVal,
    frozenCash,
    debtCash: 0,
    avlWithdrawalCash: power,
    maxPowerShort: 0,
    netCashPower: power,
    longMv: marketVal,
    shortMv: 0,
    cashInfoList: [],
    marketInfoList: [],
  };
  if (!account.isReal) return funds;
  const markets = [...account.ledgers.keys()];
  return {
    ...funds,
    currency: tradingMarkets[market].currency,
    cashInfoList: markets.map((each) => {
      const available = account.buyingPower(each);
      const { cash: balance } = account.ledgerOf(each);
      return {
        currency: tradingMarkets[each].currency,
        cash: balance,
        availableBalance: available,
        netCashPower: available,
      };
    }),
    marketInfoList: markets.map((each) => ({
      trdMarket: tradingMarkets[each].trdMarket,
      assets: marketValue(desk, { account, market: each }),
    })),
  };
}

function marketValue(desk: TradingDesk, { account, market }: Place): number {
  const values = account.ledgerOf(market).holdings.map(({ code, quantity }) => quantity * priceOf(desk, market, code));
  return roundTo(
    values.reduce((sum, value) => sum + value, 0),
    3,
  );
}

function positionOf(desk: TradingDesk, { account, market }: Place, holding: Holding): Trd_Common.Position {
  const { id, code, name, quantity, averageCost, invested, realized } = holding;
  const price = priceOf(desk, market, code);
  const diluted = roundTo(invested / quantity, 3);
  const { trdMarket, secMarket, currency } = tradingMarkets[market];
  const position = {
    positionID: id,
    positionSide: Trd_Common.PositionSide.Long,
    code,
    name,
    qty: quantity,
    canSellQty: account.sellable(market, code),
    price,
    costPrice: diluted,
    val: roundTo(quantity * price, 3),
    plVal: roundTo(quantity * price - invested, 3),
    plRatio: diluted > 0 ? roundTo(price / diluted - 1, 5) : undefined,
    secMarket,
    currency,
    trdMarket,
    dilutedCostPrice: diluted,
    accID: account.profile.id,
  };
  if (!account.isReal) return position;
  return {
    ...position,
    unrealizedPL: roundTo((price - averageCost) * quantity, 3),
    realizedPL: roundTo(realized, 3),
    averageCostPrice: roundTo(averageCost, 3),
    averagePlRatio: roundTo(price / averageCost - 1, 5),
  };
}

function priceOf(desk: TradingDesk, market: Market, code: string): number {
  return desk.liveOf({ market, code }).trade.price;
}
