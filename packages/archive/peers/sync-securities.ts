// A process that brings the list of securities of a market up to date, and tells how much memory it took.
import process from "node:process";
import { openStore, securities, sync } from "@opend/archive";
import { Client } from "@opend/core";
import { brands, openClientCore } from "@opend/core/internal";

/** The settings of this script. */
export interface PeerSettings {
  /** The database. */
  readonly location: string;
  /** The gateway. */
  readonly url: string;
}

/** What it tells. */
export interface MemoryReport {
  /** The most memory that the process ever had, in millions of bytes. */
  readonly megabytes: number;
}

const { location, url }: PeerSettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const profile = {
  ...brands.futu,
  ports: [{ tcp: 1, websocket: 1 }],
  env: { url: "URL", key: "KEY", rsaKeyFile: "RSA", configFile: "CONFIG" },
  configFileName: "config.xml",
} as const;
const client = new Client(await openClientCore(profile, { url, env: {}, log: "off", limiter: false }));
const store = await openStore(location);
for await (const _progress of sync(store, { dataset: securities, codes: ["HK"], clients: [client] }));
await store.close();
client.close();
const report: MemoryReport = { megabytes: (process.resourceUsage().maxRSS * 1024) / 1e6 };
process.send?.(report, () => process.disconnect());
