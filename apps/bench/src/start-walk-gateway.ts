import { type Gateway, type GatewayOptions, startGateway } from "@opend/sim";
import { recordPages } from "./record-pages.ts";
import { servePages } from "./serve-pages.ts";

/** The options of a gateway for walks, in addition to the simulator's own. */
interface WalkOptions extends Partial<GatewayOptions> {
  /** Pages of each security. Default: 15. */
  readonly pageCount?: number;
}

/** Starts a simulated gateway without frequency limits that answers requests for daily short volume with recorded pages. */
export async function startWalkGateway({ pageCount, ...options }: WalkOptions = {}): Promise<Gateway> {
  const recorded = await recordPages();
  const handlers = [servePages(recorded, pageCount ?? recorded.length)];
  return await startGateway({ brand: "futu", rateLimit: false, pushIntervalMs: false, handlers, ...options });
}
