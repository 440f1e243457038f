/** Returns whether the host of a URL is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Identifies the gateway at a URL, whatever the port and the transport, by the user who is logged in and the host. The
 * user alone is not enough: one account may be logged in on several machines, and we do not know whether their
 * gateways count requests together. If they do, refusals will show it. Two gateways of one account on one host count as
 * one, which sends too little rather than too much.
 *
 * @returns undefined when the gateway does not say who is logged in
 */
export function identifyGateway({ hostname }: URL, userId: bigint | undefined): string | undefined {
  // User 0 is nobody. Otherwise all gateways without a login would count as one.
  if (!userId) return undefined;
  return `user ${userId} at ${isLoopback(hostname) ? "localhost" : hostname}`;
}
