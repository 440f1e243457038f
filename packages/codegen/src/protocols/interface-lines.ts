import { type DescEnum, type DescField, type DescFile, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { describeMeaning } from "../contract/describe-meaning.ts";
import { isCode } from "../contract/is-code.ts";
import { isRequired } from "../contract/is-required.ts";
import { packetIdField } from "../contract/packet-id.ts";
import { readMeaning } from "../contract/read-meaning.ts";
import type { RequestInputs } from "../contract/request-inputs.ts";
import { qualifier, typeName } from "../contract/type-name.ts";
import { commentOf, toDocLines } from "./doc-lines.ts";

/** Emits the strict interface of a message. A field is optional exactly if the schema says so. */
export function interfaceLines(message: DescMessage): string[] {
  const fields = message.fields.flatMap((field) => {
    const isList = field.fieldKind === "list";
    const name = isList || isRequired(field) ? field.name : `${field.name}?`;
    const suffix = isList ? "[]" : isRequired(field) ? "" : " | undefined";
    return [...fieldDoc(field), `  ${name}: ${fieldType(field, message.file)}${suffix};`];
  });
  return [...toDocLines([commentOf(message)]), `export interface ${typeName(message)} {`, ...fields, "}", ""];
}

/** Emits the interface of a message as a request may be written, if that differs from the message. */
export function inputLines(message: DescMessage, inputs: RequestInputs): string[] {
  if (!inputs.has(message)) return [];
  const packetId = packetIdField(message);
  const fields = message.fields.flatMap((field) => {
    // The session fills it in.
    if (field.name === packetId) return [];
    const isList = field.fieldKind === "list";
    const type = inputType(field, message.file, inputs);
    const optional = isList || !isRequired(field);
    return [
      ...fieldDoc(field, inputNotes(field, inputs)),
      `  ${field.name}${optional ? "?" : ""}: ${isList ? `readonly (${type})[]` : type}${optional ? " | undefined" : ""};`,
    ];
  });
  const doc = toDocLines([commentOf(message), "As a request may be written: lists may be left out."]);
  return [...doc, `export interface ${typeName(message)}Input {`, ...fields, "}", ""];
}

function fieldDoc(field: DescField, notes: readonly string[] = []): string[] {
  const meaning = readMeaning(field);
  return toDocLines([commentOf(field), meaning && describeMeaning(meaning), ...notes], "  ");
}

function inputNotes(field: DescField, inputs: RequestInputs): string[] {
  if (field.message && isCode(field.message)) return ['A message, or a code such as "HK.00700".'];
  return inputs.dateForm(field) === undefined ? [] : ["Takes a `Date` too."];
}

function inputType(field: DescField, file: DescFile, inputs: RequestInputs): string {
  const type = fieldType(field, file);
  if (field.message && isCode(field.message)) return `${type} | string`;
  if (field.message && inputs.has(field.message)) return `${type}Input`;
  return inputs.dateForm(field) === undefined ? type : `${type} | Date`;
}

function fieldType(field: DescField, file: DescFile): string {
  if (field.fieldKind === "map")
    throw new Error(`${file.name}.proto: map fields are not supported, since OpenD's schema has none`);
  if (field.message) {
    const name = typeName(field.message);
    return field.message.file === file ? name : `${qualifier(field.message.file)}.${name}`;
  }
  const meaning = readMeaning(field);
  if (meaning?.kind === "enum" && !is64Bit(field)) return enumType(meaning.desc, file);
  switch (field.scalar) {
    case ScalarType.STRING:
      return "string";
    case ScalarType.BOOL:
      return "boolean";
    case ScalarType.BYTES:
      return "Uint8Array";
    default:
      return is64Bit(field) ? "bigint" : "number";
  }
}

function is64Bit({ scalar }: DescField): boolean {
  return (
    scalar === ScalarType.INT64 ||
    scalar === ScalarType.UINT64 ||
    scalar === ScalarType.SINT64 ||
    scalar === ScalarType.FIXED64 ||
    scalar === ScalarType.SFIXED64
  );
}

/** An enum is open: a newer gateway may send a number that it does not name. */
function enumType(desc: DescEnum, file: DescFile): string {
  if (desc.parent)
    throw new Error(`${file.name}.proto: enums inside messages are not supported, since OpenD's schema has none`);
  return desc.file === file ? desc.name : `${desc.file.name}.${desc.name}`;
}
