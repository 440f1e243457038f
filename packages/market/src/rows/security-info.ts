import type { SecurityStaticInfo } from "@opend/core/plain/Qot_Common";
import { hideRaw } from "./hide-raw.js";

/** What a security is. A field that does not apply to its kind, or that the gateway left out, is undefined. */
export interface SecurityInfo {
  /** The security, such as `HK.00700`. */
  readonly code: string;
  /** Name of the security. */
  readonly name: string;
  /** Kind of security, such as `Eqty` or `Trust`: the names of `Qot_Common.SecurityType`. */
  readonly type: SecurityStaticInfo["basic"]["secType"];
  /** Shares or contracts in a lot. */
  readonly lotSize: number;
  /** First day of trading, `2004-06-16`. Empty if there is none. */
  readonly listDay: string;
  /** Whether it is delisted. */
  readonly isDelisted: boolean | undefined;
  /** The exchange, such as `HK_MainBoard`: the names of `Qot_Common.ExchType`. */
  readonly exchange: SecurityStaticInfo["basic"]["exchType"];
  /** Warrants and options: the underlying security. */
  readonly owner: string | undefined;
  /** Warrants: the kind, such as `Bull`. */
  readonly warrantType: NonNullable<SecurityStaticInfo["warrantExData"]>["type"] | undefined;
  /** Options: `Call` or `Put`. */
  readonly optionType: NonNullable<SecurityStaticInfo["optionExData"]>["type"] | undefined;
  /** Options: the strike price, in the currency of the security. */
  readonly strike: number | undefined;
  /** Options: the day of expiry. Futures: the last day of trading. `2026-06-26`. */
  readonly expiry: string | undefined;
  /** Futures: whether it is the main contract. */
  readonly isMainContract: boolean | undefined;
  /** The row in the plain form of the contract. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: SecurityStaticInfo;
}

/** The columns of the contract that the fields come from. */
export const securityInfoFields = {
  code: "basic.security",
  name: "basic.name",
  type: "basic.secType",
  lotSize: "basic.lotSize",
  listDay: "basic.listTime",
  isDelisted: "basic.delisting",
  exchange: "basic.exchType",
  owner: "optionExData.owner",
  warrantType: "warrantExData.type",
  optionType: "optionExData.type",
  strike: "optionExData.strikePrice",
  expiry: "optionExData.strikeTime",
  isMainContract: "futureExData.isMainContract",
} as const;

/** Returns the row of a security. */
export function toSecurityInfo(raw: SecurityStaticInfo): SecurityInfo {
  const { basic, warrantExData: warrant, optionExData: option, futureExData: future } = raw;
  return hideRaw(
    {
      code: basic.security,
      name: basic.name,
      type: basic.secType,
      lotSize: basic.lotSize,
      listDay: basic.listTime,
      isDelisted: basic.delisting,
      exchange: basic.exchType,
      owner: option?.owner ?? warrant?.owner,
      warrantType: warrant?.type,
      optionType: option?.type,
      strike: option?.strikePrice,
      expiry: option?.strikeTime ?? future?.lastTradeTime,
      isMainContract: future?.isMainContract,
      raw,
    },
    securityInfoFields,
  );
}
