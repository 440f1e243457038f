import type { MarketPlace } from "./message-shape.js";

/** Every enum of markets says with this number that the market is unknown or not set. */
const unknownMarket = 0;

/**
 * Returns the time zone of the market that a message names: undefined in it for a market that has none. Undefined when
 * the message names no market.
 */
export function zoneIn(
  { path, zones }: MarketPlace,
  message: object,
): { readonly zone: string | undefined } | undefined {
  let value: unknown = message;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    const fields: Readonly<Record<string | number, unknown>> = { ...value };
    value = fields[step];
  }
  return typeof value === "number" && value !== unknownMarket ? { zone: zones[value] } : undefined;
}
