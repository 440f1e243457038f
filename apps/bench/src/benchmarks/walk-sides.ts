import type { Gateway } from "@opend/sim";
import type { Effort } from "../benchmark.ts";
import type { Side } from "../rounds/measure-sides.ts";

/** A client has more to compile than a codec. */
export function withLongWarmUp(effort: Effort): Effort {
  return { ...effort, warmUpMs: 2 * effort.warmUpMs };
}

/** Who walks: our client, the official one and a raw socket, over what they can. */
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
