import { platform } from "#platform";
import { systemClock } from "../base/clock.js";
import { onAbort } from "../base/on-abort.js";
import type { Connection } from "../transport/transport.js";
import type { DiscoveryOptions } from "./discovery-options.js";

/** A gateway waits for the client's first request much longer than this. */
const patienceMs = 300;

/**
 * Whether a port accepts connections and closes them before their first byte, although nothing was sent. False where
 * programs have no sockets to find out.
 */
export async function closesUnasked(
  url: URL,
  { clock = systemClock, signal }: Pick<DiscoveryOptions, "clock" | "signal">,
): Promise<boolean> {
  if (!platform.hasSockets) return false;
  // A URL object leaves out the default port of its scheme.
  const port = url.port || (url.protocol === "wss:" ? 443 : 80);
  const transport = await platform.createTcpTransport(new URL(`tcp://${url.hostname}:${port}`));
  const dialing = new AbortController();
  let dialed: Promise<Connection> | undefined;
  let cancel = () => {};
  let release = () => {};
  try {
    return await new Promise((resolve) => {
      const handlers = { onBytes: () => resolve(false), onClose: () => resolve(true) };
      cancel = clock.schedule(() => resolve(false), patienceMs);
      release = onAbort(signal, () => resolve(false));
      dialed = transport.dial(handlers, { signal: dialing.signal, maxFrameBytes: 0 });
      dialed.catch((error: unknown) => resolve(Object(error).code === "ECONNRESET"));
    });
  } finally {
    cancel();
    release();
    dialing.abort();
    const connection = await dialed?.catch(() => undefined);
    connection?.destroy();
  }
}
