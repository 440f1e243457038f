import { type PushProtocol, type RequestProtocol, systemClock } from "@opend/core";
import { brands } from "./brands.js";
import { createBuiltInHandlers } from "./handlers/built-in-handlers.js";
import { PushDesk } from "./pushes/push-desk.js";
import { TradingDesk } from "./trading/trading-desk.js";

/**
 * How a gateway simulates a protocol:
 *
 * - `session`: it belongs to the connection: handshake and heartbeat
 * - `handler`: its replies have data of their own, which fit those of other protocols
 * - `schema`: its replies are made from the schema alone
 * - `push`: the gateway sends it
 */
export type Simulation = "session" | "handler" | "schema" | "push";

/** How a gateway simulates a protocol of `@opend/core/protocols` that no handler of yours answers. */
export function simulationOf({
  id,
  kind,
}: Pick<RequestProtocol<never, unknown> | PushProtocol<unknown>, "id" | "kind">): Simulation {
  if (kind === "push" || kind === "session") return kind;
  handledIds ??= findHandledIds();
  return handledIds.has(id) ? "handler" : "schema";
}

let handledIds: ReadonlySet<number> | undefined;

/** Asks the handlers of a gateway that is never started. */
function findHandledIds(): ReadonlySet<number> {
  const userId = () => 0n;
  const desk = new PushDesk({
    clock: systemClock,
    quota: 0,
    pushIntervalMs: false,
    send: () => false,
    broadcast: () => 0,
  });
  const handlers = createBuiltInHandlers({
    facts: brands.futu,
    tradingDays: 0,
    keepAliveIntervalSeconds: 0,
    isEncrypted: false,
    userId,
    desk,
    trading: new TradingDesk({ brand: "futu", desk, userId, checkPassword: () => undefined }),
  });
  return new Set(handlers.map(({ protocol }) => protocol.id));
}
