import { Qot_Common } from "@opend/core/protocols";
import * as kit from "@opend/test-kit/minimal-request";
import type { Fields } from "../base/fields.js";
import { requestProtocols, type SchemaProtocol } from "../schema/schema-protocol.js";

/** Every protocol whose requests a client sends after the handshake. */
export const askedProtocols: readonly SchemaProtocol[] = [...requestProtocols.values()].filter(
  ({ kind }) => kind !== "session",
);

/** A request with only the required fields of a protocol. If it is about a security, that is HK.00700. */
export function minimalRequest({ request, paging }: SchemaProtocol): Fields {
  const c2s = kit.minimalRequest(request.shape, Qot_Common.SecurityShape);
  if (paging === undefined) return c2s;
  const { fields, pageSize } = paging;
  return {
    ...c2s,
    ...("offset" in fields ? { [fields.offset]: 0 } : {}),
    ...(fields.pageSize !== undefined && fields.pageSize in c2s ? { [fields.pageSize]: pageSize?.max ?? 10 } : {}),
  };
}
