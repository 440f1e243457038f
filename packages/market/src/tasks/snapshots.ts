import type { Client, QueryOptions } from "@opend/core";
import { Qot_GetSecuritySnapshot } from "@opend/core/plain/Qot_GetSecuritySnapshot";
import type { SecurityStarts } from "@opend/pager";
import { type Snapshot, toSnapshot } from "../rows/snapshot.js";
import { type Batches, type BatchOptions, openBatches } from "../walks/batches.js";

/**
 * Snapshots of any number of securities (protocol 3203), up to 400 in a request: `for await (const row of
 * snapshots(client, codes))`. Basic quote rights for HK (BMP) allow 20 in a request: set `pageSize`.
 *
 * @param codes codes, or what `rest` of an earlier walk has. Each is asked for once. An array is checked as a whole. Other
 * iterables are read as needed
 * @throws `InvalidCode`, `InvalidOption`, `InvalidPageSize`, before anything is sent
 */
export function snapshots<Code extends string>(
  client: Client,
  codes: Code | SecurityStarts<Code>,
  options?: BatchOptions<Code>,
): Batches<Snapshot, Code> {
  const ask = async (securityList: readonly string[], how: QueryOptions) => {
    const { snapshotList } = await client.ask(Qot_GetSecuritySnapshot, { securityList: [...securityList] }, how);
    return snapshotList.map(toSnapshot);
  };
  return openBatches(client, codes, Qot_GetSecuritySnapshot.batch.max, ask, options);
}
