import { checkOrder, requireTrader } from "@opend/trade";
import type { Context } from "../base/context.js";
import { jsonText } from "../output/terminal-data.js";
import { writeTo } from "../output/write-to.js";
import { agree } from "./agree.js";
import { openOneAccount, readChoice } from "./open-accounts.js";
import { inOptionsHere } from "./options-here.js";
import { orderJson } from "./order-json.js";
import { describeRequest, placeOf } from "./order-text.js";
import { type PlaceOptions, readOrder } from "./read-order.js";
import { sendOnce } from "./send-once.js";
import { withTrading } from "./with-trading.js";

/** Places an order. */
export async function placeOrder(context: Context, args: readonly string[], options: PlaceOptions): Promise<void> {
  const order = readOrder(args, options);
  const choice = readChoice(options);
  // Before a gateway is asked, and a person.
  await inOptionsHere(() => checkOrder(order, { paper: choice.paper }));
  await withTrading(context, async ({ client, isSimulated }) => {
    const account = await openOneAccount(client, order.code, choice);
    requireTrader(account.info);
    const { firm } = account.info;
    await inOptionsHere(() => checkOrder(order, { paper: choice.paper, firm }));
    const what = `${describeRequest(order)} ${placeOf(account, account.market)}.`;
    await agree(context, client, [account], what, options);
    const ids = await sendOnce(context, () => account.placeOrder(order));
    context.screen.note(`Placed: ${what}`);
    const { stdout } = context.io;
    const placed = { account, market: account.market, code: order.code, ...ids };
    await writeTo(stdout, options.json ? jsonText(orderJson(placed, isSimulated), stdout) : `${ids.orderId}\n`);
  });
}
