import { formsOfOrderType } from "@opend/core/internal";
import type { Trd_Common } from "@opend/core/protocols";
import type { TradeMarket } from "../names/trade-markets.js";
import type { Known } from "../names/words.js";
import { requireReach } from "./bounds.js";
import { requireThat } from "./require-that.js";

/** The name of a type of orders. */
export type OrderTypeName = Known<Trd_Common.OrderTypeName>;

/** What orders of a type are like. */
interface OrderForm {
  /** The fields of the request that an order of the type needs. */
  readonly needs: readonly string[];
  /** What the codes of the markets that take it begin with. Empty: all take it. */
  readonly only: readonly string[];
  /** The markets in which it is only valid for the day. */
  readonly dayOnlyIn: readonly string[];
  /** Whether paper accounts take it. */
  readonly paper: boolean;
}

/** As the contract says it. The type keeps the list complete. */
const forms: Readonly<Record<OrderTypeName, OrderForm>> = formsOfOrderType;
const paperTypes = Object.entries(forms).flatMap(([type, { paper }]) => (paper ? [type] : []));

/** The fields that depend on the type of an order, and what they are called in a request to the gateway. */
const fields = {
  price: "price",
  triggerPrice: "auxPrice",
  trail: "trailValue",
  "trail.spread": "trailSpread",
} as const;

/** The values of these fields. */
interface OrderFields {
  readonly price?: number | undefined;
  readonly triggerPrice?: number | undefined;
  readonly trail?: { readonly spread?: number | undefined } | undefined;
}

/** @throws `InvalidOption` when an order lacks a field that its type needs, or has one that it does not take */
export function requireFields(type: OrderTypeName, { price, triggerPrice, trail }: OrderFields): void {
  const { needs } = forms[type];
  const given = { price, triggerPrice, trail, "trail.spread": trail?.spread };
  for (const option of ["price", "triggerPrice", "trail", "trail.spread"] as const) {
    const isNeeded = needs.includes(fields[option]);
    const has = given[option] !== undefined;
    requireThat(option, isNeeded || !has, `does not fit an order of type ${type}: leave it out`);
    requireThat(option, !isNeeded || has, `is missing: an order of type ${type} needs one`);
  }
}

/** @throws `InvalidOption` when there is no such order for a code, or when paper accounts do not take it */
export function requireType(type: OrderTypeName, code: string, isPaper: boolean): void {
  const form = forms[type];
  requireReach("type", form, { code }, type);
  const isTaken = form.paper || !isPaper;
  requireThat("type", isTaken, `is ${type}, and paper accounts take ${paperTypes.join(" and ")} only`);
}

/** @throws `InvalidOption` when such an order is only valid for the day in its market */
export function requireTimeInForce(type: OrderTypeName, timeInForce: string, market: TradeMarket): void {
  const isFit = timeInForce === "DAY" || !forms[type].dayOnlyIn.includes(market);
  requireThat(
    "timeInForce",
    isFit,
    `is ${timeInForce}: orders of type ${type} in ${market} are valid for the DAY only`,
  );
}

/** Whether the orders of a type are filled at a limit. */
export function hasLimit(type: OrderTypeName): boolean {
  const { needs } = forms[type];
  return needs.includes(fields.price) || needs.includes(fields["trail.spread"]);
}
