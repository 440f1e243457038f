import { Trd_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
import type { SimulatedAccount } from "../accounts/simulated-account.js";

const { Currency, TrdAssetCategory } = Trd_Common;

/**
 * Tells which assets a request is about, by their currency: those of Japan, or the others. Only accounts of moomoo JP have
 * these categories. Refuses a request about one that names no category.
 */
export function categoryFilter(
  { hasCategories }: SimulatedAccount,
  category: number = TrdAssetCategory.Unknown,
): (currency: number) => boolean {
  if (!hasCategories) return () => true;
  if (category !== TrdAssetCategory.JP && category !== TrdAssetCategory.US) {
    refuse(`assetCategory is ${category}: this account needs JP (1) or US (2)`);
  }
  return (currency) => (currency === Currency.JPY) === (category === TrdAssetCategory.JP);
}
