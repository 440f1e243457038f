import type { Client } from "@opend/core";
import type { TableColumn } from "@opend/table";
import type { TradingAccount } from "@opend/trade";
import { accountColumns, fundsColumns, orderColumns, positionColumns } from "@opend/trade/columns";
import type { Context } from "../base/context.js";
import { openGateways } from "../gateway/open-gateways.js";
import { openSinks } from "../output/open-sinks.js";
import { planOutput } from "../output/output-options.js";
import { accountsOf, openAccounts } from "./open-accounts.js";
import type { TradingListOptions } from "./trading-options.js";

/** What can be listed. */
export type TradingList = "accounts" | "orders" | "positions" | "funds";

/** The days of past orders. */
export interface HistoryOptions {
  readonly history?: true;
  readonly since?: string;
  readonly until?: string;
}

/** Prints the accounts, orders, positions or funds of the user. */
export async function listTrading(
  context: Context,
  list: TradingList,
  options: TradingListOptions & HistoryOptions,
): Promise<void> {
  const plan = planOutput(options, context.io);
  await using gateways = await openGateways(context, {}, { needsOne: true });
  for (const line of gateways.notes) context.screen.note(line);
  const [client] = gateways.clients;
  if (client === undefined) return;
  const { columns, rows } = await readList(client, list, options);
  const sinks = await openSinks(context, plan, options, {
    columns,
    isSimulated: gateways.isSimulated,
    isPrivate: true,
  });
  for (const sink of sinks) {
    await sink.write(rows);
    await sink.finish();
  }
  for (const { file } of plan.tables) context.screen.note(`Wrote ${file}`);
}

interface TradingTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly object[];
}

/** Which account a row is about. */
const place: readonly TableColumn[] = [
  { name: "account", type: "text", path: ["account"], description: "The id of the account." },
  { name: "market", type: "text", path: ["market"], description: "The market of the account." },
];

async function readList(
  client: Client,
  list: TradingList,
  options: TradingListOptions & HistoryOptions,
): Promise<TradingTable> {
  switch (list) {
    case "accounts": {
      const [id, ...others] = accountColumns;
      const columns = id ? [{ ...id, name: "account" }, ...others] : others;
      return { columns, rows: await accountsOf(client, options.tradeMarket) };
    }
    case "orders": {
      const rows = await collect(client, options, (account) => readOrders(account, options));
      return { columns: [...place, ...orderColumns], rows };
    }
    case "positions":
      return {
        columns: [...place, ...positionColumns],
        rows: await collect(client, options, (account) => account.positions()),
      };
    case "funds":
      return {
        columns: [...place, ...fundsColumns],
        rows: await collect(client, options, async (account) => [await account.funds()]),
      };
  }
}

async function readOrders(account: TradingAccount, { history, since, until }: HistoryOptions) {
  if (!history) return await account.orders();
  return await account.orderHistory({ from: since ?? daysAgo(90), to: until ?? daysAgo(-1) });
}

async function collect(
  client: Client,
  options: TradingListOptions,
  read: (account: TradingAccount) => Promise<readonly object[]>,
): Promise<object[]> {
  const rows: object[] = [];
  for (const account of await openAccounts(client, options)) {
    const place = { account: String(account.id), market: account.market };
    rows.push(...(await read(account)).map((row) => ({ ...row, ...place })));
  }
  return rows;
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, "2026-05-08".length);
}
