import { formsOfOrderType } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import type { Order, OrderChange, Trail } from "@opend/trade";
import { UsageError } from "../base/usage-error.js";
import type { TriggerOptions } from "./order-options.js";
import { numberText } from "./order-text.js";

/** What can be changed in an order, named as the options that change it. */
export interface OrderTerms extends TriggerOptions {
  readonly quantity: number;
  readonly price?: number;
}

/** The fields of the contract that each of them is. */
const fields = {
  price: ["--price", "price"],
  trigger: ["--trigger", "auxPrice"],
  trailPercent: ["--trail-percent", "trailValue"],
  trailAmount: ["--trail-amount", "trailValue"],
  trailSpread: ["--trail-spread", "trailSpread"],
} as const satisfies Partial<Record<keyof OrderTerms, readonly [string, string]>>;

const names = Object.keys(fields) as (keyof typeof fields)[];

/** The terms of an order as the gateway reports it. */
export function termsOf({ quantity, price, raw }: Order): OrderTerms {
  const { auxPrice, trailType, trailValue, trailSpread } = raw;
  const isRatio = trailType === Trd_Common.TrailType.Ratio;
  return {
    quantity,
    ...(price !== undefined && { price }),
    ...(auxPrice && { trigger: auxPrice }),
    ...(trailType && trailValue && { [isRatio ? "trailPercent" : "trailAmount"]: trailValue }),
    ...(trailSpread && { trailSpread }),
  };
}

/**
 * The terms of an order after a change: what it names, and the rest as it is, since the gateway does not keep what a request
 * leaves out.
 *
 * @throws `UsageError` for what its type does not have, and for what it needs and nobody says
 */
export function changedTerms(order: Order, wanted: Partial<OrderTerms>): OrderTerms {
  const { type, orderId } = order;
  const { trailPercent, trailAmount, ...old } = termsOf(order);
  const hasTrail = wanted.trailPercent !== undefined || wanted.trailAmount !== undefined;
  const terms: OrderTerms = {
    ...old,
    ...(!hasTrail && trailPercent !== undefined && { trailPercent }),
    ...(!hasTrail && trailAmount !== undefined && { trailAmount }),
    ...wanted,
  };
  // Of a type that is newer than the contract, nobody knows what it needs.
  if (typeof type === "number" || type === "Unknown") return terms;
  const needs: readonly string[] = formsOfOrderType[type].needs;
  for (const name of names) {
    const [option, field] = fields[name];
    if (wanted[name] !== undefined && !needs.includes(field)) {
      throw new UsageError(`${option} is not for order ${orderId}, which has the type ${type}`);
    }
    const isKnown = names.some((each) => fields[each][1] === field && terms[each] !== undefined);
    if (needs.includes(field) && !isKnown) {
      throw new UsageError(`the gateway does not say what order ${orderId} has there: give ${option} too`);
    }
  }
  return terms;
}

/** Returns the terms as the library takes them, without those that the type of the order has no use for. */
export function toChange({ quantity, price, trigger, ...trails }: OrderTerms): OrderChange {
  return { quantity, price, triggerPrice: trigger, trail: toTrail(trails) };
}

/** Reads how a trigger follows the price. Undefined without such an option. @throws `UsageError` */
export function toTrail({ trailPercent, trailAmount, trailSpread: spread }: TriggerOptions): Trail | undefined {
  const more = spread === undefined ? {} : { spread };
  if (trailPercent !== undefined) return { by: "Ratio", value: trailPercent, ...more };
  if (trailAmount !== undefined) return { by: "Amount", value: trailAmount, ...more };
  if (spread === undefined) return undefined;
  throw new UsageError("--trail-spread goes with --trail-percent or --trail-amount");
}

/** Says what changes: `quantity 100 → 200, price 300 → 310`. Empty when nothing does. */
export function describeChanges(old: OrderTerms, terms: OrderTerms): string {
  const [before, after] = [textsOf(old), textsOf(terms)];
  return Object.keys(after)
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name} ${before[name] ?? "none"} → ${after[name]}`)
    .join(", ");
}

function textsOf({ quantity, price, trigger, trailPercent, trailAmount, trailSpread }: OrderTerms) {
  const trail = trailPercent === undefined ? trailAmount : `${trailPercent} %`;
  const texts = { quantity: numberText(quantity), price, trigger, trail, spread: trailSpread };
  const given = Object.entries(texts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
