import type { Client } from "@opend/core";
import { Qot_GetSecuritySnapshot } from "@opend/core/plain/Qot_GetSecuritySnapshot";
import { type Snapshot, toSnapshot } from "../rows/snapshot.js";
import { Batches, type BatchOptions } from "../walks/batches.js";

/**
 * Snapshots of any number of securities (protocol 3203), up to 400 in a request: `for await (const row of
 * snapshots(client, codes))`. Basic quote rights for HK (BMP) allow 20 in a request: set `pageSize`.
 *
 * @throws `InvalidCode`, `InvalidOption`, before anything is sent
 */
export function snapshots(
  client: Client,
  codes: string | readonly string[],
  options?: BatchOptions,
): Batches<Snapshot> {
  const ask = async (securityList: readonly string[], how: BatchOptions) => {
    const { snapshotList } = await client.ask(Qot_GetSecuritySnapshot, { securityList: [...securityList] }, how);
    return snapshotList.map(toSnapshot);
  };
  return new Batches(client, codes, Qot_GetSecuritySnapshot.batch.max, ask, options);
}
