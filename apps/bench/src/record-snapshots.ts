import { Qot_GetSecuritySnapshot } from "@opend/core/protocols/Qot_GetSecuritySnapshot";
import { connect } from "@opend/futu";
import { startGateway } from "@opend/sim";

/** Records the reply with snapshots of many HK securities, in Base64. */
export async function recordSnapshots(count: number): Promise<string> {
  await using gateway = await startGateway({ brand: "futu", wsPort: false, rateLimit: false, pushIntervalMs: false });
  await using client = await connect({ url: gateway.tcpUrl, limiter: false, env: {} });
  const securityList = Array.from({ length: count }, (_, n) => `HK.${String(n + 1).padStart(5, "0")}`);
  const s2c = await client.call(Qot_GetSecuritySnapshot, { securityList });
  if (s2c.snapshotList.length !== count) throw new Error(`only ${s2c.snapshotList.length} of ${count} snapshots`);
  return Buffer.from(Qot_GetSecuritySnapshot.response.encode({ retType: 0, s2c })).toString("base64");
}
