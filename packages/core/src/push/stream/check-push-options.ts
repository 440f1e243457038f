import { checkOptions, checkSignal } from "../../base/check-options.js";
import { createError } from "../../base/errors.js";
import type { PushProtocol } from "../push-protocol.js";
import type { PushOptions } from "./push-options.js";

const common = ["bufferSize", "policy", "onFailure", "onSlowConsumer", "onRefused", "signal"];

/** The options of each kind of push. */
const names: Readonly<Record<PushProtocol<never>["feed"], readonly string[]>> = {
  quote: ["codes", "subTypes", "extendedTime", "session", "isSubOrderBookDetail", ...common],
  eventContract: ["codes", "subTypes", "klineSource", ...common],
  account: ["accounts", ...common],
  plain: common,
};

/** @throws `InvalidOption` for an option that the push does not have, or for an invalid value */
export function checkPushOptions(
  { name, feed }: Pick<PushProtocol<never>, "name" | "feed">,
  options: PushOptions,
): void {
  checkOptions(name, options, names[feed]);
  const { bufferSize, policy, onFailure, signal } = options;
  checkSignal(signal);
  if (bufferSize !== undefined && !(Number.isInteger(bufferSize) && bufferSize >= 1)) {
    const message = `bufferSize is a whole number of at least 1, not ${bufferSize}`;
    throw createError("InvalidOption", message, { option: "bufferSize" });
  }
  if (policy !== undefined && policy !== "drop-oldest" && policy !== "conflate" && policy !== "error") {
    const message = `policy is "drop-oldest", "conflate" or "error", not ${JSON.stringify(policy)}`;
    throw createError("InvalidOption", message, { option: "policy" });
  }
  if (onFailure !== undefined && onFailure !== "throw" && onFailure !== "skip") {
    const message = `onFailure is "throw" or "skip", not ${JSON.stringify(onFailure)}`;
    throw createError("InvalidOption", message, { option: "onFailure" });
  }
  for (const callback of ["onSlowConsumer", "onRefused"] as const) {
    if (options[callback] === undefined || typeof options[callback] === "function") continue;
    throw createError("InvalidOption", `${callback} is a function, not ${typeof options[callback]}`, {
      option: callback,
    });
  }
}
