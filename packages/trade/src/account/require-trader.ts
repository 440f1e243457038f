import type { AccountInfo } from "../rows/accounts.js";
import { createTradeError } from "../rows/trade-error.js";

/** Returns whether accounts of this role place orders. A gateway that says no role has only accounts that do. */
export function canPlaceOrders({ role }: AccountInfo): boolean {
  return role !== "Master" && role !== "IPO";
}

/**
 * Makes sure that an account can place orders, as `placeOrder` does before it sends one.
 *
 * @throws `AccountCannotTrade` for a master account and for an IPO account
 */
export function requireTrader(account: AccountInfo): void {
  if (canPlaceOrders(account)) return;
  const { id, role } = account;
  const message = `account ${id} has the role ${role}, which cannot place orders: open one with the role Normal`;
  throw createTradeError("AccountCannotTrade", message, { accountId: id, role });
}
