/**
 * The `retMsg` of a simulated gateway's reply to GetUserInfo, which a client requests on every connection. A real
 * gateway sends no text with success, so neither passes for the other.
 */
export const simulationMark = "simulated by @opend/sim: nothing here comes from a market";
