import { roundTo } from "../../base/hash.js";

/** Shares of one security that an account holds. */
export interface Holding {
  /** Number of the position, unique within the gateway. */
  readonly id: bigint;
  readonly code: string;
  readonly name: string;
  readonly quantity: number;
  /** What the shares cost on average, per share. */
  readonly averageCost: number;
  /** What was paid for shares less what was got for shares, since the position was opened. */
  readonly invested: number;
  /** Gains and losses of what was sold. */
  readonly realized: number;
}

/** A deal as the ledger books it. */
export interface Booking {
  readonly code: string;
  readonly name: string;
  readonly isBuy: boolean;
  readonly quantity: number;
  readonly price: number;
}

/** Money and shares of an account in one market. */
export class Ledger {
  readonly #createId: () => bigint;
  readonly #holdings = new Map<string, Holding>();
  #cash: number;

  /** @param createId gives each position its number */
  constructor(cash: number, createId: () => bigint) {
    this.#cash = cash;
    this.#createId = createId;
  }

  /** Money, that of open orders included. */
  get cash(): number {
    return this.#cash;
  }

  /** The open positions, oldest first. */
  get holdings(): readonly Holding[] {
    return [...this.#holdings.values()];
  }

  /** Shares of a security. */
  quantityOf(code: string): number {
    return this.#holdings.get(code)?.quantity ?? 0;
  }

  /** Books a deal: money against shares, without fees. A position that is sold is gone. */
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
