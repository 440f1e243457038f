import type { Client } from "@opend/core";
import { describeAccount, type Order, type TradingAccount } from "@opend/trade";
import { UsageError } from "../base/usage-error.js";
import { type AccountChoice, openAccounts } from "./open-accounts.js";

/** An order of today, or one that is open, and the account that has it. */
export interface FoundOrder {
  readonly account: TradingAccount;
  readonly order: Order;
}

/** Lists the orders of the accounts that the options name. */
export async function listOrders(client: Client, choice: AccountChoice): Promise<FoundOrder[]> {
  const found: FoundOrder[] = [];
  for (const account of await openAccounts(client, choice)) {
    found.push(...(await account.orders()).map((order) => ({ account, order })));
  }
  return found;
}

/** Finds orders by their ids. @throws `UsageError` unless one account has each of them */
export async function findOrders(client: Client, ids: readonly bigint[], choice: AccountChoice): Promise<FoundOrder[]> {
  const orders = await listOrders(client, choice);
  const unknown = ids.filter((id) => !orders.some(({ order }) => order.orderId === id));
  if (unknown.length > 0) {
    const where = choice.paper ? "paper account" : "account with real money";
    const lists = `opend orders${choice.paper ? "" : " --real"}`;
    throw new UsageError(`no ${where} has an order ${unknown.join(" or ")} of today. \`${lists}\` lists them`);
  }
  return ids.map((id) => {
    const [found, ...others] = orders.filter(({ order }) => order.orderId === id);
    if (found !== undefined && others.length === 0) return found;
    const accounts = [found, ...others]
      .flatMap((each) => each ?? [])
      .map(({ account }) => describeAccount(account.info));
    throw new UsageError(
      `${accounts.length} accounts have an order ${id}: choose one with --account: ${accounts.join("; ")}`,
    );
  });
}

/** The order as it is now. Undefined if the gateway does not tell. */
export async function readAgain({ account, order }: FoundOrder): Promise<Order | undefined> {
  try {
    const orders = await account.orders({ ids: [order.orderId] });
    return orders.find(({ orderId }) => orderId === order.orderId);
  } catch {
    return undefined;
  }
}

/** @throws `UsageError` unless the text is the id of an order */
export function readOrderId(text: string): bigint {
  if (/^\d+$/.test(text)) return BigInt(text);
  throw new UsageError(`an order has a number as its id, not ${text}. \`opend orders\` lists them`);
}
