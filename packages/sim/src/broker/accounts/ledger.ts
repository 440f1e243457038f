import { roundTo } from "../../base/hash.js";
import { isFuturesMarket, type TradedSecurity } from "./trading-markets.js";

/** An account's position in one security. */
export interface Holding extends TradedSecurity {
  /** The id of the position, unique within the gateway. */
  readonly id: bigint;
  readonly name: string;
  readonly quantity: number;
  /** The average cost per share or contract. */
  readonly averageCost: number;
  /** The money paid for shares, less the money received for sold ones, since the position was opened. */
  readonly invested: number;
  /** The gains and losses of what was sold. */
  readonly realized: number;
}

/** A deal to book. */
export interface Booking extends TradedSecurity {
  readonly name: string;
  readonly isBuy: boolean;
  readonly quantity: number;
  readonly price: number;
}

/** The money and the positions of an account. */
export class Ledger {
  readonly #createId: () => bigint;
  readonly #holdings = new Map<string, Holding>();
  readonly #cash: Map<number, number>;

  /**
   * @param cash the money by currency, a `Trd_Common.Currency` value
   * @param createId returns the id of a new position
   */
  constructor(cash: ReadonlyMap<number, number>, createId: () => bigint) {
    this.#cash = new Map(cash);
    this.#createId = createId;
  }

  /** The currencies that it has money in, as `Trd_Common.Currency` values. */
  get currencies(): readonly number[] {
    return [...this.#cash.keys()];
  }

  /** The money in a currency, including what open orders hold back. */
  cashIn(currency: number): number {
    return this.#cash.get(currency) ?? 0;
  }

  /** The open positions, oldest first. */
  get holdings(): readonly Holding[] {
    return [...this.#holdings.values()];
  }

  /** The number of shares or contracts of a security. */
  quantityOf(security: TradedSecurity): number {
    return this.#holdings.get(keyOf(security))?.quantity ?? 0;
  }

  /** Adds a position that was bought before the account was first seen, so for other money. */
  put({ quantity, price, ...of }: Omit<Booking, "isBuy">): void {
    const position = { ...of, quantity, averageCost: price, invested: quantity * price, realized: 0 };
    this.#holdings.set(keyOf(of), { ...position, id: this.#createId() });
  }

  /**
   * Books a deal, without fees: money against shares, or, for futures, only the gain or loss of what is sold. Removes a
   * position once all of it is sold.
   */
  book({ isBuy, quantity, price, ...of }: Booking): void {
    const value = quantity * price;
    const before = this.#holdings.get(keyOf(of)) ?? emptyHolding(this.#createId(), of);
    const gain = isBuy ? 0 : value - before.averageCost * quantity;
    this.#pay(of.home.currency, isFuturesMarket(of.market) ? gain : isBuy ? -value : value);
    const after = isBuy
      ? {
          ...before,
          quantity: before.quantity + quantity,
          averageCost: (before.averageCost * before.quantity + value) / (before.quantity + quantity),
          invested: before.invested + value,
        }
      : {
          ...before,
          quantity: before.quantity - quantity,
          invested: before.invested - value,
          realized: before.realized + gain,
        };
    if (after.quantity > 0) this.#holdings.set(keyOf(of), after);
    else this.#holdings.delete(keyOf(of));
  }

  #pay(currency: number, amount: number): void {
    this.#cash.set(currency, roundTo(this.cashIn(currency) + amount, 3));
  }
}

function keyOf({ market, home, code }: TradedSecurity): string {
  return `${market} ${home.qotMarket} ${code}`;
}

function emptyHolding(id: bigint, of: TradedSecurity & { readonly name: string }): Holding {
  return { ...of, id, quantity: 0, averageCost: 0, invested: 0, realized: 0 };
}
