const userIdBase = 10_000_000;

/**
 * The user whom the gateway on a port is logged in as: clients take gateways of one user on one host for the same one. A
 * gateway that is started again on its port is the one it was.
 */
export function userIdAt(port: number): bigint {
  return BigInt(userIdBase + port);
}

/** The gateway version that is simulated, as major * 100 + minor: 10.11. */
export const serverVersion = 1011;

/** Subscriptions that the user may have, one per security and data type: the smallest quota that a real user has. */
export const subscriptionQuota = 100;

/** Securities whose history K-lines the user may ask for in a week: the smallest quota that a real user has. */
export const historyQuota = 100;
