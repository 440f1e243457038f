import { type ConnectOptions, type DailyShortVolume, isOpendError, isPagerError, type PagingClient } from "@opend/futu";
import { openAccount } from "@opend/trade";
import { equal, rejects } from "./expect.js";
import { tradingDays } from "./gateway-urls.js";

/** One brand over one transport. */
export interface Target {
  readonly name: string;
  readonly connect: (options: ConnectOptions) => Promise<PagingClient>;
  /** The other brand's function. */
  readonly other: (options: ConnectOptions) => Promise<PagingClient>;
  readonly url: string;
  readonly droppingUrl: string;
  /** Undefined over TCP, which has no key. */
  readonly key: string | undefined;
  /** Undefined without encryption. */
  readonly encryption?: Pick<ConnectOptions, "rsaKey" | "cipher">;
  /** Defined only over TLS. */
  readonly tls?: ConnectOptions["tls"];
  /** The option that the runtime does not support, if any. Connecting must say so. */
  readonly unsupported?: string | undefined;
  readonly code: string;
}

const env = {};
const all = { limit: Number.POSITIVE_INFINITY };
const pageSize = 50;

/** What every target must do. */
export const targetChecks: Readonly<Record<string, (target: Target) => Promise<void>>> = {
  items: (target) =>
    withClient(target, async (client) => {
      const rows: DailyShortVolume[] = [];
      for await (const row of client.dailyShortVolume(target.code)) rows.push(row);
      equal("rows", rows.length, tradingDays);
      equal("code", rows[0]?.code, target.code);
      equal("newest day", rows[0]?.day, "2026-05-08");
      equal("days", new Set(rows.map(({ day }) => day)).size, tradingDays);
    }),

  pages: (target) =>
    withClient(target, async (client) => {
      const sizes: number[] = [];
      for await (const page of client.dailyShortVolume(target.code, { prefetch: 1 }).pages())
        sizes.push(page.rows.length);
      equal("page sizes", sizes.join(), [pageSize, pageSize, tradingDays - 2 * pageSize].join());
    }),

  resume: (target) =>
    withClient(target, async (client) => {
      const everything = await client.dailyShortVolume(target.code).toArray(all);
      const { cursor } = await client.dailyShortVolume(target.code, { pageSize: 7 }).page();
      const rest = await client.dailyShortVolume(target.code, { from: cursor }).toArray(all);
      equal("rows after the cursor", textOf(rest), textOf(everything.slice(7)));
    }),

  abort: (target) =>
    withClient(target, async (client) => {
      const stop = new AbortController();
      const pages = client.dailyShortVolume(target.code, { signal: stop.signal }).pages();
      const { value: first } = await pages.next();
      stop.abort();
      const error = await rejects("the next page", pages.next(), "Aborted");
      equal("cursor of the error", error.cursor, first?.cursor);
    }),

  "bad key": async (target) => {
    if (target.encryption) {
      await rejects("no RSA key", target.connect({ url: target.url, env }), "HandshakeRefused");
      return;
    }
    if (target.key === undefined) {
      // TCP has no key, and the client must ignore one.
      await withClient({ ...target, key: "ignored" }, async () => {});
      return;
    }
    const wrong = "not the key";
    const { url, tls } = target;
    const error = await rejects("a wrong key", target.connect({ url, tls, key: wrong, env }), "KeyRefused");
    equal("message without the key", error.message.includes(wrong), false);
    await rejects("no key", target.connect({ url, tls, env }), "KeyRequired");
  },

  "paper order": (target) =>
    withClient(target, async (client) => {
      const account = await openAccount(client, { paper: true, market: target.code.startsWith("HK") ? "HK" : "US" });
      const { orderId } = await account.placeOrder({ code: target.code, side: "Buy", quantity: 100, price: 1 });
      await account.cancelOrder(orderId);
      const [order] = await account.orders({ ids: [orderId] });
      equal("status", order?.status, "Cancelled_All");
      const toSell = account.placeOrder({ code: target.code, side: "Sell", quantity: 100, type: "Market" });
      await rejects("selling shares that the account does not have", toSell, "GatewayError");
    }),

  "wrong brand": async (target) => {
    await rejects(
      "the other brand's client",
      target.other({ url: target.url, key: target.key, tls: target.tls, env, ...target.encryption }),
      "WrongGateway",
    );
  },

  "reconnect with retries": async (target) => {
    const options = { reconnect: { baseDelayMs: 1 } };
    // The gateway cuts each connection after two pages. Even so, no row may be lost or arrive twice.
    await withClient(
      { ...target, url: target.droppingUrl },
      async (client) => {
        const rows = await client.dailyShortVolume(target.code, { pageSize: 20 }).toArray(all);
        equal("rows", rows.length, tradingDays);
        equal("days", new Set(rows.map(({ day }) => day)).size, tradingDays);
        equal("more than one connection", client.state.epoch > 1, true);
      },
      options,
    );
  },

  "dropped connection": async (target) => {
    const rows: DailyShortVolume[] = [];
    let cursor: string | undefined;
    const once = { retry: false, log: "off" } as const;
    await withClient(
      { ...target, url: target.droppingUrl },
      async (client) => {
        try {
          for await (const row of client.dailyShortVolume(target.code)) rows.push(row);
        } catch (error) {
          if (!isPagerError(error, "PageFailed") || !isOpendError(error.cause, "ConnectionLost")) throw error;
          cursor = error.cursor;
        }
      },
      once,
    );
    equal("rows before the cut", rows.length, 2 * pageSize);
    await withClient(target, async (client) => {
      rows.push(...(await client.dailyShortVolume(target.code, { from: cursor }).toArray(all)));
      const undisturbed = await client.dailyShortVolume(target.code).toArray(all);
      equal("rows of both runs", textOf(rows), textOf(undisturbed));
    });
  },
};

/** JSON has no bigint, and the messages in `raw` do. */
function textOf(rows: readonly DailyShortVolume[]): string {
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}

/** The only check of a target that the runtime does not support. */
export async function checkRefused({ connect, url, key, tls, unsupported }: Target): Promise<void> {
  const error = await rejects("connecting", connect({ url, key, tls, env }), "Unsupported");
  equal("feature", error.feature, unsupported);
}

async function withClient(
  target: Target,
  use: (client: PagingClient) => Promise<void>,
  options: ConnectOptions = {},
): Promise<void> {
  const { connect, url, key, encryption, tls } = target;
  // The gateways enforce no limits, and the checks send one gateway more requests than the limit would allow at once.
  const client = await connect({ url, key, tls, env, limiter: false, ...encryption, ...options });
  try {
    await use(client);
  } finally {
    await client.close();
  }
}
