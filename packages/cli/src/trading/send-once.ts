import { isOpendError } from "@opend/futu";
import type { Context } from "../base/context.js";

const advice = "It may have been carried out: look at `opend orders`";

/**
 * Sends a command once. When its reply is lost, nobody knows whether it was carried out, and the error says so.
 *
 * @throws what `send` throws
 */
export async function sendOnce<T>({ interrupt, screen }: Context, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!mayBeDone(error)) throw error;
    // Of an error after Ctrl-C, the command says only that it was interrupted.
    if (interrupt.isAsked) screen.note(`${advice}.`);
    const what = interrupt.isAsked ? "interrupted" : error.message;
    throw new Error(`${what}. ${advice}`, { cause: error });
  }
}

/** The gateway's server, and not the gateway, did not answer or said something unknown. */
const unclear: readonly number[] = [-100, -200, -400];

/** Whether a command that failed may have been carried out all the same. */
export function mayBeDone(error: unknown): error is Error {
  if (isOpendError(error, "ConnectionLost", "Timeout", "SessionClosed")) return error.sent;
  if (isOpendError(error, "GatewayUnavailable", "Aborted")) return true;
  // What came back cannot be read.
  if (
    isOpendError(error, "MalformedMessage", "MalformedFrame", "ChecksumMismatch", "DecryptionFailed", "FrameTooLarge")
  )
    return true;
  return isOpendError(error, "GatewayError") && unclear.includes(error.retType);
}
