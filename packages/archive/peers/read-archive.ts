// A process that reads an archive again and again, and tells each step, so that a test can kill it anywhere.
import { openStore, shortVolume } from "@opend/archive";

/** The settings of this script. */
export interface PeerSettings {
  /** The database. */
  readonly location: string;
}

const { location }: PeerSettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const store = await openStore(location, { readOnly: true });
while (process.connected) {
  await store.status();
  await using snapshot = await store.snapshot(shortVolume);
  let rows = 0;
  for await (const some of snapshot.rows()) rows += some.length;
  process.send?.(rows);
}
