import type { OrderIds } from "@opend/trade";
import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import { jsonText } from "../output/terminal-data.js";
import { writeTo } from "../output/write-to.js";
import { agree } from "./agree.js";
import { type FoundOrder, findOrders, readAgain, readOrderId } from "./find-orders.js";
import { readChoice } from "./open-accounts.js";
import { inOptionsHere } from "./options-here.js";
import { orderJson } from "./order-json.js";
import type { OrderOptions, TriggerOptions } from "./order-options.js";
import { changedTerms, describeChanges, type OrderTerms, termsOf, toChange } from "./order-terms.js";
import { describeOrder, placeOf } from "./order-text.js";
import { checkTrail, readQuantity } from "./read-order.js";
import { sendOnce } from "./send-once.js";
import { withTrading } from "./with-trading.js";

/** The options of `opend order modify`. */
export interface ModifyOptions extends OrderOptions, TriggerOptions {
  readonly quantity?: string;
  readonly price?: number;
  /** How far the gateway may move the price, in percent. */
  readonly adjust?: number;
}

/** Changes an open order. */
export async function modifyOrder(
  context: Context,
  [text = ""]: readonly string[],
  options: ModifyOptions,
): Promise<void> {
  const id = readOrderId(text);
  const wanted = readWanted(options);
  const choice = readChoice(options);
  await withTrading(context, async ({ client, isSimulated }) => {
    const [found] = await findOrders(client, [id], choice);
    if (found === undefined) return;
    const { account, order } = found;
    if (!order.isOpen) throw new Error(`${describeOrder(order)} was not modified: it is ${order.status}`);
    const terms = changedTerms(order, wanted);
    const changes = describeChanges(termsOf(order), terms);
    const what = `${describeOrder(order)} ${placeOf(account, order.market)}`;
    let ids: OrderIds = order;
    if (changes === "") {
      context.screen.note(`The same already, so nothing was sent: ${what}.`);
    } else {
      await agree(context, client, [account], `Modify ${what}: ${changes}.`, options);
      ids = await send(context, found, terms, options);
      context.screen.note(`Modified: ${what}: ${changes}.`);
    }
    const { stdout } = context.io;
    const modified = { account, market: order.market, code: order.code, ...ids };
    await writeTo(stdout, options.json ? jsonText(orderJson(modified, isSimulated), stdout) : `${ids.orderId}\n`);
  });
}

/** Sends the change. When it is refused because the order was filled or canceled in the meantime, the error says that. */
async function send(
  context: Context,
  found: FoundOrder,
  terms: OrderTerms,
  { adjust }: ModifyOptions,
): Promise<OrderIds> {
  const { account, order } = found;
  const change = { ...toChange(terms), ...(adjust !== undefined && { adjustLimit: adjust / 100 }) };
  try {
    return await sendOnce(context, () => inOptionsHere(() => account.modifyOrder(order, change)));
  } catch (error) {
    const now = await readAgain(found);
    if (now === undefined || now.isOpen) throw error;
    throw new Error(`${describeOrder(order)} was not modified: it is ${now.status} by now`, { cause: error });
  }
}

function readWanted(options: ModifyOptions): Partial<OrderTerms> {
  checkTrail(options);
  const { quantity, price, trigger, trailPercent, trailAmount, trailSpread } = options;
  const wanted: Partial<OrderTerms> = {
    ...(quantity !== undefined && { quantity: readQuantity("--quantity", quantity) }),
    ...(price !== undefined && { price }),
    ...(trigger !== undefined && { trigger }),
    ...(trailPercent !== undefined && { trailPercent }),
    ...(trailAmount !== undefined && { trailAmount }),
    ...(trailSpread !== undefined && { trailSpread }),
  };
  if (Object.keys(wanted).length > 0) return wanted;
  const names = "--quantity, --price, --trigger, --trail-percent, --trail-amount or --trail-spread";
  throw new UsageError(`name what to change: ${names}`);
}
