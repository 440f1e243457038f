import { officialEnums, officialFiles, officialTypes } from "@opend/test-kit/official/official-root";
import type protobuf from "protobufjs";
import type { FieldFacts, SchemaFacts } from "./schema.js";

/** What the schema files of the official client define, by file. */
export function wholeOfficialSchema(): Readonly<Record<string, SchemaFacts>> {
  return Object.fromEntries(officialFiles.map((file) => [file, officialSchema(file)]));
}

/** What the official client's schema file defines. */
export function officialSchema(file: string): SchemaFacts {
  return {
    messages: Object.fromEntries(officialTypes(file).map((type) => [nameOf(type), fieldsOf(type)])),
    enums: Object.fromEntries(officialEnums(file).map((item) => [nameOf(item), { ...item.values }])),
  };
}

function fieldsOf(type: protobuf.Type): Record<string, FieldFacts> {
  return Object.fromEntries(type.fieldsArray.map((field) => [field.name, factsOf(field)]));
}

function factsOf(field: protobuf.Field): FieldFacts {
  const value: unknown = field.options?.["default"];
  return {
    number: field.id,
    type: field.resolvedType ? nameOf(field.resolvedType) : field.type,
    label: field.repeated ? "repeated" : field.required ? "required" : "optional",
    default: value === undefined ? undefined : String(value),
  };
}

function nameOf({ fullName }: protobuf.ReflectionObject): string {
  return fullName.slice(1);
}
