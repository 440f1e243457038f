import type OfficialClient from "futu-api";

/** Loads the official client and logs in. It needs a global WebSocket. If there is none, its users must provide one. */
export async function connectOfficial(url: string): Promise<OfficialClient> {
  globalThis.WebSocket ??= Object(await import("ws")).WebSocket;
  const { default: Client } = await import("futu-api");
  const client = new Client();
  await new Promise<void>((resolve, reject) => {
    client.onlogin = (isIn, detail) => (isIn ? resolve() : reject(new Error(`login failed: ${String(detail)}`)));
    client.start("127.0.0.1", Number(new URL(url).port), false, "");
  });
  return client;
}
