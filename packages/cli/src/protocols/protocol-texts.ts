import type { AnyPaged, AnyProtocol } from "./any-protocol.js";

/** How many rows a page may have. */
export function pagesText({ paging: { pageSize } }: AnyPaged): string {
  if (pageSize === undefined) return "paged";
  return pageSize.max === undefined ? `from ${pageSize.min} rows` : `${pageSize.min} to ${pageSize.max} rows`;
}

/** The frequency limit. Empty where none is documented. */
export function limitText(protocol: AnyProtocol): string {
  if (!("rateLimit" in protocol) || protocol.rateLimit === undefined) return "";
  const { requests, perSeconds, firstPageOnly } = protocol.rateLimit;
  return `${requests} per ${perSeconds} s${firstPageOnly ? ", first page only" : ""}`;
}
