import { isOpendError, type PagingClient } from "@opend/futu";
import { type OrderRequest, requireTrader, type TradingAccount, unlockTrade } from "@opend/trade";
import { confirm } from "../base/confirm.js";
import type { Context } from "../base/context.js";
import { readPlainNumber } from "../base/exact-number.js";
import { readSecret } from "../base/read-secret.js";
import { UsageError } from "../base/usage-error.js";
import { readCode } from "../codes/read-code.js";
import { openGateways } from "../gateway/open-gateways.js";
import { writeTo } from "../output/write-to.js";
import { type AccountChoice, openAccounts, openOneAccount, readChoice } from "./open-accounts.js";
import type { TradingOptions } from "./trading-options.js";

/** The options of commands that change something. */
export interface OrderOptions extends TradingOptions {
  readonly yes?: true;
  /** A file with the trading password. */
  readonly passwordFile?: string;
}

/** The options of `opend order place`. */
export interface PlaceOptions extends OrderOptions {
  readonly price?: number;
  readonly market?: true;
  readonly remark?: string;
}

/** The environment variable that holds the trading password. */
const passwordVariable = "OPEND_TRADE_PASSWORD";

/** Places an order. */
export async function placeOrder(
  context: Context,
  [code = "", side = "", quantity = ""]: readonly string[],
  options: PlaceOptions,
): Promise<void> {
  const order = toOrder(readCode(code), side, quantity, options);
  const choice = readChoice(options);
  await using gateways = await openGateways(context, {}, { needsOne: true });
  for (const line of gateways.notes) context.screen.note(line);
  const [client] = gateways.clients;
  if (client === undefined) return;
  const account = await openOneAccount(client, order.code, choice);
  requireTrader(account.info);
  await agree(context, client, account, `${describe(order)} ${placeOf(account)}.`, options);
  const { orderId } = await sendOnce(() => account.placeOrder(order));
  context.screen.note(`Placed: ${describe(order)} ${placeOf(account)}.`);
  await writeTo(context.io.stdout, `${orderId}\n`);
}

/** Cancels an order. */
export async function cancelOrder(
  context: Context,
  [id = ""]: readonly string[],
  options: OrderOptions,
): Promise<void> {
  if (!/^\d+$/.test(id))
    throw new UsageError(`an order has a number as its id, not ${id}. \`opend orders\` lists them`);
  const choice = readChoice(options);
  await using gateways = await openGateways(context, {}, { needsOne: true });
  for (const line of gateways.notes) context.screen.note(line);
  const [client] = gateways.clients;
  if (client === undefined) return;
  const account = await accountOf(client, BigInt(id), choice);
  await agree(context, client, account, `Cancel order ${id} ${placeOf(account)}.`, options);
  await sendOnce(() => account.cancelOrder(BigInt(id)));
  context.screen.note(`Canceled: order ${id} ${placeOf(account)}.`);
}

/** The account that has an order. */
async function accountOf(client: PagingClient, orderId: bigint, choice: AccountChoice): Promise<TradingAccount> {
  for (const account of await openAccounts(client, choice)) {
    if ((await account.orders()).some((order) => order.orderId === orderId)) return account;
  }
  const where = choice.paper ? "paper account" : "account with real money";
  throw new UsageError(
    `no ${where} has an order ${orderId} of today. \`opend orders${choice.paper ? "" : " --real"}\` lists them`,
  );
}

/** Real money needs a yes, and maybe the trading password. */
async function agree(
  context: Context,
  client: PagingClient,
  account: TradingAccount,
  what: string,
  { yes, passwordFile }: OrderOptions,
): Promise<void> {
  if (account.isPaper) return;
  if (!yes) await confirm(context, `REAL MONEY: ${what}`, "real");
  const password =
    passwordFile === undefined
      ? context.io.env[passwordVariable]
      : await readSecret("--password-file", passwordFile, context.io.env);
  if (password) await unlockTrade(client, { password });
}

/** A command is sent once. When its reply is lost, nobody knows whether it was carried out. */
async function sendOnce<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!isOpendError(error, "ConnectionLost", "Timeout") || !error.sent) throw error;
    throw new Error(`${error.message}. It may have been carried out: look at \`opend orders\``, { cause: error });
  }
}

function toOrder(code: string, side: string, amount: string, { price, market, remark }: PlaceOptions): OrderRequest {
  const name = { buy: "Buy", sell: "Sell" }[side.toLowerCase()];
  if (name === undefined) throw new UsageError(`the side is buy or sell, not ${side}`);
  const quantity = readPlainNumber(amount);
  if (quantity === undefined || quantity <= 0 || quantity > Number.MAX_SAFE_INTEGER) {
    throw new UsageError(`the quantity is a number above 0, such as 100, not ${amount}`);
  }
  if ((price === undefined) === (market === undefined)) {
    throw new UsageError("give --price PRICE for a limit order, or --market for one at any price");
  }
  const each = { code, side: name as "Buy" | "Sell", quantity, ...(remark !== undefined && { remark }) };
  return price === undefined ? { ...each, type: "Market" } : { ...each, price };
}

function describe({ side, quantity, code, price }: OrderRequest): string {
  const at = price === undefined ? "at any price" : `at ${price}, ${numberText(price * quantity)} in all`;
  return `${side} ${numberText(quantity)} ${code} ${at}`;
}

/** Writes a number with all of its decimals, and without those that a product of two numbers has too many. */
function numberText(number: number): string {
  return Number(number.toPrecision(15)).toLocaleString("en-US", { maximumFractionDigits: 20 });
}

function placeOf({ isPaper, id, market }: TradingAccount): string {
  const where = market === undefined ? "" : `, market ${market}`;
  return `on the ${isPaper ? "paper" : "REAL"} account ${id}${where}`;
}
