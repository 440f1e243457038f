/**
 * What a simulated gateway says in the `retMsg` of its GetUserInfo reply, which a client asks for on every connection. A
 * real gateway sends no text with success, so nothing real passes for simulated, or the other way round.
 */
export const simulationMark = "simulated by @opend/sim: nothing here comes from a market";
