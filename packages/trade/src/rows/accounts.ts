import { type Client, isOpendError } from "@opend/core";
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
  /** What the account is for. Only a `Normal` one places orders: not a `Master`, nor an `IPO` account. */
  readonly role: Trd_Common.TrdAccRoleName | number | undefined;
  /** The number that the app shows, if any. */
  readonly cardNumber: string | undefined;
}

/**
 * The trading accounts of the user, real and paper, of one market and of several, each once: accounts for securities, then
 * for futures, then for cryptocurrencies. With `market`, only the gateway's list that accounts of that market are in, where
 * others may be as well.
 *
 * A gateway that is too old for cryptocurrencies may refuse their list. Then the other accounts are all there are.
 *
 * @throws the errors of `client.call`
 */
export async function listAccounts(
  client: Client,
  { market, ...options }: QueryCallOptions & { readonly market?: TradeMarket | undefined } = {},
): Promise<readonly AccountInfo[]> {
  const categories = categoriesOf(market);
  const lists = await Promise.all(
    categories.map(async (trdCategory) => {
      // The gateway ignores the user's id. Without needGeneralSecAccount, it leaves out accounts for several markets.
      const c2s = { userID: 0n, trdCategory, needGeneralSecAccount: true };
      try {
        return (await client.call(Trd_GetAccList, c2s, callOptions(options))).accList;
      } catch (error) {
        const isTooOld = trdCategory === TrdCategory.Crypto && isOpendError(error, "GatewayError") && !error.retryable;
        if (categories.length > 1 && isTooOld) return [];
        throw error;
      }
    }),
  );
  return withoutRepeats(lists.flat().map(toAccountInfo));
}

/** The gateway's lists in which accounts of a market are. No document says in which one those for predictions are. */
function categoriesOf(market: TradeMarket | undefined): readonly Trd_Common.TrdCategory[] {
  const { Crypto, Future, Security } = TrdCategory;
  if (market === undefined) return [Security, Future, Crypto];
  if (market === "Prediction") return [Security, Crypto];
  if (market === "Crypto") return [Crypto];
  return [market.startsWith("Futures") ? Future : Security];
}

/** An account may be in several lists, each with other markets. */
function withoutRepeats(accounts: readonly AccountInfo[]): readonly AccountInfo[] {
  const byId = new Map<bigint, AccountInfo>();
  for (const account of accounts) {
    const { markets = [] } = byId.get(account.id) ?? {};
    byId.set(account.id, { ...account, markets: [...new Set([...markets, ...account.markets])] });
  }
  return [...byId.values()];
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
    role: wordOf(TrdAccRole, accRole),
    cardNumber: account.uniCardNum ?? account.cardNum,
  };
}

/**
 * Describes an account in a line, with what tells it from others: its id, whether it is disabled, its role unless it is a normal one,
 * whether its money is real, its kind, its broker, its markets, and the end of the number that the app shows.
 */
export function describeAccount(account: AccountInfo): string {
  const { id, isPaper, firm, markets, kind, paperKind, isActive, role, cardNumber } = account;
  const [lastDigits] = /\d{4}$/.exec(cardNumber ?? "") ?? [];
  const facts = [
    !isActive && "disabled",
    role !== "Normal" && role,
    isPaper ? "paper" : "real",
    paperKind,
    kind,
    firm ?? "no firm",
    markets.join(" "),
    lastDigits && `card …${lastDigits}`,
  ];
  return `${id} (${facts.filter((fact) => fact && fact !== "Unknown").join(", ")})`;
}
