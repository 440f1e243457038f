import { buildDescriptors, type EnumJson, type FileJson, type MessageJson } from "@opend/test-kit/schema/descriptors";
import type { FieldFacts, SchemaFacts } from "./schema.js";

/** What our `.proto` files define, by file. */
export function ourSchema(): Readonly<Record<string, SchemaFacts>> {
  return Object.fromEntries(buildDescriptors().map((file) => [file.package, schemaOf(file)]));
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
