// A simulated gateway in a process of its own. It runs until somebody ends the process.
import { startGateway } from "@opend/sim";

/** The settings of this script. */
export interface GatewaySettings {
  readonly tradingDays: number;
}

/** Where the gateway listens. */
export interface GatewayUrls {
  readonly tcp: string | undefined;
  readonly websocket: string | undefined;
}

const { tradingDays }: GatewaySettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const gateway = await startGateway({ brand: "futu", tradingDays, rateLimit: false });
process.send?.({ tcp: gateway.tcpUrl, websocket: gateway.wsUrl } satisfies GatewayUrls);
