import { createError } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import { type Known, parseOption } from "../names/words.js";
import type { CachedQueryOptions } from "../requests/call-options.js";
import type { AccountInfo } from "../rows/accounts.js";

/** Which assets of an account of moomoo JP. */
export interface AssetOptions {
  /**
   * `JP` for domestic assets, `US` for foreign ones. Required for margin and derivatives accounts of FutuJP, which keep
   * them apart.
   */
  readonly assetCategory?: Known<Trd_Common.TrdAssetCategoryName> | undefined;
}

/** In which currency, and of which assets. */
export interface MoneyOptions extends CachedQueryOptions, AssetOptions {
  /** The currency of the amounts. Accounts of one currency ignore it. */
  readonly currency?: Known<Trd_Common.CurrencyName> | undefined;
}

/** The names of these options, apart from those of every query. */
export const moneyOptionNames: readonly (keyof MoneyOptions)[] = ["refresh", "currency", "assetCategory"];

/**
 * Returns the fields of a request for money.
 *
 * @param usual the default of `currency`
 * @throws `InvalidOption`
 */
export function toMoneyFields(info: AccountInfo, options: MoneyOptions, usual: MoneyOptions["currency"]) {
  const { currency = usual } = options;
  return {
    currency: currency && parseOption(Trd_Common.Currency, "currency", currency),
    assetCategory: toAssetCategory(info, options),
  };
}

/** Returns the value of the option. @throws `InvalidOption` when it is not one, or is missing where it is required */
function toAssetCategory(
  { id, firm, kind }: AccountInfo,
  { assetCategory }: AssetOptions,
): Trd_Common.TrdAssetCategory | undefined {
  const option = "assetCategory";
  if (assetCategory !== undefined) return parseOption(Trd_Common.TrdAssetCategory, option, assetCategory);
  if (firm !== "FutuJP" || (kind !== "Margin" && kind !== "Derivatives")) return undefined;
  const message = `${option} is required for account ${id} (${kind}, FutuJP): JP for domestic assets, US for foreign ones`;
  throw createError("InvalidOption", message, { option });
}
