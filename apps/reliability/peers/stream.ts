// A program that streams rows. It relies on the library to let the process end.
import { connect as connectFutu, isOpendError } from "@opend/futu";
import { connect as connectMoomoo } from "@opend/moomoo";

/** The settings of this script. */
export interface StreamSettings {
  readonly brand: "futu" | "moomoo";
  readonly url: string;
  readonly key: string;
  readonly prefetch: 0 | 1;
  /** Leaves the loop after this many rows. Undefined: reads all. */
  readonly leaveAfter?: number;
  /** Whether the program closes the client at the end. */
  readonly close: boolean;
}

/** The outcome. */
export interface StreamReport {
  readonly rows: number;
  /** The codes of the error that ended the loop and of its cause. */
  readonly failure?: readonly unknown[];
}

const settings: StreamSettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const { url, key, prefetch, leaveAfter } = settings;
const client = await (settings.brand === "futu" ? connectFutu : connectMoomoo)({
  url,
  key,
  env: {},
  retry: false,
  // A client that is connected again keeps the process running. By default the delay can be a few milliseconds.
  reconnect: { decide: () => 60_000 },
  log: "off",
});
let rows = 0;
let failure: readonly unknown[] | undefined;
try {
  for await (const _ of client.dailyShortVolume("HK.00700", { prefetch })) {
    rows++;
    if (rows === leaveAfter) break;
  }
} catch (error) {
  if (!isOpendError(error)) throw error;
  failure = [error.code, isOpendError(error.cause) ? error.cause.code : undefined];
}
if (settings.close) await client.close();
process.send?.({ rows, ...(failure ? { failure } : {}) } satisfies StreamReport);
