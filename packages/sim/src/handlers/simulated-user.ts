/** The user whom every simulated gateway is logged in as. */
export const simulatedUserId = 10_000_001n;

/** The gateway version that is simulated, as major * 100 + minor: 10.11. */
export const serverVersion = 1011;

/** Subscriptions that the user may have, one per security and data type: the smallest quota that a real user has. */
export const subscriptionQuota = 100;
