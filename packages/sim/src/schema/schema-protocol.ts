import type { RequestProtocol } from "@opend/core";
import * as protocols from "@opend/core/protocols";
import type { Fields } from "../base/fields.js";
import type { Paging } from "../base/page-of.js";

/** A protocol, as far as the shapes of its messages describe it. */
export interface SchemaProtocol extends RequestProtocol<Fields, Fields> {
  readonly paging?: Paging;
}

/** All exports of the module: protocols, and files of shared types. */
const exported: readonly unknown[] = Object.values(protocols);

/** Every protocol that has requests, by its id. */
export const requestProtocols: ReadonlyMap<number, SchemaProtocol> = new Map(
  exported.filter(isRequestProtocol).map((protocol) => [protocol.id, protocol]),
);

function isRequestProtocol(value: unknown): value is SchemaProtocol {
  return typeof value === "object" && value !== null && "request" in value;
}
