import { type Client, systemClock } from "@opend/core";
import type { TableColumn } from "@opend/table";
import type { HistoryFilter, TradingAccount } from "@opend/trade";
import { accountColumns, fillColumns, fundsColumns, orderColumns, positionColumns } from "@opend/trade/columns";
import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import { openSinks } from "../output/open-sinks.js";
import { planOutput } from "../output/output-options.js";
import { accountColumn } from "./account-column.js";
import { type HistoryOptions, historyOf, isHistory } from "./history.js";
import { type AccountChoice, accountsOf, openAccounts, readChoice } from "./open-accounts.js";
import { inOptionsHere } from "./options-here.js";
import type { TradingListOptions } from "./trading-options.js";
import { withTrading } from "./with-trading.js";

/** What can be listed. */
export type TradingList = "accounts" | "orders" | "fills" | "positions" | "funds";

/** Prints the accounts, orders, deals, positions or funds of the user. */
export async function listTrading(
  context: Context,
  list: TradingList,
  options: TradingListOptions & HistoryOptions,
): Promise<void> {
  const plan = planOutput(options, context.io);
  if (list === "fills" && !options.real) throw new UsageError(noDealsOnPaper);
  const isPast = isHistory(options);
  const choice = readChoice(options);
  const nowMs = (context.io.clock ?? systemClock).nowMs();
  const daysOf = (account: TradingAccount) => (isPast ? historyOf(account, options, nowMs) : undefined);
  await withTrading(context, async ({ client, isSimulated }) => {
    const { columns, rows } = await readList(client, list, choice, options, daysOf);
    const unknown = rows.filter((row) => "isOutcomeUnknown" in row && row.isOutcomeUnknown).length;
    if (unknown > 0) context.screen.note(describeUnknown(unknown));
    const sinks = await openSinks(context, plan, options, { columns, isSimulated, isPrivate: true });
    for (const sink of sinks) {
      await sink.write(rows);
      await sink.finish();
    }
  });
  for (const { file } of plan.tables) context.screen.note(`Wrote ${file}`);
}

const noDealsOnPaper =
  "paper accounts have no deals: `opend fills --real` lists those of accounts with real money, and `opend orders` has what was filled on paper";

function describeUnknown(count: number): string {
  const orders = count === 1 ? "1 order has a status that does" : `${count} orders have a status that does`;
  return `${orders} not say what became of it: it may still be filled, so do not place it again (isOutcomeUnknown).`;
}

interface TradingTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly object[];
}

const markets: TableColumn = {
  name: "markets",
  type: "text",
  path: ["markets"],
  description: "The markets of the account that were asked about.",
};

async function readList(
  client: Client,
  list: TradingList,
  choice: AccountChoice,
  { currency, assetCategory }: TradingListOptions,
  daysOf: (account: TradingAccount) => HistoryFilter | undefined,
): Promise<TradingTable> {
  switch (list) {
    case "accounts": {
      const [id, ...others] = accountColumns;
      const columns = id ? [{ ...id, name: "account" }, ...others] : others;
      return { columns, rows: await accountsOf(client, choice.market) };
    }
    case "orders": {
      const rows = await collect(client, choice, async (account) => {
        const days = daysOf(account);
        return days ? await account.orderHistory(days) : await account.orders();
      });
      return { columns: [accountColumn, ...orderColumns], rows };
    }
    case "fills": {
      const rows = await collect(client, choice, async (account) => {
        const days = daysOf(account);
        return days ? await account.fillHistory(days) : await account.fills();
      });
      return { columns: [accountColumn, ...fillColumns], rows };
    }
    case "positions":
      return {
        columns: [accountColumn, ...positionColumns],
        rows: await collect(client, choice, (account) => account.positions({ assetCategory })),
      };
    case "funds":
      return {
        columns: [accountColumn, markets, ...fundsColumns],
        rows: await collect(client, choice, async (account) => [await account.funds({ currency, assetCategory })]),
      };
  }
}

async function collect(
  client: Client,
  choice: AccountChoice,
  read: (account: TradingAccount) => Promise<readonly object[]>,
): Promise<object[]> {
  const rows: object[] = [];
  for (const account of await openAccounts(client, choice)) {
    const place = { account: String(account.id), markets: account.markets.join(" ") };
    rows.push(...(await inOptionsHere(() => read(account))).map((row) => ({ ...place, ...row })));
  }
  return rows;
}
