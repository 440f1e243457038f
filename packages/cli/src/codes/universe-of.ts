import type { Gateways } from "../gateway/gateways.js";
import type { CodeOptions } from "./read-codes.js";

/** Returns the codes of a plate, and of all stocks of a market, as the gateway lists them. */
export async function universeOf(gateways: Gateways, { plate, market }: CodeOptions): Promise<readonly string[]> {
  const { plateMembers, securities } = await import("@opend/market");
  const codes: string[] = [];
  const all = { limit: Number.POSITIVE_INFINITY };
  if (plate !== undefined) {
    const members = await plateMembers(gateways.clientFor(plate), plate).toArray(all);
    codes.push(...members.map(({ code }) => code));
  }
  if (market !== undefined) {
    const client = gateways.clientFor(`${market}.00000`);
    const stocks = await securities(client, { market, type: "eqty" }).toArray(all);
    codes.push(...stocks.map(({ code }) => code));
  }
  return [...new Set(codes)];
}
