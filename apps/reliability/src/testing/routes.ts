import { generateKeyPairSync } from "node:crypto";
import { type ConnectOptions, connect } from "@opend/futu";
import type { PagingClient } from "@opend/pager";
import { type Gateway, type GatewayOptions, startGateway } from "@opend/sim";
import { createTestCertificates } from "@opend/test-kit/certificates";

/** A way for bytes to travel between client and gateway. */
export interface Route {
  readonly name: string;
  readonly transport: "tcp" | "websocket";
  /** What the gateway has to be started with. */
  readonly gateway: Partial<GatewayOptions>;
  /** What the client has to be given. */
  readonly client: ConnectOptions;
}

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
const { ca, server } = await createTestCertificates();
const rsaKey = privateKey.export({ type: "pkcs1", format: "pem" }).toString();

/** TCP in the clear. */
export const plainTcp: Route = { name: "tcp", transport: "tcp", gateway: {}, client: {} };
/** TCP under the cipher that the SDK asks for by itself. */
export const encryptedTcp: Route = encrypted("AES_CBC");
/** WebSocket in the clear. */
export const plainWebSocket: Route = { name: "ws", transport: "websocket", gateway: {}, client: {} };

/** WebSocket over TLS, with a certificate of a private CA. */
export const encryptedWebSocket: Route = {
  name: "wss",
  transport: "websocket",
  gateway: { tls: server },
  client: { tls: { ca: ca.cert } },
};

/** Every way there is. */
export const routes: readonly Route[] = [
  plainTcp,
  encryptedTcp,
  encrypted("AES_ECB"),
  encrypted("FTAES_ECB"),
  plainWebSocket,
  encryptedWebSocket,
];

/** Starts a gateway of Futu that is reached in such a way. */
export function startOn(route: Route, options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  return startGateway({ brand: "futu", ...route.gateway, ...options });
}

/** Connects to a gateway in such a way, once: reconnecting has suites of its own. `url` goes elsewhere, such as to a proxy. */
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

/** Where a gateway is reached in such a way. */
export function addressOn({ transport }: Pick<Route, "transport">, gateway: Gateway): string {
  const url = transport === "tcp" ? gateway.tcpUrl : gateway.wsUrl;
  if (url === undefined) throw new Error(`the gateway does not listen for ${transport}`);
  return url;
}

function encrypted(cipher: "AES_CBC" | "AES_ECB" | "FTAES_ECB"): Route {
  return { name: `tcp under ${cipher}`, transport: "tcp", gateway: { rsaKey }, client: { rsaKey, cipher } };
}
