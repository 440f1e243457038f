import type { PlainPush, PlainRequest } from "./plain-protocol.js";

/**
 * Returns the plain form of a reply, a page (`page.s2c`) or a push: `toPlain(Qot_UpdateTicker, push)`.
 *
 * @param options `zone`: the time zone of the market, such as `Asia/Hong_Kong`, for a reply that names no market
 * @returns a quantity beyond 2^53 is left out, which `omittedFrom` tells. It is never rounded
 */
export function toPlain<S2C, Reply>(
  protocol: PlainPush<S2C, Reply>,
  s2c: NoInfer<S2C>,
  { zone }: { readonly zone?: string | undefined } = {},
): Reply {
  return protocol.plain.reply.toPlain(s2c, zone);
}

/**
 * Returns the request that a plain one stands for: `client.call(protocol, fromPlain(protocol, { … }))`.
 *
 * @throws `InvalidMessage` with the path, what it got, and what is allowed
 */
export function fromPlain<C2S, S2C, Request, Reply>(
  protocol: PlainRequest<C2S, S2C, Request, Reply>,
  request: NoInfer<Request>,
): C2S {
  return protocol.plain.request.fromPlain(request);
}
