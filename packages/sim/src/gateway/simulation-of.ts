import { type PushProtocol, type RequestProtocol, systemClock } from "@opend/core";
import { type BrandFacts, brands } from "../base/brands.js";
import { TradingDesk } from "../broker/orders/trading-desk.js";
import { SecurityBook } from "../market/listing/security-book.js";
import { PushDesk } from "../market/pushes/push-desk.js";
import { createBuiltInHandlers } from "./built-in-handlers.js";

/**
 * How a gateway simulates a protocol:
 *
 * - `session`: it belongs to the connection: handshake and heartbeat
 * - `handler`: the replies have data of their own, which agrees with that of other protocols
 * - `schema`: the replies are made from the schema alone
 * - `push`: the gateway sends it
 */
export type Simulation = "session" | "handler" | "schema" | "push";

/** How a gateway simulates a protocol of `@opend/core/protocols`, as long as none of your own handlers answers it. */
export function simulationOf({
  id,
  kind,
}: Pick<RequestProtocol<never, unknown> | PushProtocol<unknown>, "id" | "kind">): Simulation {
  if (kind === "push" || kind === "session") return kind;
  handledIds ??= new Set(Object.values(brands).flatMap(handledIdsOf));
  return handledIds.has(id) ? "handler" : "schema";
}

let handledIds: ReadonlySet<number> | undefined;

/** The protocols that a gateway of a brand has handlers for. No gateway is started for this. */
function handledIdsOf(facts: BrandFacts): number[] {
  const userId = () => 0n;
  const book = new SecurityBook();
  const desk = new PushDesk({
    clock: systemClock,
    quota: 0,
    pushIntervalMs: false,
    send: () => false,
    broadcast: () => 0,
  });
  const handlers = createBuiltInHandlers({
    facts,
    book,
    hasQuoteRight: () => false,
    tradingDays: 0,
    keepAliveIntervalSeconds: 0,
    isEncrypted: false,
    userId,
    desk,
    trading: new TradingDesk({
      accounts: [],
      onlyCostPrice: false,
      securityFirm: facts.securityFirm,
      securities: book,
      desk,
      userId,
      checkPassword: () => undefined,
    }),
  });
  return handlers.map(({ protocol }) => protocol.id);
}
