import { generateKeyPairSync } from "node:crypto";
import { type ConnectOptions, connect } from "@opend/futu";
import type { PagingClient } from "@opend/pager";
import { type Gateway, type GatewayOptions, startGateway } from "@opend/sim";
import { createTestCertificates } from "@opend/test-kit/certificates";

/** A transport between client and gateway, with its encryption. */
export interface Route {
  readonly name: string;
  readonly transport: "tcp" | "websocket";
  /** The options that the gateway needs. */
  readonly gateway: Partial<GatewayOptions>;
  /** The options that the client needs. */
  readonly client: ConnectOptions;
}

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
const { ca, server } = await createTestCertificates();
const rsaKey = privateKey.export({ type: "pkcs1", format: "pem" }).toString();

/** TCP without encryption. */
export const plainTcp: Route = { name: "tcp", transport: "tcp", gateway: {}, client: {} };
/** TCP with the default cipher of the SDK. */
export const encryptedTcp: Route = encrypted("AES_CBC");
/** WebSocket without encryption. */
export const plainWebSocket: Route = { name: "ws", transport: "websocket", gateway: {}, client: {} };

/** WebSocket over TLS, with a certificate of a private CA. */
export const encryptedWebSocket: Route = {
  name: "wss",
  transport: "websocket",
  gateway: { tls: server },
  client: { tls: { ca: ca.cert } },
};

/** All routes. */
export const routes: readonly Route[] = [
  plainTcp,
  encryptedTcp,
  encrypted("AES_ECB"),
  encrypted("FTAES_ECB"),
  plainWebSocket,
  encryptedWebSocket,
];

/** Starts a Futu gateway for a route. */
export function startOn(route: Route, options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  return startGateway({ brand: "futu", ...route.gateway, ...options });
}

/**
 * Connects to a gateway over a route. Does not reconnect: that has suites of its own. `url` leads elsewhere, such as to a
 * proxy.
 */
export function connectOn(route: Route, gateway: Gateway, options: ConnectOptions = {}): Promise<PagingClient> {
  return connect({
    url: addressOn(route, gateway),
    env: {},
    reconnect: false,
    retry: false,
    ...route.client,
    ...options,
  });
}

/** Returns the URL of a gateway for a route. */
export function addressOn({ transport }: Pick<Route, "transport">, gateway: Gateway): string {
  const url = transport === "tcp" ? gateway.tcpUrl : gateway.wsUrl;
  if (url === undefined) throw new Error(`the gateway does not listen for ${transport}`);
  return url;
}

function encrypted(cipher: "AES_CBC" | "AES_ECB" | "FTAES_ECB"): Route {
  return { name: `tcp under ${cipher}`, transport: "tcp", gateway: { rsaKey }, client: { rsaKey, cipher } };
}
