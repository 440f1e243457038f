import { isOpendError } from "@opend/futu";
import type { Context } from "../base/context.js";
import { firstLine } from "../base/first-line.js";
import { type FoundOrder, readAgain } from "./find-orders.js";
import { describeOrder, placeOf } from "./order-text.js";
import { mayBeDone, sendOnce } from "./send-once.js";

/** What became of an order that was to be canceled. */
export interface Outcome extends FoundOrder {
  /** Why it was not canceled, or may not be. Undefined: it was. */
  readonly failure?: Error;
  /** Whether nobody knows if it was canceled, since the reply was lost. */
  readonly isUnknown?: true;
}

/** Refusals for too many requests after which it gives up. */
const mostRefusals = 3;

/** Whether there is something to cancel. A disabled order can be enabled again. */
export function canBeCanceled({ order }: FoundOrder): boolean {
  return order.isOpen || order.status === "Disabled";
}

/** Cancels an order, and says what became of it. Does not throw. */
export async function cancelOne(context: Context, found: FoundOrder): Promise<Outcome> {
  const { screen, interrupt } = context;
  const { account, order } = found;
  if (interrupt.isAsked) return { ...found, failure: new Error("it was not sent: interrupted") };
  if (!canBeCanceled(found)) return { ...found, failure: new Error(`it is ${order.status}`) };
  const what = `${describeOrder(order)} ${placeOf(account, order.market)}`;
  try {
    await sendUnlessTooMany(context, found);
    screen.note(`Canceled: ${what}.`);
    return found;
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    // Nobody knows what became of it, and another request would say no more.
    if (mayBeDone(failure.cause)) return { ...found, failure, isUnknown: true };
    const { status, isOpen = true } = (await readAgain(found)) ?? {};
    if (isOpen) return { ...found, failure };
    if (status === "Cancelled_All" || status === "Cancelled_Part") {
      screen.note(`Canceled by now, and not by this command: ${what}.`);
      return found;
    }
    return { ...found, failure: new Error(`it is ${status} by now`, { cause: error }) };
  }
}

/** A cancellation that is refused as one too many was not carried out, so it is sent again when the limit allows. */
async function sendUnlessTooMany(context: Context, { account, order }: FoundOrder): Promise<void> {
  for (let refusals = 1; ; refusals++) {
    try {
      await sendOnce(context, () => account.cancelOrder(order));
      return;
    } catch (error) {
      if (!isOpendError(error, "RateLimited") || refusals === mostRefusals) throw error;
    }
  }
}

/** Says in a line why an order was not canceled. */
export function describeFailure({ order, failure, isUnknown }: Outcome): string {
  return `${describeOrder(order)} ${isUnknown ? "may not be" : "was not"} canceled: ${firstLine(failure)}`;
}
