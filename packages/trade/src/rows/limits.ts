import type { S2COf } from "@opend/core";
import { formatSecurity } from "@opend/core";
import type { Trd_Common, Trd_GetMarginRatio } from "@opend/core/protocols";

/** How much of a security an account can trade, in whole lots of shares or in contracts. */
export interface MaxQuantities {
  /** Can be bought with cash alone. 0 for futures. */
  readonly cashBuy: number;
  /** Can be bought with cash and margin. Not available for futures. */
  readonly cashAndMarginBuy: number | undefined;
  /** Can be sold from the position. */
  readonly positionSell: number;
  /** Can be sold short, without the position. Not for futures. */
  readonly sellShort: number | undefined;
  /** Has to be bought back from a short position before more can be bought. */
  readonly buyBack: number | undefined;
  /** The initial margin of buying one contract. Options and futures only. */
  readonly longInitialMargin: number | undefined;
  /** The initial margin of selling one contract short. Options and futures only. */
  readonly shortInitialMargin: number | undefined;
}

/** The fees of one order. */
export interface OrderFees {
  readonly orderIdEx: string;
  /** The sum of all fees. */
  readonly total: number | undefined;
  /** Each fee with its name, such as commission. */
  readonly items: readonly { readonly title: string | undefined; readonly amount: number | undefined }[];
}

type MarginRatioInfo = S2COf<typeof Trd_GetMarginRatio>["marginRatioInfoList"][number];

/**
 * The margin data of one stock, with the official field names. Ratios and rates are percentages: 12.34 means 12.34 %.
 */
export interface MarginRatio extends Omit<MarginRatioInfo, "security"> {
  /** The security code, such as `HK.00700`. */
  readonly code: string;
}

export function toMaxQuantities(raw: Trd_Common.MaxTrdQtys): MaxQuantities {
  return {
    cashBuy: raw.maxCashBuy,
    cashAndMarginBuy: raw.maxCashAndMarginBuy,
    positionSell: raw.maxPositionSell,
    sellShort: raw.maxSellShort,
    buyBack: raw.maxBuyBack,
    longInitialMargin: raw.longRequiredIM,
    shortInitialMargin: raw.shortRequiredIM,
  };
}

export function toFees({ orderIDEx, feeAmount, feeList }: Trd_Common.OrderFee): OrderFees {
  return {
    orderIdEx: orderIDEx,
    total: feeAmount,
    items: feeList.map(({ title, value }) => ({ title, amount: value })),
  };
}

export function toMarginRatio({ security, ...ratios }: MarginRatioInfo): MarginRatio {
  return { code: formatSecurity(security), ...ratios };
}
