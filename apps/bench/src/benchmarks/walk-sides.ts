import type { Gateway } from "@opend/sim";
import type { Effort } from "../benchmark.ts";
import type { Side } from "../rounds/measure-sides.ts";

/** Longer than for codecs, because a client has more code to compile. */
export function withLongWarmUp(effort: Effort): Effort {
  return { ...effort, warmUpMs: 2 * effort.warmUpMs };
}

/** The sides that walk: our client, the official client and a raw socket, over each transport that they support. */
export function walkSides({ tcpUrl, wsUrl }: Gateway, inFlight: number): Side[] {
  const tcp = { url: tcpUrl, inFlight };
  const webSocket = { url: wsUrl, inFlight };
  return [
    { side: "opend, TCP", program: "pages/opend", settings: tcp },
    { side: "opend, WebSocket", program: "pages/opend", settings: webSocket },
    { side: "futu-api, WebSocket", program: "pages/futu-api", settings: webSocket },
    { side: "raw socket, TCP", program: "pages/raw", settings: tcp, isChecked: false },
    { side: "raw socket, WebSocket", program: "pages/raw", settings: webSocket, isChecked: false },
  ];
}
