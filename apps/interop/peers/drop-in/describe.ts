/** A value as plain data that two processes can compare: what it is, and what can be seen of it. */
export function describe(value: unknown): unknown {
  if (typeof value === "function") return { function: value.length };
  if (typeof value !== "object" || value === null) return value === undefined ? { undefined: true } : value;
  if (value instanceof Error) return { error: value.constructor.name, message: value.message };
  if (value instanceof ArrayBuffer) return { arrayBuffer: Buffer.from(value).toString("hex") };
  if (value instanceof Uint8Array)
    return { bytes: Buffer.from(value).toString("hex"), isBuffer: Buffer.isBuffer(value) };
  if (isLong(value)) return { long: String(value), unsigned: value.unsigned, class: value.constructor.name };
  if (Array.isArray(value)) return value.map(describe);
  if (isMessage(value)) return describeMessage(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, describe(item)]));
}

interface Field {
  readonly name: string;
}

interface MessageType {
  readonly fullName: string;
  readonly fieldsArray: readonly Field[];
  toObject(message: object, options: object): object;
  verify(message: object): unknown;
}

interface Message {
  readonly $type: MessageType;
  toJSON(): object;
}

/** Its own properties in their order, what absent fields give, and its forms. */
function describeMessage(message: Message): unknown {
  const { $type } = message;
  const own = Object.keys(message).map((name) => [name, describe(Reflect.get(message, name))]);
  const absent = $type.fieldsArray.filter(({ name }) => !Object.hasOwn(message, name));
  return {
    message: $type.fullName,
    class: message.constructor.name,
    own,
    absent: absent.map(({ name }) => [name, describe(Reflect.get(message, name))]),
    inherited: inheritedNames(message),
    json: JSON.stringify(message),
    object: describe($type.toObject(message, { longs: String, defaults: true, bytes: String })),
    verified: describe($type.verify(message)),
  };
}

/** What a loop over the properties finds besides its own. */
function inheritedNames(message: object): string[] {
  const names: string[] = [];
  for (const name in message) if (!Object.hasOwn(message, name)) names.push(name);
  return names.sort();
}

function isLong(value: object): value is { readonly unsigned: boolean } {
  return "low" in value && "high" in value && "unsigned" in value;
}

function isMessage(value: object): value is Message {
  return "$type" in value && typeof value.$type === "object" && "toJSON" in value;
}
