import type { PagingClient } from "@opend/futu";
import { orderColumns } from "@opend/trade/columns";
import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import { readCode } from "../codes/read-code.js";
import { openNoteTable } from "../output/open-sinks.js";
import { jsonText } from "../output/terminal-data.js";
import { writeTo } from "../output/write-to.js";
import { accountColumn } from "./account-column.js";
import { agree } from "./agree.js";
import { canBeCanceled, cancelOne, describeFailure, type Outcome } from "./cancel-one.js";
import { type FoundOrder, findOrders, listOrders, readOrderId } from "./find-orders.js";
import { type AccountChoice, readChoice } from "./open-accounts.js";
import { orderJson } from "./order-json.js";
import type { OrderOptions } from "./order-options.js";
import { describeOrder, placeOf } from "./order-text.js";
import { withTrading } from "./with-trading.js";

/** The options of `opend order cancel`. */
export interface CancelOptions extends OrderOptions {
  /** All open orders. */
  readonly all?: true;
  /** Only those of this security. */
  readonly code?: string;
}

/** Orders were not canceled. The others were. */
class NotCanceled extends Error {
  override readonly name = "NotCanceled";
}

/** What is shown of an order before it is canceled. */
const shown = ["market", "orderId", "code", "side", "type", "status", "quantity", "price", "filledQuantity"];
const columns = [accountColumn, ...orderColumns.filter(({ name }) => shown.includes(name))];

/** Cancels orders by their ids, or all that are open: asks once, and sends a request for each. A refusal does not end it. */
export async function cancelOrders(context: Context, args: readonly string[], options: CancelOptions): Promise<void> {
  const ids = [...new Set(args.map(readOrderId))];
  if (options.all ? ids.length > 0 : ids.length === 0) {
    throw new UsageError("name orders by their ids, as `opend orders` lists them, or all that are open with --all");
  }
  if (options.code !== undefined && !options.all) throw new UsageError("--code goes with --all");
  const choice = readChoice(options);
  await withTrading(context, async ({ client, isSimulated }) => {
    const found = options.all ? await listOpen(client, choice, options.code) : await findOrders(client, ids, choice);
    const live = found.filter(canBeCanceled);
    const accounts = new Set(live.map(({ account }) => account));
    await agree(context, client, [...accounts], await sayWhat(context, live), options);
    const outcomes: Outcome[] = [];
    for (const each of found) {
      const outcome = await cancelOne(context, each);
      outcomes.push(outcome);
      if (outcome.failure && found.length > 1) context.screen.note(`${describeFailure(outcome)}.`);
    }
    if (options.json) await writeTo(context.io.stdout, jsonText(outcomes.map(toJson(isSimulated)), context.io.stdout));
    else if (found.length === 0) context.screen.note("There are no open orders.");
    throwFailures(outcomes);
  });
}

async function listOpen(client: PagingClient, choice: AccountChoice, text?: string): Promise<readonly FoundOrder[]> {
  const code = text === undefined ? undefined : readCode(text);
  const orders = await listOrders(client, choice);
  return orders.filter(({ order }) => order.isOpen && (code === undefined || order.code === code));
}

/** Names one order in a line, and shows several as a table. */
async function sayWhat(context: Context, found: readonly FoundOrder[]): Promise<string> {
  const [first, ...others] = found;
  if (first === undefined) return "";
  const { account, order } = first;
  if (others.length === 0) return `Cancel ${describeOrder(order)} ${placeOf(account, order.market)}.`;
  const table = openNoteTable(context, { columns, important: ["orderId", "code", "side", "quantity", "price"] });
  await table.write(found.map(({ account, order }) => ({ ...order, account: String(account.id) })));
  await table.finish();
  return `Cancel these ${found.length} orders.`;
}

function toJson(isSimulated: boolean) {
  return ({ account, order, failure, isUnknown }: Outcome) => ({
    ...orderJson({ ...order, account }, isSimulated),
    isCanceled: isUnknown ? null : failure === undefined,
    reason: failure?.message ?? null,
  });
}

/** @throws `NotCanceled` */
function throwFailures(outcomes: readonly Outcome[]): void {
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  const [first] = failed;
  if (first === undefined) return;
  const many = `${failed.length} of ${outcomes.length} orders were not canceled`;
  throw new NotCanceled(outcomes.length === 1 ? describeFailure(first) : many, { cause: first.failure });
}
