import { createManualClock } from "@opend/core";
import { type Gateway, type GatewayOptions, startGateway } from "@opend/sim";
import { onTestFinished } from "vitest";
import { ApiWebsocket } from "../socket/api-websocket.js";
import type { SocketOptions } from "../socket/socket-options.js";

/** A gateway and a socket that is logged in to it. Both end with the test. */
export interface Scene {
  readonly gateway: Gateway;
  readonly websocket: ApiWebsocket;
  readonly port: number;
}

/** A security that the gateway knows. */
export const security = { market: 1, code: "00700" };

/** Opens a scene. The socket logs nothing. */
export async function openScene(options: Partial<GatewayOptions> = {}, own: SocketOptions = {}): Promise<Scene> {
  const gateway = await startGateway({ brand: "futu", tcpPort: false, pushIntervalMs: false, ...options });
  const port = Number(new URL(gateway.wsUrl ?? "").port);
  const websocket = new ApiWebsocket({ log: "off", ...own });
  onTestFinished(async () => {
    websocket.close();
    await gateway.close();
  });
  await enter(websocket, port);
  return { gateway, websocket, port };
}

/** Starts a socket, and waits for the first word about the login. */
export function enter(websocket: ApiWebsocket, port: number, key?: string): Promise<unknown> {
  return new Promise((resolve) => {
    websocket.onlogin = (isIn, detail) => resolve(isIn ? true : detail);
    websocket.start("127.0.0.1", port, false, key);
  });
}

/** Resolves with the next login. */
export function nextLogin(websocket: ApiWebsocket): Promise<boolean> {
  return new Promise((resolve) => {
    websocket.onlogin = (isIn) => resolve(isIn);
  });
}

/** A clock for the gateway and the socket. */
export function startClock() {
  return createManualClock(Date.UTC(2026, 4, 8, 9));
}
