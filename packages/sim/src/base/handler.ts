import { type Clock, type LimitedRequest, type RequestProtocol, simulationMark, toLimitedRequest } from "@opend/core";
import { GetUserInfo } from "@opend/core/protocols/GetUserInfo";
import type { Brand } from "./brands.js";
import { isLaterPage } from "./page-of.js";

/** What a handler can know besides the request. */
export interface HandlerContext {
  /** The gateway's brand. */
  readonly brand: Brand;
  /** The gateway's clock. */
  readonly clock: Clock;
  /** How the request came. */
  readonly transport: "tcp" | "websocket";
  /** The gateway's id of the connection, as the handshake gives it. */
  readonly connectionId: bigint;
  /** Has something done once the reply has been sent, such as a push. Never when the request is refused. */
  afterReply(this: void, run: () => void): void;
}

/** What the gateway needs to know of the protocol that a handler answers. */
export type HandledProtocol = Pick<RequestProtocol<never, never>, "id" | "name" | "kind" | "rateLimit">;

/** A request that has been read. */
export interface ReadRequest {
  /** What it counts for under the frequency limit. */
  readonly limited: LimitedRequest;
  /** Answers it with the bytes of a reply. */
  answer(context: HandlerContext): Promise<Uint8Array>;
}

/** Answers the requests of one protocol. Made by {@link handle}. */
export interface Handler {
  /** The protocol that it answers. */
  readonly protocol: HandledProtocol;
  /**
   * Reads a request, and gives what answers it.
   *
   * @throws `MalformedMessage` when the bytes do not parse or lack a required field
   */
  read(body: Uint8Array): ReadRequest;
  /** The bytes of a reply that refuses. */
  encodeRefusal(retType: number, retMsg: string): Uint8Array;
}

/**
 * Makes a handler for `startGateway({ handlers })`.
 *
 * @param protocol a protocol of `@opend/core/protocols`
 * @param answer gives the reply's body for the request's body. {@link refuse} answers with an error instead; what else
 * it throws is recorded as `HandlerFailed` and answered with retType -1
 */
export function handle<C2S, S2C>(
  protocol: RequestProtocol<C2S, S2C>,
  answer: (c2s: NoInfer<C2S>, context: HandlerContext) => NoInfer<S2C> | Promise<NoInfer<S2C>>,
): Handler {
  // Said in every GetUserInfo reply, whoever made the handler: nobody may take the data for real.
  const mark = protocol.id === GetUserInfo.id ? { retMsg: simulationMark } : {};
  return {
    protocol: {
      id: protocol.id,
      name: protocol.name,
      kind: protocol.kind,
      ...(protocol.rateLimit ? { rateLimit: protocol.rateLimit } : {}),
    },
    read(body) {
      // Where a body is optional, none is the same as an empty one.
      const c2s = protocol.request.decode(body).c2s ?? protocol.request.decode(emptyBody).c2s;
      if (c2s === undefined) throw new Error(`${protocol.name}: the request has no body`);
      return {
        limited: toLimitedRequest(protocol, c2s, isLaterPage(protocol, Object(c2s))),
        answer: async (context) => protocol.response.encode({ retType: 0, ...mark, s2c: await answer(c2s, context) }),
      };
    },
    encodeRefusal: (retType, retMsg) => protocol.response.encode({ retType, retMsg }),
  };
}

/** A request packet whose field 1, the body, is there and empty. */
const emptyBody = Uint8Array.of(0x0a, 0);
