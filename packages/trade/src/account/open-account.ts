import type { Client } from "@opend/core";
import { checkOptions, createError } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import { knownMarkets, marketFor, marketsOf, parseTradeMarket, type TradeMarket } from "../names/trade-markets.js";
import { type Known, parseAnyCase } from "../names/words.js";
import { callOptionNames, type QueryCallOptions } from "../requests/call-options.js";
import { type AccountInfo, listAccounts } from "../rows/accounts.js";
import { ambiguous, notFound, wrongEnvironment } from "./choice-errors.js";
import { chooseAccounts, type WantedAccount } from "./choose-accounts.js";
import { TradingAccount } from "./trading-account.js";

/** Which account to open. */
export interface OpenAccountOptions extends QueryCallOptions {
  /** `true` opens only paper accounts, `false` only accounts with real money. There is no default. */
  readonly paper: boolean;
  /** The market to trade in. Default: the one that trades `code`, and without a code all markets of the account. */
  readonly market?: TradeMarket | undefined;
  /** A security that the account should trade, such as `HK.TCH260529C500000`. */
  readonly code?: string | undefined;
  /** The broker, if the user has accounts at several. Gateways name none for paper accounts, which fit every broker. */
  readonly firm?: Known<Trd_Common.SecurityFirmName> | undefined;
  /**
   * The purpose of the paper account. Default: the one that trades `code`, and with a market alone `Stock`, or `Futures`
   * in a market of futures; if there is none, `StockAndOption`; else any.
   */
  readonly paperKind?: Known<Trd_Common.SimAccTypeName> | undefined;
  /** The account's id. Required when several accounts match. */
  readonly accountId?: bigint | undefined;
  /** An entry of `listAccounts`, to be opened without asking for the list again. */
  readonly account?: AccountInfo | undefined;
}

const optionNames = ["paper", "market", "code", "firm", "paperKind", "accountId", "account", ...callOptionNames];

/**
 * Opens a trading account: in one market (`await openAccount(client, { paper: true, market: "HK" })`), in the market of
 * what it should trade (`{ paper: true, code: "HK.TCH260529C500000" }`), or in all of its markets (`{ paper: true }`), as
 * universal accounts have several. When several accounts match, it does not guess. Accounts that cannot place orders, which
 * are master and IPO accounts, are opened only by their id, or if no other one matches; disabled ones by their id.
 *
 * @throws `AccountNotFound`, `AmbiguousAccount`, `WrongEnvironment`, `InvalidOption`, `InvalidCode`, and the errors of
 *   `client.call`
 */
export async function openAccount(client: Client, options: OpenAccountOptions): Promise<TradingAccount> {
  checkOptions("openAccount", options, optionNames);
  const { signal, timeoutMs, retry, waitWhenRateLimited } = options;
  const wanted = toWanted(options);
  const { paper, markets: [market] = [], accountId } = wanted;
  const accounts =
    options.account === undefined
      ? await listAccounts(client, { market, signal, timeoutMs, retry, waitWhenRateLimited })
      : [options.account];
  const wrong = accounts.find(({ id, isPaper }) => id === accountId && isPaper !== paper);
  if (wrong) throw wrongEnvironment(wrong);
  const fitting = chooseAccounts(accounts, wanted);
  const [account, ...others] = fitting;
  if (account === undefined) throw notFound(wanted, accounts);
  if (others.length > 0) throw ambiguous(wanted, fitting);
  const there = knownMarkets(account.markets);
  const best = wanted.markets?.find((market) => there.includes(market));
  return new TradingAccount(client, account, best === undefined ? there : [best]);
}

/** @throws `InvalidOption`, `InvalidCode` */
function toWanted({ paper, market, code, firm, paperKind, accountId, account }: OpenAccountOptions): WantedAccount {
  if (typeof paper !== "boolean") {
    const message = "paper is required: true for a paper account, false for real money";
    throw createError("InvalidOption", message, { option: "paper" });
  }
  if (accountId !== undefined && typeof accountId !== "bigint") {
    const isLossy = typeof accountId === "number" && !Number.isSafeInteger(accountId);
    const why = isLossy ? ", a number that has lost digits: quote the id in JSON, and pass BigInt(text)" : "";
    const message = `accountId is a bigint, such as 281756478486397871n, not ${JSON.stringify(accountId)}${why}`;
    throw createError("InvalidOption", message, { option: "accountId" });
  }
  const markets = toMarkets(market, code, paper);
  if (paperKind !== undefined && !paper) {
    throw createError("InvalidOption", "paperKind goes with paper: true", { option: "paperKind" });
  }
  return {
    paper,
    markets,
    code,
    firm: firm === undefined ? firm : parseAnyCase(Trd_Common.SecurityFirm, "firm", firm),
    paperKind: paperKind === undefined ? paperKind : parseAnyCase(Trd_Common.SimAccType, "paperKind", paperKind),
    accountId: accountId ?? account?.id,
  };
}

/** The markets that will do, the likeliest first. Undefined: the account may be in any. */
function toMarkets(market: TradeMarket | undefined, code: string | undefined, paper: boolean) {
  const only = market === undefined ? undefined : [parseTradeMarket(market)];
  if (code === undefined) return only;
  return only === undefined ? marketsOf(code, paper) : [marketFor(code, only, paper)];
}
