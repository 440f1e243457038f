import { checkOptions, checkSignal, checkTimeout } from "../base/check-options.js";
import { createError } from "../base/errors.js";

/** The names of all options of a call: those of `QueryOptions`. */
const callOptions = ["timeoutMs", "signal", "retry", "waitWhenRateLimited"];

/**
 * Checks the arguments of `client.call`, for programs without types.
 *
 * @throws `InvalidOption`
 */
export function checkCall(
  protocol: unknown,
  options: { readonly timeoutMs?: unknown; readonly signal?: unknown },
): void {
  const kind = kindOf(protocol);
  if (kind === "push") throw wrongProtocol(`${nameOf(protocol)} is a push: listen to it with client.pushes`);
  if (kind === undefined) throw wrongProtocol(`call takes a protocol, such as GetGlobalState of @opend/futu/protocols`);
  // Every request passes here, and searching a list of names would take time for each.
  if (typeof options !== "object" || options === null) checkOptions("call", options, callOptions);
  for (const name in options) {
    switch (name) {
      case "timeoutMs":
      case "signal":
      case "retry":
      case "waitWhenRateLimited":
        break;
      default:
        checkOptions("call", options, callOptions);
    }
  }
  checkTimeout("timeoutMs", options.timeoutMs);
  checkSignal(options.signal);
}

/**
 * Checks the protocol that is passed to `client.ask`.
 *
 * @throws `InvalidOption`
 */
export function checkPlain(protocol: unknown): void {
  if (kindOf(protocol) === undefined) {
    throw wrongProtocol("ask takes a protocol, such as GetGlobalState of @opend/futu/plain");
  }
  if (typeof protocol === "object" && protocol !== null && "plain" in protocol) return;
  const name = nameOf(protocol);
  throw wrongProtocol(`${name} has no plain form here: import ${name} from @opend/futu/plain or @opend/moomoo/plain`);
}

/**
 * Checks the protocol that is passed to `client.pushes`.
 *
 * @throws `InvalidOption`
 */
export function checkPush(protocol: unknown): void {
  const kind = kindOf(protocol);
  if (kind === "push") return;
  if (kind === undefined) throw wrongProtocol("pushes takes a push, such as Qot_UpdateTicker of @opend/futu/protocols");
  throw wrongProtocol(`${nameOf(protocol)} is a request, not a push: send it with client.call`);
}

function kindOf(protocol: unknown): unknown {
  return typeof protocol === "object" && protocol !== null && "kind" in protocol ? protocol.kind : undefined;
}

function nameOf(protocol: unknown): string {
  return typeof protocol === "object" && protocol !== null && "name" in protocol ? String(protocol.name) : "this";
}

function wrongProtocol(message: string) {
  return createError("InvalidOption", message, { option: "protocol" });
}
