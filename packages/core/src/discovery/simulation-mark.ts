/**
 * The `retMsg` of a simulated gateway's GetUserInfo reply, which a client requests on every connection. A real gateway
 * sends no text with success, so a client can always tell the two apart.
 */
export const simulationMark = "simulated by @opend/sim: nothing here comes from a market";
