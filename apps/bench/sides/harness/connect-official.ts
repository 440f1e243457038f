import type OfficialClient from "futu-api";

/** The official package, or ours for its users. */
export type OfficialModule = "futu-api" | "@opend/futu-api";

/**
 * Loads the official client and logs in. It needs a global WebSocket. If there is none, its users must provide one.
 *
 * @param module what to load in its place
 */
export async function connectOfficial(url: string, module: OfficialModule = "futu-api"): Promise<OfficialClient> {
  if (module === "futu-api") globalThis.WebSocket ??= Object(await import("ws")).WebSocket;
  const { default: Client } = await loadOfficial(module);
  // The official client has no options. Ours keeps the frequency limits unless it is told not to.
  const client = new Client({ limiter: false });
  await new Promise<void>((resolve, reject) => {
    client.onlogin = (isIn, detail) => (isIn ? resolve() : reject(new Error(`login failed: ${String(detail)}`)));
    client.start("127.0.0.1", Number(new URL(url).port), false, "");
  });
  return client;
}

/** Loads the official client, or ours. */
export async function loadOfficial(module: OfficialModule): Promise<typeof import("futu-api")> {
  return await import(module);
}
