import { noiseAt } from "../../base/hash.js";
import { sampleRows } from "../data/sample-hk-00700.js";
import type { SecurityProfile } from "../data/security-profile.js";

/** How a row differs from usual ones: optional fields left out, zeros, or not at all. */
export type RowQuirk = "omitted" | "zero" | undefined;

/**
 * The quirk of a row. A few rows in a hundred leave fields out, and one in two hundred has zeros, so that clients meet
 * what the format allows. The sample has none.
 */
export function quirkAt(profile: SecurityProfile, index: number): RowQuirk {
  if (profile.isSample && index < sampleRows.length) return undefined;
  const share = noiseAt(profile.seed, index, 21);
  if (share < 0.03) return "omitted";
  return share < 0.035 ? "zero" : undefined;
}
