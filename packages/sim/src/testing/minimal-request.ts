import type { FieldShape, MessageShape, ScalarName } from "@opend/core";
import { Qot_Common } from "@opend/core/protocols";
import type { Fields } from "../base/fields.js";
import { requestProtocols, type SchemaProtocol } from "../schema/schema-protocol.js";

/** Every protocol whose requests a client sends after the handshake. */
export const askedProtocols: readonly SchemaProtocol[] = [...requestProtocols.values()].filter(
  ({ kind }) => kind !== "session",
);

/** A request with only the required fields of a protocol. If it is about a security, that is HK.00700. */
export function minimalRequest({ request, paging }: SchemaProtocol): Fields {
  const { required, optional } = request.shape;
  const body = { ...required, ...optional }["c2s"];
  const c2s = typeof body === "object" ? minimalMessage(body) : {};
  if (paging === undefined) return c2s;
  const { fields, pageSize } = paging;
  return {
    ...c2s,
    ...("offset" in fields ? { [fields.offset]: 0 } : {}),
    ...(fields.pageSize !== undefined && fields.pageSize in c2s ? { [fields.pageSize]: pageSize?.max ?? 10 } : {}),
  };
}

function minimalMessage(shape: MessageShape): Fields {
  if (shape === Qot_Common.SecurityShape) return { market: 1, code: "00700" };
  const { required = {}, repeated = {} } = shape;
  const minimal = (field: FieldShape) => (typeof field === "string" ? scalars[field] : minimalMessage(field));
  const one = Object.entries(required).map(([name, field]) => [name, minimal(field)]);
  const many = Object.entries(repeated).map(([name, field]) => [
    name,
    field === Qot_Common.SecurityShape ? [minimalMessage(field)] : [],
  ]);
  return Object.fromEntries([...one, ...many]);
}

const scalars: Readonly<Record<ScalarName, unknown>> = {
  bool: true,
  bytes: new Uint8Array(0),
  double: 1,
  float: 1,
  int32: 1,
  int64: 1n,
  string: "2026-05-08",
  uint32: 1,
  uint64: 1n,
};
