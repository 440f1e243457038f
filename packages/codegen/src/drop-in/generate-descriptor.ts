import { type DescEnum, type DescField, type DescFile, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import { isRequired } from "../contract/is-required.ts";

/** A definition in the JSON form that protobufjs reads. */
type Json = Readonly<Record<string, unknown>>;

/** Emits the messages and enums of all files, in the JSON form that protobufjs reads. */
export function generateDescriptor(schema: Schema): void {
  const nested = Object.fromEntries(schema.files.map((file) => [file.proto.package, { nested: definitionsOf(file) }]));
  const f = schema.generateFile("definitions/descriptor.ts");
  f.print("/** The messages and enums of the contract, in the JSON form that protobufjs reads. */");
  // Reading a text is faster than running a literal of this size.
  f.print(`export const descriptor = ${JSON.stringify(JSON.stringify({ nested }))};`);
}

function definitionsOf({
  enums,
  messages,
}: DescFile | { enums: readonly DescEnum[]; messages: readonly DescMessage[] }) {
  return Object.fromEntries([
    ...enums.map((desc) => [desc.name, enumJson(desc)] as const),
    ...messages.map((desc) => [desc.name, messageJson(desc)] as const),
  ]);
}

function enumJson({ values, proto }: DescEnum): Json {
  return {
    ...(proto.options?.allowAlias && { options: { allow_alias: true } }),
    values: Object.fromEntries(values.map(({ name, number }) => [name, number])),
  };
}

function messageJson({ fields, nestedEnums, nestedMessages }: DescMessage): Json {
  const nested = definitionsOf({ enums: nestedEnums, messages: nestedMessages });
  return {
    fields: Object.fromEntries(fields.map((field) => [officialFieldName(field.name), fieldJson(field)])),
    ...(Object.keys(nested).length > 0 && { nested }),
  };
}

function fieldJson(field: DescField): Json {
  const { number: id, fieldKind } = field;
  const rule = fieldKind === "list" ? "repeated" : isRequired(field) ? "required" : undefined;
  const type = field.message?.typeName ?? field.enum?.typeName ?? scalarName(field);
  const value = fieldKind === "scalar" || fieldKind === "enum" ? field.getDefaultValue() : undefined;
  const options = {
    // Lists of numbers are not packed in proto2, which protobufjs does not know from a descriptor.
    ...(fieldKind === "list" && !field.message && isPackable(field) && !field.packed && { packed: false }),
    ...(value !== undefined && { default: defaultJson(field, value) }),
  };
  return { ...(rule && { rule }), type, id, ...(Object.keys(options).length > 0 && { options }) };
}

function isPackable({ scalar }: DescField): boolean {
  return scalar !== ScalarType.STRING && scalar !== ScalarType.BYTES;
}

function scalarName({ name, scalar }: DescField): string {
  const type = scalar === undefined ? undefined : ScalarType[scalar];
  if (type === undefined) throw new Error(`${name} is neither a message, an enum nor a scalar`);
  return type.toLowerCase();
}

/** The default of an enum is written by name. */
function defaultJson(field: DescField, value: unknown): unknown {
  if (field.enum) return field.enum.values.find(({ number }) => number === value)?.name;
  return typeof value === "bigint" ? Number(value) : value;
}

/** The official packages have the names of fields in camel case, as protobufjs writes it. */
function officialFieldName(name: string): string {
  return name.slice(0, 1) + name.slice(1).replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
