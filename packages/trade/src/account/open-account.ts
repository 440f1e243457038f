import type { Client } from "@opend/core";
import { checkOptions, createError } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import { marketsOf, type TradeMarket, toTradeCode } from "../names/trade-markets.js";
import { type Known, parseOption } from "../names/words.js";
import { callOptionNames, type QueryCallOptions } from "../requests/call-options.js";
import { type AccountInfo, describeAccount, listAccounts } from "../rows/accounts.js";
import { createTradeError } from "../rows/trade-error.js";
import { chooseAccounts, type WantedAccount } from "./choose-accounts.js";
import { TradingAccount } from "./trading-account.js";

/** Which account to open, apart from its market. */
interface AccountChoice extends QueryCallOptions {
  /** `true` opens only paper accounts, `false` only accounts with real money. There is no default. */
  readonly paper: boolean;
  /** The broker, if the user has accounts at several. Gateways name none for paper accounts, which fit every broker. */
  readonly firm?: Known<Trd_Common.SecurityFirmName> | undefined;
  /**
   * The purpose of the paper account. Default: the one that trades `code`, and without a code `Stock`, or `Futures` in
   * a market of futures; if there is none, `StockAndOption`; else any.
   */
  readonly paperKind?: Known<Trd_Common.SimAccTypeName> | undefined;
  /** The account's id. Required when several accounts match. */
  readonly accountId?: bigint | undefined;
}

/** Which account to open, by its market, or by the code of a security that it should trade. */
export type OpenAccountOptions = AccountChoice &
  (
    | {
        /** The market to trade in. Open an account for several markets once for each. Default: that of `code`. */
        readonly market: TradeMarket;
        /** A security that the account should trade, such as `HK.TCH260529C500000`. */
        readonly code?: string | undefined;
      }
    | { readonly market?: TradeMarket | undefined; readonly code: string }
  );

const optionNames = ["paper", "market", "code", "firm", "paperKind", "accountId", ...callOptionNames];

/**
 * Opens a trading account: `await openAccount(client, { paper: true, market: "HK" })`, or by what it should trade:
 * `await openAccount(client, { paper: true, code: "HK.TCH260529C500000" })`. When several match, it does not guess.
 * Master accounts, which cannot place orders, are opened only by their id, or if no other one matches.
 *
 * @throws `AccountNotFound`, `AmbiguousAccount`, `WrongEnvironment`, `InvalidOption`, `InvalidCode`, and the errors of
 *   `client.call`
 */
export async function openAccount(client: Client, options: OpenAccountOptions): Promise<TradingAccount> {
  checkOptions("openAccount", options, optionNames);
  const { signal, timeoutMs, retry, waitWhenRateLimited } = options;
  const wanted = toWanted(options);
  const { market, paper, accountId } = wanted;
  const accounts = await listAccounts(client, { market, signal, timeoutMs, retry, waitWhenRateLimited });
  const wrong = accounts.find(({ id, isPaper }) => id === accountId && isPaper !== paper);
  if (wrong) throw wrongEnvironment(wrong);
  const fitting = chooseAccounts(accounts, wanted);
  const [account, ...others] = fitting;
  if (account === undefined) throw notFound(wanted, accounts);
  if (others.length > 0) throw ambiguous(wanted, fitting);
  return new TradingAccount(client, account, market);
}

/** @throws `InvalidOption`, `InvalidCode` */
function toWanted({ paper, market, code, firm, paperKind, accountId }: OpenAccountOptions): WantedAccount {
  if (typeof paper !== "boolean") {
    const message = "paper is required: true for a paper account, false for real money";
    throw createError("InvalidOption", message, { option: "paper" });
  }
  const tradeMarket = toMarket(market, code, paper);
  if (code !== undefined) toTradeCode(code, tradeMarket);
  if (firm !== undefined) parseOption(Trd_Common.SecurityFirm, "firm", firm);
  if (paperKind !== undefined) parseOption(Trd_Common.SimAccType, "paperKind", paperKind);
  if (paperKind !== undefined && !paper) {
    throw createError("InvalidOption", "paperKind goes with paper: true", { option: "paperKind" });
  }
  return { paper, market: tradeMarket, code, firm, paperKind, accountId };
}

function toMarket(market: TradeMarket | undefined, code: string | undefined, paper: boolean): TradeMarket {
  if (market !== undefined) {
    parseOption(Trd_Common.TrdMarket, "market", market);
    return market;
  }
  const [likeliest] = code === undefined ? [] : marketsOf(code, paper);
  if (likeliest !== undefined) return likeliest;
  const message = "market is required, such as HK, or the code of what the account should trade";
  throw createError("InvalidOption", message, { option: "market" });
}

function wrongEnvironment({ id, isPaper }: AccountInfo) {
  const message = isPaper
    ? `account ${id} is a paper account, and real money was asked for (paper: false)`
    : `account ${id} has real money, and a paper account was asked for (paper: true)`;
  return createTradeError("WrongEnvironment", message, { accountId: id, isPaper });
}

function notFound(wanted: WantedAccount, accounts: readonly AccountInfo[]) {
  const there = accounts.length === 0 ? "there are none" : `there are ${list(accounts)}`;
  return createTradeError("AccountNotFound", `no account fits ${describe(wanted)}: ${there}`, { accounts });
}

function ambiguous(wanted: WantedAccount, accounts: readonly AccountInfo[]) {
  const kinds = new Set(accounts.map(({ paperKind }) => paperKind));
  const how = wanted.paper && kinds.size > 1 ? "paperKind or accountId" : "accountId";
  const message = `${accounts.length} accounts fit ${describe(wanted)}: choose one with ${how}: ${list(accounts)}`;
  return createTradeError("AmbiguousAccount", message, { accounts });
}

function describe({ paper, market, code, firm, paperKind, accountId }: WantedAccount): string {
  const parts = [`paper: ${paper}`, `market: ${market}`];
  if (code !== undefined) parts.push(`code: ${code}`);
  if (firm !== undefined) parts.push(`firm: ${firm}`);
  if (paperKind !== undefined) parts.push(`paperKind: ${paperKind}`);
  if (accountId !== undefined) parts.push(`accountId: ${accountId}n`);
  return `{ ${parts.join(", ")} }`;
}

function list(accounts: readonly AccountInfo[]): string {
  return accounts.map(describeAccount).join("; ");
}
