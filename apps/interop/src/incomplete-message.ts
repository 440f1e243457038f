import type { PlainMessage } from "@opend/test-kit/official/message-arbitrary";
import { fieldTypes } from "@opend/test-kit/official/official-root";
import protobuf from "protobufjs";

/** A message without one of its required fields. */
export interface IncompleteMessage {
  readonly message: PlainMessage;
  /** Where the field would be, such as `s2c.list[0].name`. */
  readonly path: string;
}

/** Whether messages of a type have a required field, also in nested messages. */
export function canBeIncomplete(type: protobuf.Type): boolean {
  return type.fieldsArray.some(({ required }) => required) || fieldTypes(type).some(canBeIncomplete);
}

/** Returns copies of a message. Each lacks one required field. In lists, only the last item loses a field. */
export function incompleteVersions(type: protobuf.Type, message: PlainMessage): IncompleteMessage[] {
  return type.fieldsArray.flatMap(({ name, required, resolvedType }): IncompleteMessage[] => {
    const { [name]: value, ...rest } = message;
    const without = required ? [{ message: rest, path: name }] : [];
    if (!(resolvedType instanceof protobuf.Type) || value === undefined) return without;
    return [
      ...without,
      ...incompleteValues(resolvedType, value, name).map(({ inner, path }) => ({
        message: { ...rest, [name]: inner },
        path,
      })),
    ];
  });
}

function incompleteValues(type: protobuf.Type, value: unknown, name: string): { inner: unknown; path: string }[] {
  if (!Array.isArray(value)) {
    const versions = incompleteVersions(type, value as PlainMessage);
    return versions.map(({ message, path }) => ({ inner: message, path: `${name}.${path}` }));
  }
  const before = value.slice(0, -1);
  const versions = value.slice(-1).flatMap((last) => incompleteVersions(type, last));
  return versions.map(({ message, path }) => ({
    inner: [...before, message],
    path: `${name}[${before.length}].${path}`,
  }));
}
