import type { Client } from "@opend/core";
import {
  type AccountInfo,
  isTradeError,
  listAccounts,
  type OpenAccountOptions,
  openAccount,
  parseTradeMarket,
  type TradeMarket,
  type TradingAccount,
} from "@opend/trade";
import { UsageError } from "../base/usage-error.js";
import type { TradingOptions } from "./trading-options.js";

/** Which accounts a command is about, as the library takes it. */
export type AccountChoice = Pick<OpenAccountOptions, "paper" | "market" | "firm" | "paperKind" | "accountId">;

/** Reads the options about accounts. It needs no gateway. @throws `UsageError`, `InvalidOption` */
export function readChoice({ real, tradeMarket, account, paperKind, firm }: TradingOptions): AccountChoice {
  const market = tradeMarket === undefined ? undefined : parseTradeMarket(tradeMarket, "--trade-market");
  return { paper: !real, market, accountId: readId(account), paperKind, firm };
}

function readId(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return BigInt(text);
  throw new UsageError(`--account is the number of an account, not ${text}. \`opend accounts\` lists them`);
}

/** Lists the accounts of a market. Without one: all. */
export async function accountsOf(client: Client, market: TradeMarket | undefined): Promise<readonly AccountInfo[]> {
  const accounts = await listAccounts(client, { market });
  return market === undefined ? accounts : accounts.filter(({ markets }) => markets.includes(market));
}

/** Opens every account of the choice, each in all of its markets unless the choice names one. */
export async function openAccounts(client: Client, choice: AccountChoice): Promise<TradingAccount[]> {
  const opened: TradingAccount[] = [];
  for (const account of await listAccounts(client, { market: choice.market })) {
    // A disabled account is opened by its id only.
    if (!account.isActive && choice.accountId === undefined) continue;
    try {
      opened.push(await openAccount(client, { ...choice, account }));
    } catch (error) {
      const isNamed = account.id === choice.accountId;
      if (isNamed || !isTradeError(error, "AccountNotFound", "WrongEnvironment")) throw error;
    }
  }
  if (opened.length > 0) return opened;
  throw new UsageError(`no account fits ${describe(choice)}. \`opend accounts\` lists them`);
}

/** Opens the one account that an order of a security goes to. @throws what `openAccount` throws */
export async function openOneAccount(client: Client, code: string, choice: AccountChoice): Promise<TradingAccount> {
  return await openAccount(client, { ...choice, code });
}

function describe({ paper, market, accountId, paperKind, firm }: AccountChoice): string {
  const parts = [
    paper ? "paper" : "--real",
    paperKind && `--paper-kind ${paperKind}`,
    firm && `--firm ${firm}`,
    accountId !== undefined && `--account ${accountId}`,
    market && `--trade-market ${market}`,
  ];
  return parts.filter(Boolean).join(", ");
}
