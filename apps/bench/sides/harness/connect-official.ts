import OfficialClient from "futu-api";

/** The official client, logged in. It wants a global WebSocket: where there is none, its users have to bring one. */
export async function connectOfficial(url: string): Promise<OfficialClient> {
  globalThis.WebSocket ??= Object(await import("ws")).WebSocket;
  const client = new OfficialClient();
  await new Promise<void>((resolve, reject) => {
    client.onlogin = (isIn, detail) => (isIn ? resolve() : reject(new Error(`not let in: ${String(detail)}`)));
    client.start("127.0.0.1", Number(new URL(url).port), false, "");
  });
  return client;
}
