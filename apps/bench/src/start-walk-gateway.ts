import { type Gateway, type GatewayOptions, startGateway } from "@opend/sim";
import { recordPages } from "./record-pages.ts";
import { servePages } from "./serve-pages.ts";

/**
 * Starts a simulated gateway without frequency limits that answers requests for daily short volume with recorded pages.
 *
 * @param pageCount pages of each security: 15 unless said otherwise
 */
export async function startWalkGateway(pageCount?: number, options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const recorded = await recordPages();
  const handlers = [servePages(recorded, pageCount ?? recorded.length)];
  return await startGateway({ brand: "futu", rateLimit: false, pushIntervalMs: false, handlers, ...options });
}
