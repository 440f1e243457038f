import type { PagedProtocol, RequestProtocol } from "@opend/core";
import * as protocols from "@opend/core/protocols";

/** A message of any type, by the names of its fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** A protocol whose messages are known by their shapes only. */
export interface SchemaProtocol extends RequestProtocol<Fields, Fields> {
  readonly paging?: Pick<PagedProtocol<Fields, Fields, Fields, never>["paging"], "fields" | "pageSize">;
}

/** Beside protocols, the module has the files of shared types. */
const exported: readonly unknown[] = Object.values(protocols);

/** Every protocol that a client asks with, by its id. */
export const requestProtocols: ReadonlyMap<number, SchemaProtocol> = new Map(
  exported.filter(isRequestProtocol).map((protocol) => [protocol.id, protocol]),
);

function isRequestProtocol(value: unknown): value is SchemaProtocol {
  return typeof value === "object" && value !== null && "request" in value;
}
