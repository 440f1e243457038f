// A process that brings short volume up to date, and tells each step, so that a test can kill it anywhere.
import { openStore, shortVolume, sync } from "@opend/archive";
import { Client } from "@opend/core";
import { brands, openClientCore } from "@opend/core/internal";

/** The settings of this script. */
export interface PeerSettings {
  /** The database. */
  readonly location: string;
  /** The gateway. */
  readonly url: string;
  readonly codes: readonly string[];
}

const { location, url, codes }: PeerSettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const profile = {
  ...brands.futu,
  ports: [{ tcp: 1, websocket: 1 }],
  env: { url: "URL", key: "KEY", rsaKeyFile: "RSA", configFile: "CONFIG" },
  configFileName: "config.xml",
} as const;
const client = new Client(await openClientCore(profile, { url, env: {}, log: "off", limiter: false }));
const store = await openStore(location, { leaseMs: 10_000 });
process.send?.("begins");
for await (const { pages } of sync(store, { dataset: shortVolume, codes, clients: [client] })) process.send?.(pages);
await store.close();
client.close();
process.send?.("done", () => process.disconnect());
