import { roundTo } from "../../base/hash.js";

/** An account's position in one security. */
export interface Holding {
  /** The id of the position, unique within the gateway. */
  readonly id: bigint;
  readonly code: string;
  readonly name: string;
  readonly quantity: number;
  /** The average cost per share. */
  readonly averageCost: number;
  /** The money paid for shares, less the money received for sold ones, since the position was opened. */
  readonly invested: number;
  /** The gains and losses of the shares that were sold. */
  readonly realized: number;
}

/** A deal to book. */
export interface Booking {
  readonly code: string;
  readonly name: string;
  readonly isBuy: boolean;
  readonly quantity: number;
  readonly price: number;
}

/** The money and shares of an account in one market. */
export class Ledger {
  readonly #createId: () => bigint;
  readonly #holdings = new Map<string, Holding>();
  #cash: number;

  /** @param createId returns the id of a new position */
  constructor(cash: number, createId: () => bigint) {
    this.#cash = cash;
    this.#createId = createId;
  }

  /** The money, including what open orders hold back. */
  get cash(): number {
    return this.#cash;
  }

  /** The open positions, oldest first. */
  get holdings(): readonly Holding[] {
    return [...this.#holdings.values()];
  }

  /** The number of shares of a security. */
  quantityOf(code: string): number {
    return this.#holdings.get(code)?.quantity ?? 0;
  }

  /** Books a deal: money against shares, without fees. Removes a position once all its shares are sold. */
  book({ code, name, isBuy, quantity, price }: Booking): void {
    const value = quantity * price;
    this.#cash = roundTo(this.#cash + (isBuy ? -value : value), 3);
    const before = this.#holdings.get(code) ?? emptyHolding(this.#createId(), code, name);
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
          realized: before.realized + value - before.averageCost * quantity,
        };
    if (after.quantity > 0) this.#holdings.set(code, after);
    else this.#holdings.delete(code);
  }
}

function emptyHolding(id: bigint, code: string, name: string): Holding {
  return { id, code, name, quantity: 0, averageCost: 0, invested: 0, realized: 0 };
}
