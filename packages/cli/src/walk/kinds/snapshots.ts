import { Qot_GetSecuritySnapshot } from "@opend/futu/protocols/Qot_GetSecuritySnapshot";
import { type Snapshot, snapshots } from "@opend/market";
import { snapshotColumns } from "@opend/market/columns";
import { openBatchWalk } from "../open-batch-walk.js";
import type { WalkKind } from "../walk-kind.js";

/** Snapshots of any number of securities. */
export async function defineSnapshots(): Promise<WalkKind<Snapshot>> {
  return {
    columns: snapshotColumns,
    important: ["code", "name", "price", "lastClose", "open", "high", "low", "volume", "turnover", "time"],
    rateLimit: Qot_GetSecuritySnapshot.rateLimit,
    open: (client, starts, { signal, onFailure }) => {
      const codes = starts.map(({ code }) => code);
      return openBatchWalk(snapshots(client, codes, { signal, onFailure }));
    },
  };
}
