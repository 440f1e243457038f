import type { Client } from "@opend/core";
import { type AccountInfo, listAccounts, openAccount, type TradeMarket, type TradingAccount } from "@opend/trade";
import { UsageError } from "../base/usage-error.js";
import { paperKinds, type TradingOptions } from "./trading-options.js";

/** Opens every account that the options name, once for each market it trades in: all paper accounts by default. */
export async function openAccounts(client: Client, options: TradingOptions): Promise<TradingAccount[]> {
  const market = options.tradeMarket === undefined ? undefined : toMarket(options.tradeMarket);
  const places = (await listAccounts(client, { market }))
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

/** `openAccount` checks the name. */
function toMarket(text: string): TradeMarket {
  return (text.length === 2 ? text.toUpperCase() : text) as TradeMarket;
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
