import { formatSecurity } from "@opend/core";
import type { Qot_Common } from "@opend/core/protocols";

/** The name of a simulated security. It says that the security is simulated. */
export function nameOf({ security }: { readonly security: Qot_Common.Security }): string {
  return `Simulated ${formatSecurity(security)}`;
}
