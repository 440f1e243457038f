import type { FieldShape, MessageShape, ScalarName } from "@opend/core";
import { Qot_Common } from "@opend/futu/protocols";

/** The body of a request of this shape with its required fields and no others. About HK.00700 where it is about a security. */
export function minimalRequest({ required, optional }: MessageShape): Readonly<Record<string, unknown>> {
  const body = { ...required, ...optional }["c2s"];
  return typeof body === "object" ? minimalMessage(body) : {};
}

function minimalMessage(shape: MessageShape): Readonly<Record<string, unknown>> {
  if (shape === Qot_Common.SecurityShape) return { market: 1, code: "00700" };
  const { required = {}, repeated = {} } = shape;
  const one = Object.entries(required).map(([name, field]) => [name, minimalValue(field)]);
  const many = Object.entries(repeated).map(([name, field]) => [
    name,
    field === Qot_Common.SecurityShape ? [minimalMessage(field)] : [],
  ]);
  return Object.fromEntries([...one, ...many]);
}

function minimalValue(field: FieldShape): unknown {
  return typeof field === "string" ? scalars[field] : minimalMessage(field);
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
