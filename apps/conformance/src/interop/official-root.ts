// The schema of the official client, as protobufjs reflection.
import "futu-api/proto.js";
import { createRequire } from "node:module";
import protobuf from "protobufjs";

interface LongType {
  new (low: number, high: number, unsigned: boolean): object;
  fromString(text: string, unsigned: boolean): object;
  isLong(value: unknown): boolean;
}

/** The class of the official client's 64-bit integers. */
export const Long: LongType = createRequire(import.meta.resolve("futu-api/proto.js"))("long");

// Without it they would be rounded; the official client does the same.
Object.assign(protobuf.util, { Long });
protobuf.configure();

/** All that the official client knows. */
export const officialRoot: protobuf.Root = resolveDefaultRoot();

/** Message types of an official schema file, such as `Qot_Common`. */
export function officialTypes(file: string): protobuf.Type[] {
  return typesIn(officialRoot.lookup(file) as protobuf.Namespace);
}

/** Enums of an official schema file. */
export function officialEnums(file: string): protobuf.Enum[] {
  return nestedIn(officialRoot.lookup(file) as protobuf.Namespace).filter((item) => item instanceof protobuf.Enum);
}

function typesIn(parent: protobuf.NamespaceBase): protobuf.Type[] {
  return nestedIn(parent).filter((item) => item instanceof protobuf.Type);
}

function nestedIn(parent: protobuf.NamespaceBase): protobuf.ReflectionObject[] {
  return parent.nestedArray.flatMap((item) =>
    item instanceof protobuf.Namespace || item instanceof protobuf.Type ? [item, ...nestedIn(item)] : [item],
  );
}

function resolveDefaultRoot(): protobuf.Root {
  const root = protobuf.roots["default"];
  if (!(root instanceof protobuf.Root)) throw new Error("the official client has no schema");
  return root.resolveAll() as protobuf.Root;
}

/** Message types that fields of a type have. */
export function fieldTypes(type: protobuf.Type): protobuf.Type[] {
  return type.fieldsArray.map(({ resolvedType }) => resolvedType).filter((item) => item instanceof protobuf.Type);
}
