import type { Qot_Common } from "@opend/core/protocols";
import { listedAt } from "../market/listing/listing.js";

/** Different stocks of Hong Kong: HK.00001, HK.00002 and so on. */
export function hkStocks(count: number): Qot_Common.Security[] {
  return Array.from({ length: count }, (_, index) => listedAt(1, index));
}
