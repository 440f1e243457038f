import { type CallOptions, type Client, type PushOptions, security } from "@opend/core";
import { checkOptions, createError, fieldBounds } from "@opend/core/internal";
import {
  Trd_Common,
  Trd_GetFunds,
  Trd_GetHistoryOrderFillList,
  Trd_GetHistoryOrderList,
  Trd_GetMarginRatio,
  Trd_GetMaxTrdQtys,
  Trd_GetOrderFee,
  Trd_GetOrderFillList,
  Trd_GetOrderList,
  Trd_GetPositionList,
  Trd_ModifyOrder,
  Trd_PlaceOrder,
  Trd_UpdateOrder,
  Trd_UpdateOrderFill,
} from "@opend/core/protocols";
import { currencyOf, type TradeMarket, toTradeCode } from "../names/trade-markets.js";
import { type Known, parseOption } from "../names/words.js";
import { requireBounds } from "../requests/bounds.js";
import {
  type CachedQueryOptions,
  callOptionNames,
  callOptions,
  type QueryCallOptions,
} from "../requests/call-options.js";
import { askInParts } from "../requests/history-parts.js";
import { requireRange } from "../requests/moments.js";
import { requireType } from "../requests/order-form.js";
import { type OrderOp, toOrderOp } from "../requests/order-op.js";
import {
  type ChangeFields,
  type OrderChange,
  type OrderRequest,
  parseOrderType,
  requirePrice,
  toPlaceOrder,
} from "../requests/order-request.js";
import { requireDigits } from "../requests/require-digits.js";
import {
  type HistoryFilter,
  isNamed,
  type StatusFilter,
  selectsNothing,
  type TimeFilter,
  type TradeFilter,
  toFilterConditions,
} from "../requests/trade-filter.js";
import type { AccountInfo } from "../rows/accounts.js";
import { type Fill, toFill } from "../rows/fill.js";
import { type Funds, toFunds } from "../rows/funds.js";
import {
  type MarginRatio,
  type MaxQuantities,
  type OrderFees,
  toFees,
  toMarginRatio,
  toMaxQuantities,
} from "../rows/limits.js";
import { type Order, toOrder } from "../rows/order.js";
import { type Position, toPosition } from "../rows/position.js";
import { CoveredMarkets } from "./covered-markets.js";
import { type MoneyOptions, moneyOptionNames, toMoneyFields } from "./money-options.js";
import { changeOf, idsOf, type OrderRef } from "./order-ref.js";
import { requireTrader } from "./require-trader.js";
import { mapPushes, type Updates } from "./updates.js";

const { ModifyOrderOp, OrderStatus } = Trd_Common;

/** The ids of an order that was placed or modified. */
export interface OrderIds {
  readonly orderId: bigint;
  readonly orderIdEx: string | undefined;
}

/** What {@link TradingAccount.maxQuantities} should calculate for. */
export interface MaxQuantitiesRequest extends QueryCallOptions {
  /** The security code, such as `HK.00700`. */
  readonly code: string;
  /** The price of the order. For an order without one, a current price to calculate with. */
  readonly price: number;
  /** Default: `Normal`, a limit order. */
  readonly type?: Known<Trd_Common.OrderTypeName> | undefined;
  /** An order that you want to modify: its quantity is included. */
  readonly order?: OrderRef | undefined;
}

/**
 * One trading account, in one of its markets or in all of them, opened by `openAccount`. Every request carries the account
 * and whether its money is real, as the gateway's list of accounts has it. Nothing can change that. In one market, it has
 * only the orders, deals and positions of that market. Money is always that of the whole account.
 *
 * Methods that change something send their request once. It is never retried and never sent later. An error with `sent:
 * true` means that the gateway may have acted: check `orders()`.
 */
export class TradingAccount {
  /** The account's entry in the gateway's list. */
  readonly info: AccountInfo;
  readonly #client: Client;
  readonly #covered: CoveredMarkets;

  constructor(client: Client, info: AccountInfo, markets: readonly TradeMarket[]) {
    this.#client = client;
    this.info = info;
    this.#covered = new CoveredMarkets(info, markets);
  }

  /** The markets that it covers: the one it was opened for, or all of the account's. */
  get markets(): readonly TradeMarket[] {
    return this.#covered.markets;
  }

  /** The only market that it covers. Undefined when it covers several. */
  get market(): TradeMarket | undefined {
    return this.#covered.market;
  }

  /** The account's id. */
  get id(): bigint {
    return this.info.id;
  }

  /** Whether the account holds simulated money. */
  get isPaper(): boolean {
    return this.info.isPaper;
  }

  /**
   * Places an order: `{ code: "HK.00700", side: "Buy", quantity: 100, price: 300 }`. When this resolves, the gateway
   * has the order, but the exchange may not: check `orders()`.
   *
   * @throws `InvalidCode`, `InvalidOption`, `AccountCannotTrade` before anything is sent; `GatewayError` when the gateway
   * refuses, for example because a real account is not unlocked; and what `client.call` throws
   */
  async placeOrder(order: OrderRequest, options?: CallOptions): Promise<OrderIds> {
    requireTrader(this.info);
    const market = this.#covered.marketFor(order.code);
    const c2s = toPlaceOrder(order, { header: this.#covered.headerOf(market), market, firm: this.info.firm });
    const { orderID, orderIDEx } = await this.#client.call(Trd_PlaceOrder, c2s, options);
    if (orderID !== undefined) return { orderId: orderID, orderIdEx: orderIDEx };
    const message = `the order was placed, but the gateway did not return its id (orderIDEx ${orderIDEx}): see orders()`;
    const details = { messageName: "Trd_PlaceOrder.S2C", path: "orderID" };
    throw createError("MalformedMessage", message, details, { retryable: false });
  }

  /** Changes the quantity and price of an open order. @throws as {@link placeOrder} */
  async modifyOrder(order: OrderRef, change: OrderChange, options?: CallOptions): Promise<OrderIds> {
    return await this.#modify(order, "Normal", options, changeOf(order, change, this.#covered.marketOf(order)));
  }

  /** Cancels the part of an order that was not filled. @throws as {@link placeOrder} */
  async cancelOrder(order: OrderRef, options?: CallOptions): Promise<OrderIds> {
    return await this.#modify(order, "Cancel", options);
  }

  /**
   * Takes an order off the exchange and keeps it, so that it can be enabled again. HK only. @throws as {@link
   * placeOrder}
   */
  async disableOrder(order: OrderRef, options?: CallOptions): Promise<OrderIds> {
    return await this.#modify(order, "Disable", options);
  }

  /** Sends a disabled order to the exchange again. HK only. @throws the same errors as {@link placeOrder} */
  async enableOrder(order: OrderRef, options?: CallOptions): Promise<OrderIds> {
    return await this.#modify(order, "Enable", options);
  }

  /** Hides an order that was canceled or failed. HK and futures only. @throws the same errors as {@link placeOrder} */
  async deleteOrder(order: OrderRef, options?: CallOptions): Promise<OrderIds> {
    return await this.#modify(order, "Delete", options);
  }

  /**
   * Cancels all open orders of this account in the markets that it covers, one request for each. When a market refuses, as
   * HKCC does, the others are still asked, and the first refusal is thrown. Not for paper accounts.
   *
   * @throws the same errors as {@link placeOrder}
   */
  async cancelAllOrders(options?: CallOptions): Promise<void> {
    const errors: unknown[] = [];
    // An account with none but markets that are newer than the contract is asked by their number.
    for (const market of this.markets.length > 0 ? this.markets : [undefined]) {
      const header = this.#covered.headerOf(market);
      const all = { orderID: 0n, modifyOrderOp: ModifyOrderOp.Cancel, forAll: true, trdMarket: header.trdMarket };
      const asking = this.#client.call(Trd_ModifyOrder, { header, ...all }, options);
      await asking.catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  }

  /**
   * Returns open orders and today's orders, oldest first. @throws `InvalidCode`, `InvalidOption`, and the errors of
   * `client.call`
   */
  async orders(options: TimeFilter & StatusFilter & CachedQueryOptions = {}): Promise<Order[]> {
    const filter = this.#filtered("orders", options, [...timeNames, "statuses", "refresh"]);
    const c2s = { ...filter, filterStatusList: parseStatuses(options.statuses) };
    if (selectsNothing(options)) return [];
    const { orderList } = await this.#client.call(Trd_GetOrderList, c2s, callOptions(options));
    return this.#covered.rowsOf(orderList, toOrder).filter(({ code }) => isNamed(code, options));
  }

  /**
   * Returns past orders, newest first. More days than a request takes, which are 360, are asked for in parts. When one
   * fails, so does the whole.
   *
   * @throws the same errors as {@link orders}
   */
  async orderHistory(options: HistoryFilter & StatusFilter & QueryCallOptions): Promise<Order[]> {
    const filter = this.#filtered("orderHistory", options, [...timeNames, "statuses"]);
    requireRange(options);
    const c2s = { ...filter, filterStatusList: parseStatuses(options.statuses) };
    if (selectsNothing(options)) return [];
    const ask = async (filterConditions: Trd_Common.TrdFilterConditions) =>
      (await this.#client.call(Trd_GetHistoryOrderList, { ...c2s, filterConditions }, callOptions(options))).orderList;
    const { maxDays } = Trd_GetHistoryOrderList.span;
    const orders = await askInParts(c2s.filterConditions, maxDays, ask, ({ orderID }) => orderID);
    return this.#covered.rowsOf(orders, toOrder).filter(({ code }) => isNamed(code, options));
  }

  /**
   * Returns today's deals, oldest first. The gateway refuses this for paper accounts. @throws the same errors as {@link
   * orders}
   */
  async fills(options: TimeFilter & CachedQueryOptions = {}): Promise<Fill[]> {
    const c2s = this.#filtered("fills", options, [...timeNames, "refresh"]);
    if (selectsNothing(options)) return [];
    const { orderFillList } = await this.#client.call(Trd_GetOrderFillList, c2s, callOptions(options));
    return this.#covered.rowsOf(orderFillList, toFill).filter(({ code }) => isNamed(code, options));
  }

  /**
   * Returns past deals, newest first, in parts as {@link orderHistory}. The gateway refuses this for paper accounts.
   *
   * @throws the same errors as {@link orders}
   */
  async fillHistory(options: HistoryFilter & QueryCallOptions): Promise<Fill[]> {
    const c2s = this.#filtered("fillHistory", options, timeNames);
    requireRange(options);
    if (selectsNothing(options)) return [];
    const ask = async (filterConditions: Trd_Common.TrdFilterConditions) =>
      (await this.#client.call(Trd_GetHistoryOrderFillList, { ...c2s, filterConditions }, callOptions(options)))
        .orderFillList;
    const { maxDays } = Trd_GetHistoryOrderFillList.span;
    const fills = await askInParts(c2s.filterConditions, maxDays, ask, ({ fillID }) => fillID);
    return this.#covered.rowsOf(fills, toFill).filter(({ code }) => isNamed(code, options));
  }

  /**
   * The positions of the account.
   *
   * @param options `currency` of the amounts, for accounts that trade cryptocurrencies. Default: USD
   * @throws as {@link orders}
   */
  async positions(options: TradeFilter & MoneyOptions = {}): Promise<Position[]> {
    const filter = this.#filtered("positions", options, moneyOptionNames);
    const usual = this.markets.includes("Crypto") ? currencyOf("Crypto") : undefined;
    const c2s = { ...filter, ...toMoneyFields(this.info, options, usual) };
    if (selectsNothing(options)) return [];
    const { positionList } = await this.#client.call(Trd_GetPositionList, c2s, callOptions(options));
    return this.#covered.rowsOf(positionList, toPosition).filter(({ code }) => isNamed(code, options));
  }

  /**
   * Returns money and buying power of the whole account, whichever of its markets it was opened for.
   *
   * @param options `currency` of the amounts, for accounts of several currencies. Default: that of the first market
   * @throws `InvalidOption`, and what `client.call` throws
   */
  async funds(options: MoneyOptions = {}): Promise<Funds> {
    checkOptions("funds", options, [...moneyOptionNames, ...callOptionNames]);
    const [first] = this.markets;
    const usual = first && currencyOf(first);
    const header = this.#covered.headerOf();
    const c2s = { header, refreshCache: options.refresh, ...toMoneyFields(this.info, options, usual) };
    const { funds } = await this.#client.call(Trd_GetFunds, c2s, callOptions(options));
    return toFunds(required(funds, "Trd_GetFunds.S2C", "funds"), this.#covered.onlyCurrency);
  }

  /**
   * Returns how much of a security can be bought and sold. @throws `InvalidCode`, `InvalidOption`, and the errors of
   * `client.call`
   */
  async maxQuantities(request: MaxQuantitiesRequest): Promise<MaxQuantities> {
    checkOptions("maxQuantities", request, ["code", "price", "type", "order", ...callOptionNames]);
    const { code, price, type = "Normal", order } = request;
    const market = this.#covered.marketFor(code);
    requirePrice("price", price, market);
    const orderType = parseOrderType(type);
    requireType(type, code, this.isPaper);
    const tradeCode = toTradeCode(code, market);
    requireDigits(code, tradeCode);
    const c2s = {
      header: this.#covered.headerOf(market),
      ...tradeCode,
      price,
      orderType,
      ...(order === undefined ? {} : idsOf(order)),
    };
    const { maxTrdQtys } = await this.#client.call(Trd_GetMaxTrdQtys, c2s, callOptions(request));
    return toMaxQuantities(required(maxTrdQtys, "Trd_GetMaxTrdQtys.S2C", "maxTrdQtys"));
  }

  /**
   * The fees of orders, identified by their `orderIdEx`, at most 400 at a time. Not for paper accounts.
   *
   * @throws `InvalidOption`, and the errors of `client.call`
   */
  async orderFees(orderIdExs: readonly string[], options: QueryCallOptions = {}): Promise<OrderFees[]> {
    requireBounds("orderIdExs", orderIdExs, fieldBounds.Trd_GetOrderFee.orderIdExList);
    const c2s = { header: this.#covered.headerOf(), orderIdExList: [...orderIdExs] };
    const { orderFeeList } = await this.#client.call(Trd_GetOrderFee, c2s, callOptions(options));
    return orderFeeList.map(toFees);
  }

  /**
   * The margin at which HK and US stocks can be bought or sold short, at most 100 at a time.
   *
   * @throws `InvalidCode`, `InvalidOption`, and the errors of `client.call`
   */
  async marginRatios(codes: readonly string[], options: QueryCallOptions = {}): Promise<MarginRatio[]> {
    requireBounds("codes", codes, { maxItems: Trd_GetMarginRatio.batch.max });
    const c2s = { header: this.#covered.headerOf(), securityList: codes.map((code) => security(code, ["HK", "US"])) };
    const { marginRatioInfoList } = await this.#client.call(Trd_GetMarginRatio, c2s, callOptions(options));
    return marginRatioInfoList.map(toMarginRatio);
  }

  /**
   * Orders of this account in the markets that it covers as they are placed and change: `for await (const order of
   * account.orderUpdates())`. The loop subscribes, or `open()` before it; leaving the loop unsubscribes. Changes before
   * that, or while there is no connection, are not reported: check `orders()`.
   *
   * @throws in the loop: the errors of `client.pushes`
   */
  orderUpdates(options: PushOptions = {}): Updates<Order> {
    const pushes = this.#client.pushes(Trd_UpdateOrder, { ...options, accounts: [this.id] });
    return mapPushes(pushes, ({ header, order }) => {
      const market = this.#covered.marketOfPush(header, order);
      return market === "elsewhere" ? undefined : toOrder(order, market);
    });
  }

  /**
   * Deals of this account in the markets that it covers as they are made. Paper accounts have none. @throws as {@link orderUpdates}
   */
  fillUpdates(options: PushOptions = {}): Updates<Fill> {
    const pushes = this.#client.pushes(Trd_UpdateOrderFill, { ...options, accounts: [this.id] });
    return mapPushes(pushes, ({ header, orderFill }) => {
      const market = this.#covered.marketOfPush(header, orderFill);
      return market === "elsewhere" ? undefined : toFill(orderFill, market);
    });
  }

  async #modify(
    order: OrderRef,
    op: OrderOp,
    options: CallOptions | undefined,
    more: ChangeFields = {},
  ): Promise<OrderIds> {
    const market = this.#covered.marketOf(order);
    const modifyOrderOp = toOrderOp(op, market);
    const c2s = { header: this.#covered.headerOf(market), orderID: 0n, ...idsOf(order), modifyOrderOp, ...more };
    const { orderID, orderIDEx } = await this.#client.call(Trd_ModifyOrder, c2s, options);
    return { orderId: orderID, orderIdEx: orderIDEx };
  }

  #filtered(method: string, options: TimeFilter & CachedQueryOptions, names: readonly string[]) {
    checkOptions(method, options, ["codes", "ids", ...names, ...callOptionNames]);
    const filterConditions = toFilterConditions(options, this.#covered);
    return { header: this.#covered.headerOf(), filterConditions, refreshCache: options.refresh };
  }
}

/** The options of methods that take a time range. */
const timeNames = ["from", "to"];

function parseStatuses(statuses: readonly Known<Trd_Common.OrderStatusName>[] = []): Trd_Common.OrderStatus[] {
  return statuses.map((status) => parseOption(OrderStatus, "statuses", status));
}

function required<T>(value: T | undefined, messageName: string, path: string): T {
  if (value !== undefined) return value;
  throw createError("MalformedMessage", `${messageName} lacks ${path}`, { messageName, path });
}
