import { createError } from "@opend/core/internal";

/**
 * Checks what is to be walked. A walk sends request after request, and may be resumed: nothing that places an order or
 * changes something else may be sent like that.
 *
 * @throws `InvalidOption` when it is no query with pages, whatever the types say
 */
export function checkPaged(
  protocol: { readonly name: string; readonly kind: unknown; readonly paging: unknown } | undefined,
): void {
  if (typeof protocol !== "object" || protocol === null || typeof protocol.name !== "string") {
    const message = `paginate takes a protocol, such as Qot_RequestHistoryKL, not ${String(protocol)}`;
    throw createError("InvalidOption", message, { option: "protocol" });
  }
  if (protocol.kind !== "query") {
    const message = `${protocol.name} does not only read, so it is never walked: send it once with client.call(${protocol.name}, …)`;
    throw createError("InvalidOption", message, { option: "protocol" });
  }
  if (protocol.paging !== undefined) return;
  const message = `${protocol.name} has no pages, only one reply: use client.call(${protocol.name}, …)`;
  throw createError("InvalidOption", message, { option: "protocol" });
}

/** @throws `InvalidOption` when it is no request, whatever the types say */
export function checkRequest({ name }: { readonly name: string }, asked: unknown): void {
  if (typeof asked === "object" && asked !== null) return;
  const message = `${name} takes an object, such as { security: "HK.00700" }, or a list of them, not ${String(asked)}`;
  throw createError("InvalidOption", message, { option: "c2s" });
}
