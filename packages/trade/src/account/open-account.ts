import type { Client } from "@opend/core";
import { checkOptions, createError } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import type { TradeMarket } from "../names/trade-markets.js";
import { type Known, parseOption } from "../names/words.js";
import { callOptionNames, type QueryCallOptions } from "../requests/call-options.js";
import { type AccountInfo, listAccounts } from "../rows/accounts.js";
import { createTradeError } from "../rows/trade-error.js";
import { TradingAccount } from "./trading-account.js";

/** Which account to open. */
export interface OpenAccountOptions extends QueryCallOptions {
  /** `true` opens only paper accounts, `false` only accounts with real money. There is no default. */
  readonly paper: boolean;
  /** The market to trade in. Open an account for several markets once for each. */
  readonly market: TradeMarket;
  /** The broker, if the user has accounts at several. */
  readonly firm?: Known<Trd_Common.SecurityFirmName> | undefined;
  /** The account's id. Required when several accounts match. */
  readonly accountId?: bigint | undefined;
}

const optionNames = ["paper", "market", "firm", "accountId", ...callOptionNames];

/**
 * Opens a trading account: `await openAccount(client, { paper: true, market: "HK" })`. When several match, it does not
 * guess.
 *
 * @throws `AccountNotFound`, `AmbiguousAccount`, `WrongEnvironment`, `InvalidOption`, and the errors of `client.call`
 */
export async function openAccount(client: Client, options: OpenAccountOptions): Promise<TradingAccount> {
  checkOptions("openAccount", options, optionNames);
  const { paper, market, firm, accountId, ...callOptions } = options;
  if (typeof paper !== "boolean") {
    const message = "paper is required: true for a paper account, false for real money";
    throw createError("InvalidOption", message, { option: "paper" });
  }
  parseOption(Trd_Common.TrdMarket, "market", market);
  if (firm !== undefined) parseOption(Trd_Common.SecurityFirm, "firm", firm);
  const accounts = await listAccounts(client, { market, ...callOptions });
  const named = accounts.filter(({ id }) => id === accountId);
  const [wrong] = named.filter(({ isPaper }) => isPaper !== paper);
  if (wrong) throw wrongEnvironment(wrong);
  const candidates = accountId === undefined ? accounts.filter(({ isActive }) => isActive) : named;
  const fitting = candidates.filter((account) => {
    const isOfFirm = firm === undefined || account.firm === firm;
    return account.isPaper === paper && account.markets.includes(market) && isOfFirm;
  });
  const [account, ...others] = fitting;
  if (account === undefined) throw notFound(options, accounts);
  if (others.length > 0) {
    const message = `${fitting.length} accounts fit ${describe(options)}: choose one with accountId: ${list(fitting)}`;
    throw createTradeError("AmbiguousAccount", message, { accounts: fitting });
  }
  return new TradingAccount(client, account, market);
}

function wrongEnvironment({ id, isPaper }: AccountInfo) {
  const message = isPaper
    ? `account ${id} is a paper account, and real money was asked for (paper: false)`
    : `account ${id} has real money, and a paper account was asked for (paper: true)`;
  return createTradeError("WrongEnvironment", message, { accountId: id, isPaper });
}

function notFound(options: OpenAccountOptions, accounts: readonly AccountInfo[]) {
  const there = accounts.length === 0 ? "there are none" : `there are ${list(accounts)}`;
  return createTradeError("AccountNotFound", `no account fits ${describe(options)}: ${there}`, { accounts });
}

function describe({ paper, market, firm, accountId }: OpenAccountOptions): string {
  const parts = [`paper: ${paper}`, `market: ${market}`];
  if (firm !== undefined) parts.push(`firm: ${firm}`);
  if (accountId !== undefined) parts.push(`accountId: ${accountId}n`);
  return `{ ${parts.join(", ")} }`;
}

function list(accounts: readonly AccountInfo[]): string {
  return accounts
    .map(({ id, isPaper, firm, markets, isActive }) => {
      const kind = `${isActive ? "" : "disabled, "}${isPaper ? "paper" : "real"}`;
      return `${id} (${kind}, ${firm ?? "no firm"}, ${markets.join(" ")})`;
    })
    .join("; ");
}
