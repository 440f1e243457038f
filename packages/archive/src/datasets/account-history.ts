import type { Client } from "@opend/core";
import type { Column } from "@opend/core/columns";
import { createError } from "@opend/core/internal";
import { Trd_GetHistoryOrderFillList } from "@opend/core/protocols/Trd_GetHistoryOrderFillList";
import { Trd_GetHistoryOrderList } from "@opend/core/protocols/Trd_GetHistoryOrderList";
import { listAccounts, marketDay, openAccount, type TradingAccount } from "@opend/trade";
import { fillColumns, orderColumns } from "@opend/trade/columns";
import { addDays } from "../base/days.js";
import type { ByDays, Dataset, DatasetRow } from "./dataset.js";

/** Which account a row is about, as the lists of the command have it. */
const account: Column = {
  name: "account",
  from: "row",
  path: ["account"],
  type: "text",
  description: "The id of the account.",
};

/** Orders of an account in all its markets (protocol 2221). Its subjects are the numbers of accounts. */
export const orders: Dataset = {
  name: "orders",
  description: "Orders of trading accounts.",
  by: "account",
  columns: [account, ...orderColumns],
  key: ["account", "orderId"],
  // An order that is good until it is canceled may still change.
  restatedDays: 90,
  rateLimit: Trd_GetHistoryOrderList.rateLimit,
  walk: walkOf(Trd_GetHistoryOrderList.span, (account, times) => account.orderHistory(times)),
};

/** Deals of an account in all its markets (protocol 2222). The gateway has none for paper accounts. */
export const fills: Dataset = {
  name: "fills",
  description: "Deals of trading accounts.",
  by: "account",
  columns: [account, ...fillColumns],
  key: ["account", "fillId"],
  restatedDays: 5,
  rateLimit: Trd_GetHistoryOrderFillList.rateLimit,
  walk: walkOf(Trd_GetHistoryOrderFillList.span, (account, times) => account.fillHistory(times), {
    noneOnPaper: "has no deals",
  }),
};

function walkOf(
  { maxDays }: { readonly maxDays: number },
  ask: (
    account: TradingAccount,
    times: { readonly from: string; readonly to: string; readonly signal: AbortSignal },
  ) => Promise<readonly { readonly createTime: string }[]>,
  { noneOnPaper }: { readonly noneOnPaper?: string } = {},
): ByDays {
  return {
    comes: "by-days",
    oldestDay: "2015-01-01",
    async today(client, subject, now, signal) {
      const { info } = await openSubject(client, subject, signal);
      return marketDay(info.markets, now);
    },
    async *open(client, subject, { since, until }, signal) {
      const account = await openSubject(client, subject, signal);
      if (account.isPaper && noneOnPaper !== undefined) {
        yield { rows: [], cursor: undefined, note: `account ${subject} is a paper account, which ${noneOnPaper}` };
        return;
      }
      for (let from = since; from <= until; ) {
        // Up to the moment at which the next days begin: between 23:59:59 and midnight there are still rows.
        const next = addDays(from, maxDays - 1);
        const isLast = next > until;
        const asked = await ask(account, { from, to: isLast ? until : `${next} 00:00:00`, signal });
        const rows = asked.map((row): DatasetRow => {
          return { ...row, account: subject, day: row.createTime.slice(0, "2026-05-08".length) };
        });
        yield { rows, cursor: isLast ? undefined : next, covers: isLast ? until : addDays(next, -1) };
        from = next;
      }
    },
  };
}

/** Opens an account in all of its markets. @throws `InvalidCode`, `AccountNotFound`, and the errors of `client.call` */
async function openSubject(client: Client, subject: string, signal: AbortSignal): Promise<TradingAccount> {
  if (!/^\d+$/.test(subject)) {
    throw createError("InvalidCode", `an account has a number, not ${JSON.stringify(subject)}`, { input: subject });
  }
  const accountId = BigInt(subject);
  const account = (await listAccounts(client, { signal })).find(({ id }) => id === accountId);
  return await openAccount(client, { paper: account?.isPaper ?? true, accountId, account, signal });
}
