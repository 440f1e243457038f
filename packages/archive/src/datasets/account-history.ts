import type { Client } from "@opend/core";
import type { Column } from "@opend/core/columns";
import { listAccounts, openAccount, type TradeMarket, type TradingAccount } from "@opend/trade";
import { fillColumns, orderColumns } from "@opend/trade/columns";
import { addDays } from "../base/days.js";
import type { ByDays, Dataset, DatasetRow } from "./dataset.js";

/** The gateway answers for this many days at once. */
const daysPerRequest = 90;

/** Which account a row is about, as the lists of the command have it. */
const account: Column = {
  name: "account",
  from: "row",
  path: ["account"],
  type: "text",
  description: "The id of the account.",
};

/** Orders of an account in all its markets (protocol 2221). Its subjects are account numbers. */
export const orders: Dataset = {
  name: "orders",
  description: "Orders of trading accounts.",
  by: "account",
  columns: [account, ...orderColumns],
  key: ["account", "orderId"],
  // An order that is good until it is canceled may still change.
  restatedDays: 90,
  walk: walkOf((account, days) => account.orderHistory(days)),
};

/** Deals of an account in all its markets (protocol 2222). The gateway has none for paper accounts. */
export const fills: Dataset = {
  name: "fills",
  description: "Deals of trading accounts.",
  by: "account",
  columns: [account, ...fillColumns],
  key: ["account", "fillId"],
  restatedDays: 5,
  walk: walkOf((account, days) => account.fillHistory(days)),
};

function walkOf(
  ask: (
    account: TradingAccount,
    days: { readonly from: string; readonly to: string; readonly signal: AbortSignal },
  ) => Promise<readonly { readonly createTime: string }[]>,
): ByDays {
  return {
    comes: "by-days",
    oldestDay: "2015-01-01",
    async *open(client, subject, { since, until }, signal) {
      const accounts = await openMarkets(client, subject);
      for (let from = since; from <= until; from = addDays(from, daysPerRequest)) {
        const [to = until] = [addDays(from, daysPerRequest - 1), until].toSorted();
        const rows: DatasetRow[] = [];
        for (const account of accounts) {
          for (const row of await ask(account, { from, to, signal })) {
            const day = row.createTime.slice(0, "2026-05-08".length);
            rows.push({ ...row, account: subject, day });
          }
        }
        yield { rows, cursor: to === until ? undefined : to, covers: to };
      }
    },
  };
}

/** Opens an account in each of its markets. */
async function openMarkets(client: Client, subject: string): Promise<readonly TradingAccount[]> {
  const accountId = BigInt(subject);
  const found = (await listAccounts(client)).find(({ id }) => id === accountId);
  const markets = (found?.markets ?? []).filter((market): market is TradeMarket => typeof market === "string");
  const paper = found?.isPaper ?? true;
  // It says which accounts there are.
  if (markets.length === 0) return [await openAccount(client, { paper, market: "HK", accountId })];
  return await Promise.all(markets.map((market) => openAccount(client, { paper, market, accountId })));
}
