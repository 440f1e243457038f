import { randomBytes } from "node:crypto";
import { type Gateway, startGateway } from "@opend/sim";
import { type Gateways, type GatewayUrls, tradingDays } from "../checks/gateway-urls.js";

/** The gateways that one runtime is checked against. */
export interface SmokeGateways {
  readonly urls: Gateways;
  close(): Promise<void>;
}

/** Brand check at login, then two pages. */
const repliesBeforeDrop = 3;

export async function startGateways(): Promise<SmokeGateways> {
  const started: Gateway[] = [];
  const start = async (brand: "futu" | "moomoo"): Promise<GatewayUrls> => {
    const key = randomBytes(12).toString("hex");
    const options = { brand, key, tradingDays, rateLimit: false };
    const gateway = await startGateway(options);
    const dropping = await startGateway({ ...options, dropAfterReplies: repliesBeforeDrop });
    started.push(gateway, dropping);
    return {
      key,
      tcp: gateway.tcpUrl ?? "",
      websocket: gateway.wsUrl ?? "",
      droppingTcp: dropping.tcpUrl ?? "",
      droppingWebsocket: dropping.wsUrl ?? "",
    };
  };
  const urls = { futu: await start("futu"), moomoo: await start("moomoo") };
  return {
    urls,
    async close() {
      await Promise.all(started.map((gateway) => gateway.close()));
    },
  };
}
