import fc from "fast-check";
import protobuf from "protobufjs";
import { fieldTypes } from "./official-root.js";

/** A message as plain data. Absent fields are not properties, 64-bit integers are bigint, lists are always there. */
export type PlainMessage = Readonly<Record<string, unknown>>;

const longListItems = 150;

/** Makes random messages of a type, with every field that it can have. */
export function messageArbitrary(type: protobuf.Type): fc.Arbitrary<PlainMessage> {
  const required = type.fieldsArray.filter((field) => field.required || field.repeated).map(({ name }) => name);
  const fields = type.fieldsArray.map((field) => [field.name, fieldArbitrary(field)] as const);
  return fc.record<Record<string, unknown>>(Object.fromEntries(fields), {
    requiredKeys: required,
    noNullPrototype: true,
  });
}

function fieldArbitrary(field: protobuf.Field): fc.Arbitrary<unknown> {
  const value = valueArbitrary(field);
  if (!field.repeated) return value;
  const short = [
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: fc.array(value, { minLength: 1, maxLength: 4 }) },
  ];
  // Long lists inside long lists would add up to millions of items.
  if (field.resolvedType instanceof protobuf.Type && hasList(field.resolvedType)) return fc.oneof(...short);
  const longList = value.map((item) => Array.from({ length: longListItems }, () => item));
  return fc.oneof(...short, { weight: 1, arbitrary: longList });
}

function hasList(type: protobuf.Type): boolean {
  return type.fieldsArray.some(({ repeated }) => repeated) || fieldTypes(type).some(hasList);
}

function valueArbitrary({ type, resolvedType }: protobuf.Field): fc.Arbitrary<unknown> {
  if (resolvedType instanceof protobuf.Type) return messageArbitrary(resolvedType);
  // A newer gateway may send a value that no schema names.
  if (resolvedType instanceof protobuf.Enum) {
    return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...Object.values(resolvedType.values)) }, int32);
  }
  const scalar = scalars[type];
  if (scalar === undefined) throw new Error(`no random values for the type ${type}`);
  return scalar;
}

const int32 = withEdges(fc.integer(), [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)]);

const scalars: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  int32,
  uint32: withEdges(fc.integer({ min: 0, max: 2 ** 32 - 1 }), [0, 2 ** 31, 2 ** 32 - 1]),
  int64: withEdges(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), [
    0n,
    -1n,
    2n ** 53n + 1n,
    2n ** 63n - 1n,
    -(2n ** 63n),
  ]),
  uint64: withEdges(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), [0n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n]),
  double: withEdges(fc.double(), [
    0,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.MIN_VALUE,
  ]),
  float: fc.float(),
  string: withEdges(fc.string({ unit: "binary" }), ["", "腾讯控股", "\u0000", "🜁 é", "x".repeat(300)]),
  bytes: fc.uint8Array(),
};

/** Makes random values, with many edge cases among them. */
function withEdges<T>(values: fc.Arbitrary<T>, edges: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 2, arbitrary: values }, { weight: 1, arbitrary: fc.constantFrom(...edges) });
}
