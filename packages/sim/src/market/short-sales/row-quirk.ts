import { noiseAt } from "../../base/hash.js";
import { sampleRows } from "../data/sample-hk-00700.js";
import type { SecurityProfile } from "../data/security-profile.js";

/** What a row has of its own: fields left out, zeros written out, or nothing. */
export type RowQuirk = "omitted" | "zero" | undefined;

/** A few rows in a hundred are odd, so that clients meet what the format allows. The sample's rows never are. */
export function quirkAt(profile: SecurityProfile, index: number): RowQuirk {
  if (profile.isSample && index < sampleRows.length) return undefined;
  const share = noiseAt(profile.seed, index, 21);
  if (share < 0.03) return "omitted";
  return share < 0.06 ? "zero" : undefined;
}
