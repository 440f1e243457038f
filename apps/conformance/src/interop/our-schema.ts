import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FieldFacts, SchemaFacts } from "./schema.js";

// A descriptor set in the JSON form of protobuf, as far as it is looked at.
interface FieldJson {
  readonly name: string;
  readonly number: number;
  readonly label: string;
  readonly type: string;
  readonly typeName?: string;
  readonly defaultValue?: string;
}
interface EnumJson {
  readonly name: string;
  readonly value: readonly { readonly name: string; readonly number?: number }[];
}
interface MessageJson {
  readonly name: string;
  readonly field?: readonly FieldJson[];
  readonly nestedType?: readonly MessageJson[];
  readonly enumType?: readonly EnumJson[];
}
interface FileJson {
  readonly package: string;
  readonly messageType?: readonly MessageJson[];
  readonly enumType?: readonly EnumJson[];
}

/** What our `.proto` files define, by file. */
export function ourSchema(): Readonly<Record<string, SchemaFacts>> {
  const { file }: { readonly file: readonly FileJson[] } = JSON.parse(buildDescriptors());
  return Object.fromEntries(file.map((item) => [item.package, schemaOf(item)]));
}

function buildDescriptors(): string {
  const manifest = createRequire(import.meta.url).resolve("@bufbuild/buf/package.json");
  const repository = fileURLToPath(new URL("../../../..", import.meta.url));
  const args = [join(dirname(manifest), "bin/buf"), "build", "proto", "--output", "-#format=json"];
  return execFileSync(process.execPath, args, { cwd: repository, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

function schemaOf({ package: name, messageType = [], enumType = [] }: FileJson): SchemaFacts {
  const messages = messageType.flatMap((message) => withNested(name, message));
  const enums = [
    ...enumType.map((item) => [`${name}.${item.name}`, valuesOf(item)] as const),
    ...messages.flatMap(([parent, message]) =>
      (message.enumType ?? []).map((item) => [`${parent}.${item.name}`, valuesOf(item)] as const),
    ),
  ];
  return {
    messages: Object.fromEntries(messages.map(([fullName, message]) => [fullName, fieldsOf(message)])),
    enums: Object.fromEntries(enums),
  };
}

function withNested(parent: string, message: MessageJson): (readonly [string, MessageJson])[] {
  const fullName = `${parent}.${message.name}`;
  return [[fullName, message], ...(message.nestedType ?? []).flatMap((nested) => withNested(fullName, nested))];
}

function fieldsOf({ field = [] }: MessageJson): Record<string, FieldFacts> {
  return Object.fromEntries(
    field.map(({ name, number, type, typeName, label, defaultValue }) => [
      name,
      {
        number,
        type: typeName === undefined ? type.replace("TYPE_", "").toLowerCase() : typeName.slice(1),
        label: label.replace("LABEL_", "").toLowerCase() as FieldFacts["label"],
        default: defaultValue,
      },
    ]),
  );
}

function valuesOf({ value }: EnumJson): Record<string, number> {
  return Object.fromEntries(value.map(({ name, number = 0 }) => [name, number]));
}
