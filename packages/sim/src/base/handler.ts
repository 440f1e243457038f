import type { Clock, LimitedRequest, RequestProtocol } from "@opend/core";
import { simulationMark, toLimitedRequest } from "@opend/core/internal";
import { GetUserInfo } from "@opend/core/protocols/GetUserInfo";
import type { Brand } from "./brands.js";

/** What a handler gets besides the request. */
export interface HandlerContext {
  /** The gateway's brand. */
  readonly brand: Brand;
  /** The gateway's clock. */
  readonly clock: Clock;
  /** The transport that carried the request. */
  readonly transport: "tcp" | "websocket";
  /** The id that the gateway gave the connection in the handshake. */
  readonly connectionId: bigint;
  /**
   * Runs a function, such as one that pushes, once the reply has been sent. It does not run when the request is
   * refused.
   */
  afterReply(this: void, run: () => void): void;
}

/** What the gateway needs to know about the protocol that a handler answers. */
export type HandledProtocol = Pick<RequestProtocol<never, never>, "id" | "name" | "kind" | "rateLimit">;

/** A request that has been read. */
export interface ReadRequest {
  /** How the request counts against the frequency limits. */
  readonly limited: LimitedRequest;
  /** Answers the request with the bytes of a reply. */
  answer(context: HandlerContext): Promise<Uint8Array>;
}

/** Answers the requests of one protocol. Made by {@link handle}. */
export interface Handler {
  /** The protocol that it answers. */
  readonly protocol: HandledProtocol;
  /**
   * Reads a request and returns it, ready to be answered.
   *
   * @throws `MalformedMessage` when the bytes do not parse or lack a required field
   */
  read(body: Uint8Array): ReadRequest;
  /** Returns the bytes of a reply that refuses the request. */
  encodeRefusal(retType: number, retMsg: string): Uint8Array;
}

/**
 * Makes a handler for `startGateway({ handlers })`.
 *
 * @param protocol a protocol of `@opend/core/protocols`
 * @param answer returns the reply's body for a request's body. It calls {@link refuse} to answer with an error instead.
 * Anything else that it throws is recorded as the violation `HandlerFailed` and answered with retType -1
 */
export function handle<C2S, S2C>(
  protocol: RequestProtocol<C2S, S2C, never>,
  answer: (c2s: NoInfer<C2S>, context: HandlerContext) => NoInfer<S2C> | Promise<NoInfer<S2C>>,
): Handler {
  // Every GetUserInfo reply has this mark, also that of a user's own handler, so that nobody takes the data for real.
  const mark = protocol.id === GetUserInfo.id ? { retMsg: simulationMark } : {};
  return {
    protocol: {
      id: protocol.id,
      name: protocol.name,
      kind: protocol.kind,
      ...(protocol.rateLimit ? { rateLimit: protocol.rateLimit } : {}),
    },
    read(body) {
      // When the protocol allows a request without a body, it counts as an empty body.
      const c2s = protocol.request.decode(body).c2s ?? protocol.request.decode(emptyBody).c2s;
      if (c2s === undefined) throw new Error(`${protocol.name}: the request has no body`);
      return {
        limited: toLimitedRequest(protocol, c2s),
        answer: async (context) => protocol.response.encode({ retType: 0, ...mark, s2c: await answer(c2s, context) }),
      };
    },
    encodeRefusal: (retType, retMsg) => protocol.response.encode({ retType, retMsg }),
  };
}

/** A request message whose field 1, the body, is present and empty. */
const emptyBody = Uint8Array.of(0x0a, 0);
