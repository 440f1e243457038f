import type { Client } from "@opend/core";
import { Trd_Common, Trd_GetAccList } from "@opend/core/protocols";
import type { TradeMarket } from "../names/trade-markets.js";
import { wordOf } from "../names/words.js";
import { callOptions, type QueryCallOptions } from "../requests/call-options.js";

const { SecurityFirm, SimAccType, TrdAccRole, TrdAccStatus, TrdAccType, TrdCategory, TrdEnv, TrdMarket } = Trd_Common;

/** A trading account of the user who is logged in at the gateway. */
export interface AccountInfo {
  /** The account's id, which `openAccount` takes. */
  readonly id: bigint;
  /** Whether the account holds simulated money. */
  readonly isPaper: boolean;
  /** The broker, such as `FutuSecurities`. Undefined when the gateway does not say. */
  readonly firm: Trd_Common.SecurityFirmName | number | undefined;
  /** The markets that the account trades in, such as `HK`. */
  readonly markets: readonly (Trd_Common.TrdMarketName | number)[];
  /** The kind of account, such as `Cash` or `Margin`. */
  readonly kind: Trd_Common.TrdAccTypeName | number | undefined;
  /** The purpose of a paper account, such as `Stock`. Undefined for a real one. */
  readonly paperKind: Trd_Common.SimAccTypeName | number | undefined;
  /** Whether it is enabled. */
  readonly isActive: boolean;
  /** Whether the account is a master account, which cannot place orders. */
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

function categoryOf(market: TradeMarket | undefined): Trd_Common.TrdCategory {
  if (market === "Crypto") return TrdCategory.Crypto;
  return market?.startsWith("Futures") ? TrdCategory.Future : TrdCategory.Security;
}

function toAccountInfo(account: Trd_Common.TrdAcc): AccountInfo {
  const { accID, trdEnv, securityFirm, trdMarketAuthList, accType, simAccType, accStatus, accRole } = account;
  const isPaper = trdEnv === TrdEnv.Simulate;
  return {
    id: accID,
    isPaper,
    firm: wordOf(SecurityFirm, securityFirm),
    markets: trdMarketAuthList.map((market) => wordOf(TrdMarket, market)),
    kind: wordOf(TrdAccType, accType),
    paperKind: isPaper ? wordOf(SimAccType, simAccType) : undefined,
    isActive: accStatus !== TrdAccStatus.Disabled,
    isMaster: accRole === TrdAccRole.Master,
    cardNumber: account.uniCardNum ?? account.cardNum,
  };
}

/**
 * Describes an account in a line, with what tells it from others: its id, whether it is disabled or a master account,
 * whether its money is real, its kind, its broker, its markets, and the end of the number that the app shows.
 */
export function describeAccount(account: AccountInfo): string {
  const { id, isPaper, firm, markets, kind, paperKind, isActive, isMaster, cardNumber } = account;
  const [lastDigits] = /\d{4}$/.exec(cardNumber ?? "") ?? [];
  const facts = [
    !isActive && "disabled",
    isMaster && "master",
    isPaper ? "paper" : "real",
    paperKind,
    kind,
    firm ?? "no firm",
    markets.join(" "),
    lastDigits && `card …${lastDigits}`,
  ];
  return `${id} (${facts.filter((fact) => fact && fact !== "Unknown").join(", ")})`;
}
