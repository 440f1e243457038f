// A simulated gateway that answers requests for short volume with replies that were recorded before: what is measured is
// the client, and making rows up takes the simulator longer than anything that a client does.
import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import { type Handler, startGateway } from "@opend/sim";
import { toBytes } from "../../sides/harness/pages.ts";
import { recordPages } from "../record-pages.ts";

/** What this program is told. */
export interface RecordedGatewaySettings {
  /** RSA private key of an encrypted gateway. */
  readonly rsaKey?: string;
}

/** What it says when it listens. */
export interface RecordedGateway {
  readonly tcp: string;
  readonly websocket: string;
  /** In the order of a walk. */
  readonly pages: readonly { readonly request: string; readonly replyBytes: number }[];
}

const { rsaKey }: RecordedGatewaySettings = JSON.parse(process.env["OPEND_BENCH_SETTINGS"] ?? "{}");
const pages = await recordPages();
const replies = new Map(pages.map(({ request, reply }) => [toKey(toBytes(request)), toBytes(reply)]));

const { id, name, kind, response } = Qot_GetDailyShortVolume;
const protocol = { id, name, kind };
const handler: Handler = {
  protocol,
  read: (body) => ({
    limited: { protocol },
    answer: async () => {
      const reply = replies.get(toKey(body));
      if (reply === undefined) throw new Error("only the pages of 50 rows of HK.00700 were recorded");
      return reply;
    },
  }),
  encodeRefusal: (retType, retMsg) => response.encode({ retType, retMsg }),
};
const gateway = await startGateway({
  brand: "futu",
  rateLimit: false,
  pushIntervalMs: false,
  handlers: [handler],
  ...(rsaKey === undefined ? {} : { rsaKey }),
});
const { tcpUrl: tcp = "", wsUrl: websocket = "" } = gateway;
const answer: RecordedGateway = {
  tcp,
  websocket,
  pages: pages.map(({ request, reply }) => ({ request, replyBytes: toBytes(reply).length })),
};
process.stdout.write(`${JSON.stringify(answer)}\n`);

function toKey(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.length).toString("latin1");
}
