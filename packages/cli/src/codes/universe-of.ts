import { marketOf } from "@opend/core";
import { UsageError } from "../base/usage-error.js";
import type { Gateways } from "../gateway/gateways.js";
import type { CodeOptions } from "./read-codes.js";

/** Returns the codes of a plate, and of all stocks of a market, as the gateway lists them. */
export async function universeOf(gateways: Gateways, { plate, market }: CodeOptions): Promise<readonly string[]> {
  const { plateMembers, securities } = await import("@opend/market");
  const codes: string[] = [];
  const all = { limit: Number.POSITIVE_INFINITY };
  if (plate !== undefined) {
    const members = await plateMembers(gateways.clientFor(plate), plate).toArray(all);
    for (const { code } of members) codes.push(code);
  }
  if (market !== undefined) {
    const prefix = marketOf(`${market.toUpperCase()}.0`);
    if (prefix === undefined)
      throw new UsageError(`--market is what codes begin with, such as HK or US, not ${market}`);
    const stocks = await securities(gateways.clientFor(`${prefix}.0`), { market: prefix, type: "eqty" }).toArray(all);
    for (const { code } of stocks) codes.push(code);
  }
  return [...new Set(codes)];
}
