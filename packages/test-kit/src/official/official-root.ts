// The schema of the official client, as protobufjs reflection. It comes from the `.proto` files, because the bundled code
// of the client changes names with an underscore.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";

interface LongType {
  new (low: number, high: number, unsigned: boolean): object;
  fromString(text: string, unsigned: boolean): object;
  isLong(value: unknown): boolean;
}

/** The class of the official client's 64-bit integers. */
export const Long: LongType = createRequire(import.meta.resolve("futu-api/proto.js"))("long");

// Without this, protobufjs would round them. The official client does the same.
Object.assign(protobuf.util, { Long });
protobuf.configure();

const folder = join(dirname(fileURLToPath(import.meta.resolve("futu-api/proto.js"))), "proto");

/** The official schema files, without `.proto`. */
export const officialFiles: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith(".proto"))
  .map((file) => file.slice(0, -".proto".length))
  .sort();

/** The text of an official schema file, such as `Qot_Common`. */
export function officialText(file: string): string {
  return readFileSync(join(folder, `${file}.proto`), "utf8");
}

/** All definitions of the official client. */
export const officialRoot: protobuf.Root = readSchema();

/** The message types of an official schema file, such as `Qot_Common`. */
export function officialTypes(file: string): protobuf.Type[] {
  return typesIn(officialRoot.lookup(file) as protobuf.Namespace);
}

/** The enums of an official schema file. */
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

function readSchema(): protobuf.Root {
  const root = new protobuf.Root();
  root.resolvePath = (_, target) => (target.startsWith(folder) ? target : join(folder, target));
  root.loadSync(
    officialFiles.map((file) => join(folder, `${file}.proto`)),
    { keepCase: true },
  );
  root.resolveAll();
  return root;
}

/** The message types that the fields of a type have. */
export function fieldTypes(type: protobuf.Type): protobuf.Type[] {
  return type.fieldsArray.map(({ resolvedType }) => resolvedType).filter((item) => item instanceof protobuf.Type);
}
