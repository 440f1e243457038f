import type { Client } from "@opend/core";
import { Trd_Common, Trd_GetAccList } from "@opend/core/protocols";
import { nameOf, optionalNameOf, type Unknown } from "../names/name-of.js";
import { type AccountKind, accountKinds, type Firm, firms, type PaperKind, paperKinds } from "../names/names.js";
import { type TradeMarket, tradeMarkets } from "../names/trade-markets.js";
import { callOptions, type QueryCallOptions } from "../requests/call-options.js";

const { TrdAccRole, TrdAccStatus, TrdCategory, TrdEnv } = Trd_Common;

/** A trading account of the user who is logged in at the gateway. */
export interface AccountInfo {
  /** The account's id, which `openAccount` takes. */
  readonly id: bigint;
  /** Whether the account holds simulated money. */
  readonly isPaper: boolean;
  /** The broker, such as `FutuSecurities`. Undefined when the gateway does not say. */
  readonly firm: Firm | Unknown | undefined;
  /** The markets that the account trades in, such as `HK`. Contains only markets that this version knows. */
  readonly markets: readonly TradeMarket[];
  /** The kind of account, such as `cash` or `margin`. */
  readonly kind: AccountKind | Unknown | undefined;
  /** The purpose of a paper account. Undefined for a real one. */
  readonly paperKind: PaperKind | Unknown | undefined;
  /** Whether it is enabled. */
  readonly isActive: boolean;
  /** Whether the account is a master account. */
  readonly isMaster: boolean;
  /** The number that the app shows, if any. */
  readonly cardNumber: string | undefined;
}

/**
 * The trading accounts of the user, real and paper, of one market and of several: accounts for securities, unless
 * `market` is one of futures or cryptocurrencies.
 *
 * @throws the errors of `client.call`
 */
export async function listAccounts(
  client: Client,
  { market, ...options }: QueryCallOptions & { readonly market?: TradeMarket | undefined } = {},
): Promise<readonly AccountInfo[]> {
  // The gateway ignores the user's id. Without needGeneralSecAccount, it leaves out accounts for several markets.
  const c2s = { userID: 0n, trdCategory: categoryOf(market), needGeneralSecAccount: true };
  const { accList } = await client.call(Trd_GetAccList, c2s, callOptions(options));
  return accList.map(toAccountInfo);
}

function categoryOf(market: TradeMarket | undefined): number {
  if (market === "Crypto") return TrdCategory.Crypto;
  return market?.startsWith("Futures") ? TrdCategory.Future : TrdCategory.Security;
}

function toAccountInfo(account: Trd_Common.TrdAcc): AccountInfo {
  const { accID, trdEnv, securityFirm, trdMarketAuthList, accType, simAccType, accStatus, accRole } = account;
  const isPaper = trdEnv === TrdEnv.Simulate;
  const markets = trdMarketAuthList.map((number) => nameOf(tradeMarkets, number));
  return {
    id: accID,
    isPaper,
    firm: optionalNameOf(firms, securityFirm),
    markets: markets.filter((market) => market !== "unknown"),
    kind: optionalNameOf(accountKinds, accType),
    paperKind: isPaper ? optionalNameOf(paperKinds, simAccType) : undefined,
    isActive: accStatus !== TrdAccStatus.Disabled,
    isMaster: accRole === TrdAccRole.Master,
    cardNumber: account.uniCardNum ?? account.cardNum,
  };
}
