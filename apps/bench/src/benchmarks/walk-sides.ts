import type { RecordedGateway } from "../gateway/serve-recorded.ts";
import type { Side } from "../rounds/measure-sides.ts";

/** Who walks: our client, the official one and a raw socket, over what they can. */
export function walkSides({ tcp, websocket, pages }: RecordedGateway, inFlight: number): Side[] {
  return [
    { side: "opend, TCP", program: "pages/opend", settings: { url: tcp, inFlight } },
    { side: "opend, WebSocket", program: "pages/opend", settings: { url: websocket, inFlight } },
    { side: "futu-api, WebSocket", program: "pages/futu-api", settings: { url: websocket, inFlight } },
    { side: "raw socket, TCP", program: "pages/raw", settings: { url: tcp, inFlight, pages }, isChecked: false },
    {
      side: "raw socket, WebSocket",
      program: "pages/raw",
      settings: { url: websocket, inFlight, pages },
      isChecked: false,
    },
  ];
}
