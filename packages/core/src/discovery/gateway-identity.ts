/** Returns whether the host of a URL is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Identifies the gateway at a URL by its logged-in user and its host, regardless of port and transport. The user alone
 * is not enough: one account may be logged in on several machines, and nothing says that their gateways count requests
 * together; if they do, refusals will show it. Two gateways of one account on one host look like two ports of one
 * gateway and count as one, which sends too few requests rather than too many.
 *
 * @returns undefined when the gateway does not say who is logged in
 */
export function identifyGateway({ hostname }: URL, userId: bigint | undefined): string | undefined {
  // User 0 means that nobody is logged in. As an identity, it would merge all such gateways.
  if (!userId) return undefined;
  return `user ${userId} at ${isLoopback(hostname) ? "localhost" : hostname}`;
}
