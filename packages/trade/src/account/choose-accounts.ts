import type { Trd_Common } from "@opend/core/protocols";
import { instrumentOf } from "../names/instrument-of.js";
import { knownMarkets, type TradeMarket } from "../names/trade-markets.js";
import type { Known } from "../names/words.js";
import type { AccountInfo } from "../rows/accounts.js";
import { canPlaceOrders } from "./require-trader.js";

/** What an account has to be. */
export interface WantedAccount {
  readonly paper: boolean;
  /** The markets, the likeliest first. One of them is enough. Undefined: any. */
  readonly markets: readonly TradeMarket[] | undefined;
  readonly firm: Known<Trd_Common.SecurityFirmName> | undefined;
  readonly paperKind: Known<Trd_Common.SimAccTypeName> | undefined;
  readonly accountId: bigint | undefined;
  readonly code: string | undefined;
}

/** Returns the accounts that fit: several only if nothing tells which one is meant. */
export function chooseAccounts(accounts: readonly AccountInfo[], wanted: WantedAccount): readonly AccountInfo[] {
  const { paper, markets = [], paperKind, accountId } = wanted;
  const fitting = accounts.filter((account) => misfitsOf(account, wanted).length === 0);
  if (accountId !== undefined) return fitting;
  const able = firstOf([fitting.filter(canPlaceOrders), fitting]);
  const there = firstOf([...markets.map((market) => able.filter((each) => each.markets.includes(market))), able]);
  // Without a market, any account may be meant, and not just those for stocks.
  if (!paper || paperKind !== undefined || markets.length === 0) return there;
  // Whether an account of another kind will do is up to the gateway.
  return firstOf([...kindsFor(wanted).map((kind) => there.filter((each) => each.paperKind === kind)), there]);
}

/** The broker of an account, if the gateway names one. */
export function firmOf({ firm }: AccountInfo): AccountInfo["firm"] {
  return firm === "Unknown" ? undefined : firm;
}

/** Says all that keeps an account from being the wanted one. Nothing when it fits. */
export function misfitsOf(account: AccountInfo, wanted: WantedAccount): readonly string[] {
  const { paper, firm, paperKind, accountId } = wanted;
  // Real gateways name no broker for paper accounts.
  const isOfFirm = firm === undefined || firmOf(account) === undefined || account.firm === firm;
  const misfits = [
    accountId !== undefined && account.id !== accountId && "has another id",
    account.isPaper !== paper && (account.isPaper ? "is a paper account" : "has real money"),
    describeMarkets(account, wanted.markets),
    !isOfFirm && `is at ${account.firm}, not at ${firm}`,
    paperKind !== undefined && account.paperKind !== paperKind && `is not of the kind ${paperKind}`,
    accountId === undefined && !account.isActive && "is disabled, so that only its id opens it",
  ];
  return misfits.filter((misfit) => misfit !== false);
}

function describeMarkets(account: AccountInfo, wanted: readonly TradeMarket[] | undefined): string | false {
  const there = knownMarkets(account.markets);
  const isThere = wanted === undefined ? there.length > 0 : wanted.some((market) => there.includes(market));
  if (isThere) return false;
  const missing = wanted === undefined ? "" : `, not ${wanted.filter((each) => !each.endsWith("_Fund")).join(" or ")}`;
  return there.length === 0 ? "trades in no market that is known" : `trades ${there.join(" ")}${missing}`;
}

/** The kinds of paper accounts that trade a code, the most special one first. Without a code: those for stocks. */
function kindsFor({ markets = [], code }: WantedAccount): readonly Trd_Common.SimAccTypeName[] {
  if (markets.some((market) => market.startsWith("Futures"))) return ["Futures"];
  const isOption = code !== undefined && instrumentOf(code) === "option";
  return [isOption ? "Option" : "Stock", "StockAndOption"];
}

/** The first group with an account in it. */
function firstOf(groups: readonly (readonly AccountInfo[])[]): readonly AccountInfo[] {
  return groups.find((group) => group.length > 0) ?? [];
}
