import { type Client, namesOf } from "@opend/core";
import { allowedNames } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import { type AccountInfo, listAccounts, openAccount, type TradeMarket, type TradingAccount } from "@opend/trade";
import { UsageError } from "../base/usage-error.js";
import { paperKinds, type TradingOptions } from "./trading-options.js";

/** Lists the accounts of a market. Without one: all for securities. */
export async function accountsOf(client: Client, tradeMarket: string | undefined): Promise<readonly AccountInfo[]> {
  const market = tradeMarket === undefined ? undefined : toMarket(tradeMarket);
  const accounts = await listAccounts(client, { market });
  return market === undefined ? accounts : accounts.filter(({ markets }) => markets.includes(market));
}

/** Opens every account that the options name, once for each market it trades in: all paper accounts by default. */
export async function openAccounts(client: Client, options: TradingOptions): Promise<TradingAccount[]> {
  const places = (await accountsOf(client, options.tradeMarket))
    .filter((info) => fits(info, options))
    .flatMap((info) => marketsOf(info, options));
  if (places.length === 0) throw new UsageError(`no account fits ${describe(options)}. \`opend accounts\` lists them`);
  const opened: TradingAccount[] = [];
  for (const { id, market } of places) {
    opened.push(await openAccount(client, { paper: !options.real, market, accountId: id }));
  }
  return opened;
}

/** Opens the one account that an order of a security goes to. @throws what `openAccount` throws */
export async function openOneAccount(client: Client, code: string, options: TradingOptions): Promise<TradingAccount> {
  const { real, tradeMarket, account, paperKind } = options;
  return await openAccount(client, {
    paper: !real,
    market: tradeMarket === undefined ? undefined : toMarket(tradeMarket),
    code,
    accountId: account === undefined ? undefined : toId(account),
    paperKind: paperKind && paperKinds[paperKind],
  });
}

function fits(info: AccountInfo, { real, account, paperKind }: TradingOptions): boolean {
  const isOfKind = paperKind === undefined || info.paperKind === paperKinds[paperKind];
  return info.isPaper === !real && isOfKind && (account === undefined ? info.isActive : info.id === toId(account));
}

function marketsOf({ id, markets }: AccountInfo, { tradeMarket }: TradingOptions) {
  const wanted = tradeMarket === undefined ? undefined : toMarket(tradeMarket);
  const names = markets.filter((market): market is TradeMarket => typeof market === "string");
  return names.filter((market) => wanted === undefined || market === wanted).map((market) => ({ id, market }));
}

function toId(text: string): bigint {
  if (/^\d+$/.test(text)) return BigInt(text);
  throw new UsageError(`--account is the number of an account, not ${text}. \`opend accounts\` lists them`);
}

function toMarket(text: string): TradeMarket {
  const names = namesOf(Trd_Common.TrdMarket).filter((name) => name !== "Unknown");
  const market = names.find((name) => name.toLowerCase() === text.toLowerCase());
  if (market !== undefined) return market;
  throw new UsageError(`--trade-market is ${text}: ${allowedNames(names, text)}`);
}

function describe({ real, tradeMarket, account, paperKind }: TradingOptions): string {
  const parts = [
    real ? "--real" : "paper",
    paperKind && `--paper-kind ${paperKind}`,
    account && `--account ${account}`,
    tradeMarket && `--trade-market ${tradeMarket}`,
  ];
  return parts.filter(Boolean).join(", ");
}
