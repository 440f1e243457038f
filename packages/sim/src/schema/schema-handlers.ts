import { type Handler, handle } from "../base/handler.js";
import type { SecurityBook } from "../market/listing/security-book.js";
import { makeReply } from "./make-reply.js";
import { loadMeantProtocols, requestProtocols } from "./schema-protocol.js";

/** Handlers for protocols without another one. They answer from the schema and the meanings of its fields. Each is made on its first request. */
export class SchemaHandlers {
  readonly #made = new Map<number, Handler>();
  readonly #book: SecurityBook;
  readonly #pagedRows: number;

  /** @param pagedRows rows over all pages of a paged reply */
  constructor(book: SecurityBook, pagedRows: number) {
    this.#book = book;
    this.#pagedRows = pagedRows;
  }

  /** Returns the handler of a protocol, or undefined if it has no requests or belongs to the session. */
  find(protocolId: number): Handler | undefined {
    const known = this.#made.get(protocolId);
    if (known) return known;
    const protocol = requestProtocols.get(protocolId);
    if (protocol === undefined || protocol.kind === "session") return undefined;
    const handler = handle(protocol, async (c2s) => {
      const meant = (await loadMeantProtocols()).get(protocolId);
      if (meant === undefined) throw new Error(`${protocol.name} has no plain form`);
      return makeReply(this.#book, meant, c2s, this.#pagedRows);
    });
    this.#made.set(protocolId, handler);
    return handler;
  }
}
