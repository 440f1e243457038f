import type { PagingClient } from "@opend/futu";
import type { Context } from "../base/context.js";
import { openGateways } from "../gateway/open-gateways.js";

/** A gateway to trade at. */
export interface TradingGateway {
  readonly client: PagingClient;
  readonly isSimulated: boolean;
}

/** Shorter waits are not worth a word. */
const noticeableMs = 1000;

/**
 * Connects, and says what it waits for. Closes the connection when the work is done, and at once when the user asks for the
 * end: what is on its way then fails, and its error says whether it was sent.
 */
export async function withTrading(context: Context, work: (gateway: TradingGateway) => Promise<void>): Promise<void> {
  const { screen, interrupt } = context;
  const onQuotaWait = ({ waitMs }: { readonly waitMs: number }) => {
    if (waitMs < noticeableMs) return;
    screen.note(`Waits ${Math.ceil(waitMs / 1000)} s for the gateway's frequency limit.`);
  };
  await using gateways = await openGateways(context, { onQuotaWait }, { needsOne: true });
  for (const line of gateways.notes) screen.note(line);
  const [client] = gateways.clients;
  if (client === undefined) return;
  const end = () => void client.close();
  interrupt.signal.addEventListener("abort", end, { once: true });
  try {
    await work({ client, isSimulated: gateways.isSimulated });
  } finally {
    interrupt.signal.removeEventListener("abort", end);
  }
}
