import { namesOf } from "@opend/core";
import { valueReach } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import type { RowMarket } from "../names/row-market.js";
import type { Known } from "../names/words.js";
import { requireThat } from "./require-that.js";

/** What can be done with an order. */
export type OrderOp = Known<Trd_Common.ModifyOrderOpName>;

/** Where something cannot be done, as the contract says it. */
const missingIn: Readonly<Partial<Record<OrderOp, { readonly notIn: readonly string[] }>>> = valueReach.ModifyOrderOp;

/**
 * Returns the value of what is to be done with an order.
 *
 * @param market the market of the order, as far as it is known
 * @throws `InvalidOption` when the market does not take it
 */
export function toOrderOp(op: OrderOp, market: RowMarket): Trd_Common.ModifyOrderOp {
  const isTaken = (each: OrderOp) => !missingIn[each]?.notIn.includes(String(market));
  const all = namesOf(Trd_Common.ModifyOrderOp).filter((name) => name !== "Unknown");
  const taken = all.filter(isTaken);
  requireThat("order", isTaken(op), `is in ${market}, which takes only ${taken.join(", ")}, and not ${op}`);
  return Trd_Common.ModifyOrderOp[op];
}
