import { marketOf } from "@opend/core";
import { requireThat, shown } from "./require-that.js";

/** Where something exists, as the contract says it. What is absent does not restrict it. */
interface Reach {
  /** What the codes of the markets that take it begin with. */
  readonly only?: readonly string[];
  /** The brokers that take it. */
  readonly firms?: readonly string[];
}

/** What a request may hold in a field, as the contract says it. */
interface Bounds {
  readonly reach?: Reach;
  readonly above?: number;
  readonly below?: number;
  readonly maxBytes?: number;
  readonly maxItems?: number;
}

/** Where an order is. What is not known restricts nothing. */
export interface OrderPlace {
  readonly code?: string | undefined;
  readonly firm?: string | number | undefined;
}

/** @throws `InvalidOption` when a field holds what it may not */
export function requireBounds(
  option: string,
  value: string | number | bigint | boolean | readonly unknown[] | undefined,
  { reach, above, below, maxBytes, maxItems }: Bounds,
  place: OrderPlace = {},
): void {
  // What is false is the same as absent.
  if (value === undefined || value === false) return;
  if (reach) requireReach(option, reach, place);
  if (typeof value === "number") {
    const [least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY] = [above, below];
    const isWithin = value > least && value < most;
    requireThat(option, isWithin, `is a number above ${least} and below ${most}, not ${shown(value)}`);
  }
  if (typeof value === "string" && maxBytes !== undefined) {
    const bytes = new TextEncoder().encode(value).length;
    requireThat(option, bytes <= maxBytes, `has at most ${maxBytes} bytes, not ${bytes}`);
  }
  if (typeof value === "object" && maxItems !== undefined) {
    requireThat(option, value.length <= maxItems, `has at most ${maxItems} items, not ${value.length}: ask in parts`);
  }
}

/**
 * @param value what the option is, where only this value does not exist everywhere
 * @throws `InvalidOption` when something does not exist where an order is
 */
export function requireReach(
  option: string,
  { only = [], firms = [] }: Reach,
  { code, firm }: OrderPlace,
  value?: string,
): void {
  const subject = value === undefined ? "exists" : `is ${value}, which exists`;
  const isThere = code === undefined || only.length === 0 || only.includes(marketOf(code) ?? "");
  requireThat(option, isThere, `${subject} for ${only.join(" and ")} only, and not for ${code}`);
  const isAtFirm = firm === undefined || firms.length === 0 || firms.includes(String(firm));
  requireThat(option, isAtFirm, `${subject} at ${firms.join(" and ")} only, and this account is at ${firm}`);
}
