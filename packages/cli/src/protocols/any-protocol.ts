import type { PagedProtocol, RequestProtocol } from "@opend/core";
import type { DescribedPush, DescribedRequest, PlainPaged, PlainRequest } from "@opend/core/schema";

/** A request of the contract, whichever it is. */
export type AnyRequest = RequestProtocol<unknown, unknown, unknown> &
  PlainRequest<unknown, unknown, unknown, unknown> &
  DescribedRequest;

/** A request with pages. */
export type AnyPaged = PagedProtocol<unknown, unknown, unknown, unknown, unknown> &
  PlainPaged<unknown, unknown, unknown, unknown, object, unknown> &
  DescribedRequest;

/** A request that only reads: asking for it again does no harm. Walks send nothing else. */
export type AnyQuery = (AnyRequest | AnyPaged) & { readonly kind: "query" };

/** A push. */
export type AnyPush = DescribedPush & { readonly id: number; readonly name: string; readonly kind: "push" };

/** A protocol of the contract. */
export type AnyProtocol = AnyRequest | AnyPaged | AnyPush;

/** Whether an export of the contract is a protocol: it has an id, and texts. */
export function isProtocol(value: unknown): value is AnyProtocol {
  return typeof value === "object" && value !== null && "id" in value && "kind" in value && "described" in value;
}

export function isPaged(protocol: AnyProtocol): protocol is AnyPaged {
  return "paging" in protocol && protocol.paging !== undefined;
}

export function isQuery(protocol: AnyProtocol): protocol is AnyQuery {
  return protocol.kind === "query";
}

export function isRequest(protocol: AnyProtocol): protocol is AnyRequest {
  return protocol.kind !== "push";
}
