import { type Handler, handle } from "../base/handler.js";
import { makeReply } from "./make-reply.js";
import { requestProtocols } from "./schema-protocol.js";

/** Handlers for protocols that have no other: they answer by the schema alone. Each is made when it is first asked for. */
export class SchemaHandlers {
  readonly #made = new Map<number, Handler>();
  readonly #pagedRows: number;

  /** @param pagedRows rows of all pages of a paged reply */
  constructor(pagedRows: number) {
    this.#pagedRows = pagedRows;
  }

  /** The handler of a protocol; undefined when there is no such request. */
  find(protocolId: number): Handler | undefined {
    const known = this.#made.get(protocolId);
    if (known) return known;
    const protocol = requestProtocols.get(protocolId);
    if (protocol === undefined || protocol.kind === "session") return undefined;
    const handler = handle(protocol, (c2s) => makeReply(protocol, c2s, this.#pagedRows));
    this.#made.set(protocolId, handler);
    return handler;
  }
}
