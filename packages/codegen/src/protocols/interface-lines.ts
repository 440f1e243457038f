import {
  type DescEnum,
  type DescEnumValue,
  type DescField,
  type DescFile,
  type DescMessage,
  ScalarType,
} from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import { getComments } from "@bufbuild/protoplugin";
import { typeName } from "./type-name.ts";

/** Returns the comment of a descriptor as a docstring. */
export function docLines(desc: DescMessage | DescField | DescEnum | DescEnumValue | DescFile, indent = ""): string[] {
  const { leading } = desc.kind === "file" ? { leading: fileComment(desc) } : getComments(desc);
  const lines = (leading ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.length > 0 ? [`${indent}/** ${lines.join(" ").replaceAll("*/", "* /")} */`] : [];
}

/** Emits the strict interface of a message. A field is optional exactly if the schema says so. */
export function interfaceLines(message: DescMessage): string[] {
  const fields = message.fields.flatMap((field) => {
    const type = fieldType(field, message.file);
    const name = field.fieldKind === "list" || isRequired(field) ? field.name : `${field.name}?`;
    const suffix = field.fieldKind === "list" ? "[]" : isRequired(field) ? "" : " | undefined";
    return [...docLines(field, "  "), `  ${name}: ${type}${suffix};`];
  });
  return [...docLines(message), `export interface ${typeName(message)} {`, ...fields, "}", ""];
}

/** Returns whether the schema labels the field `required`. */
export function isRequired(field: DescField): boolean {
  return field.presence === FeatureSet_FieldPresence.LEGACY_REQUIRED;
}

function fieldType(field: DescField, file: DescFile): string {
  if (field.fieldKind === "map")
    throw new Error(`${file.name}.proto: map fields are not supported, since OpenD's schema has none`);
  if (field.message) {
    const name = typeName(field.message);
    return field.message.file === file ? name : `${field.message.file.name}.${name}`;
  }
  // The type is open, because a newer gateway may send a value that the schema does not name.
  if (field.enum) return field.fieldKind === "list" ? `(${enumType(field.enum, file)})` : enumType(field.enum, file);
  switch (field.scalar) {
    case ScalarType.STRING:
      return "string";
    case ScalarType.BOOL:
      return "boolean";
    case ScalarType.BYTES:
      return "Uint8Array";
    case ScalarType.INT64:
    case ScalarType.UINT64:
    case ScalarType.SINT64:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return "bigint";
    default:
      return "number";
  }
}

function enumType(desc: DescEnum, file: DescFile): string {
  if (desc.parent)
    throw new Error(`${file.name}.proto: enums inside messages are not supported, since OpenD's schema has none`);
  return `${desc.file === file ? "" : `${desc.file.name}.`}${desc.name} | (number & {})`;
}

/** Returns the comment above `syntax`, which describes the file's protocol. */
function fileComment(file: DescFile): string | undefined {
  const SYNTAX_FIELD = 12;
  return file.proto.sourceCodeInfo?.location.find(({ path }) => path.length === 1 && path[0] === SYNTAX_FIELD)
    ?.leadingComments;
}
