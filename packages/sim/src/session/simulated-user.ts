const userIdBase = 10_000_000;

/**
 * The id of the user that the gateway on a port is logged in as. Clients count two gateways of one user on one host as
 * the same gateway, so a gateway that is started again on its port counts as the one before.
 */
export function userIdAt(port: number): bigint {
  return BigInt(userIdBase + port);
}

/** The simulated version of the gateway, as major * 100 + minor: 10.11. */
export const serverVersion = 1011;

/** The user's quota of subscriptions, one per security and data type. It is the smallest one that a real user has. */
export const subscriptionQuota = 100;

/**
 * The number of securities whose history K-lines the user may request within a week. It is the smallest one that a real
 * user has.
 */
export const historyQuota = 100;
