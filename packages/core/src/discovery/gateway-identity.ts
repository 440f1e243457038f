/** Whether the host of a URL is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Which gateway is at a URL, whatever the port and the transport: the user whom it is logged in as, and the host. The
 * user alone would not do, since one account may be logged in on several machines, and nothing says that their gateways
 * count requests together; should they, refusals tell. Two gateways of one account on one host look like two ports of
 * one, and are taken for it: that sends too little rather than too much.
 *
 * @returns undefined when the gateway does not say who is logged in
 */
export function identifyGateway({ hostname }: URL, userId: bigint | undefined): string | undefined {
  // Nobody is user 0: taken at its word, it would make one gateway of all that are not logged in.
  if (!userId) return undefined;
  return `user ${userId} at ${isLoopback(hostname) ? "localhost" : hostname}`;
}
