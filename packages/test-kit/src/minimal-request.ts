/** The fields of a message: the parts of core's `MessageShape` that the kit reads. */
export interface MessageShape {
  readonly required?: Readonly<Record<string, FieldShape>>;
  readonly optional?: Readonly<Record<string, FieldShape>>;
  readonly repeated?: Readonly<Record<string, FieldShape>>;
}

type FieldShape = keyof typeof scalars | MessageShape;

/**
 * Makes the smallest request body of a shape. It has the required fields and no others. A list of securities has one item.
 *
 * @param securityShape the shape of a security. It becomes HK.00700
 */
export function minimalRequest(request: MessageShape, securityShape: MessageShape): Readonly<Record<string, unknown>> {
  const body = { ...request.required, ...request.optional }["c2s"];
  return typeof body === "object" ? minimalMessage(body, securityShape) : {};
}

function minimalMessage(shape: MessageShape, securityShape: MessageShape): Readonly<Record<string, unknown>> {
  if (shape === securityShape) return { market: 1, code: "00700" };
  const { required = {}, repeated = {} } = shape;
  const minimal = (field: FieldShape) =>
    typeof field === "string" ? scalars[field] : minimalMessage(field, securityShape);
  const one = Object.entries(required).map(([name, field]) => [name, minimal(field)]);
  const many = Object.entries(repeated).map(([name, field]) => [name, field === securityShape ? [minimal(field)] : []]);
  return Object.fromEntries([...one, ...many]);
}

const scalars = {
  bool: true,
  bytes: new Uint8Array(0),
  double: 1,
  float: 1,
  int32: 1,
  int64: 1n,
  string: "2026-05-08",
  uint32: 1,
  uint64: 1n,
} as const;
