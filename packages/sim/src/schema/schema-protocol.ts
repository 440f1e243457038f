import type { RequestProtocol } from "@opend/core";
import type { PlainForm } from "@opend/core/plain";
import * as protocols from "@opend/core/protocols";
import type { Fields } from "../base/fields.js";
import type { Paging } from "../base/page-of.js";

/** A protocol, as far as the shapes of its messages describe it. */
export interface SchemaProtocol extends RequestProtocol<Fields, Fields> {
  readonly paging?: Paging;
}

/** A protocol with the meanings of its fields. */
export interface MeantProtocol extends SchemaProtocol {
  readonly plain: {
    readonly request: PlainForm<Fields, unknown>;
    readonly reply: PlainForm<Fields, unknown>;
  };
}

/** All exports of the module: protocols, and files of shared types. */
const exported: readonly unknown[] = Object.values(protocols);

/** Every protocol that has requests, by its id. */
export const requestProtocols: ReadonlyMap<number, SchemaProtocol> = new Map(
  exported.filter(isRequestProtocol).map((protocol) => [protocol.id, protocol]),
);

/**
 * Loads the meanings of all protocols that have requests, by the id of the protocol. It takes as long as all the rest of
 * the simulator, so a gateway loads them with the first request that needs them.
 */
export function loadMeantProtocols(): Promise<ReadonlyMap<number, MeantProtocol>> {
  loaded ??= import("@opend/core/plain").then((module) => {
    const all: readonly unknown[] = Object.values(module);
    return new Map(all.filter(isMeantProtocol).map((protocol) => [protocol.id, protocol]));
  });
  return loaded;
}

let loaded: Promise<ReadonlyMap<number, MeantProtocol>> | undefined;

function isRequestProtocol(value: unknown): value is SchemaProtocol {
  return typeof value === "object" && value !== null && "request" in value;
}

function isMeantProtocol(value: unknown): value is MeantProtocol {
  return isRequestProtocol(value) && "plain" in value;
}
