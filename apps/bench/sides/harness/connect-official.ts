import type OfficialClient from "futu-api";

/**
 * The official client, loaded and logged in. It wants a global WebSocket: where there is none, its users have to bring
 * one.
 */
export async function connectOfficial(url: string): Promise<OfficialClient> {
  globalThis.WebSocket ??= Object(await import("ws")).WebSocket;
  const { default: Client } = await import("futu-api");
  const client = new Client();
  await new Promise<void>((resolve, reject) => {
    client.onlogin = (isIn, detail) => (isIn ? resolve() : reject(new Error(`not let in: ${String(detail)}`)));
    client.start("127.0.0.1", Number(new URL(url).port), false, "");
  });
  return client;
}
