import { type DescEnum, type DescField, type DescFile, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import type { Contract } from "../contract/contract.ts";
import { describeMeaning } from "../contract/describe-meaning.ts";
import { is64Bit } from "../contract/is-64-bit.ts";
import { isCode } from "../contract/is-code.ts";
import { isRequired } from "../contract/is-required.ts";
import { marketPath } from "../contract/market-path.ts";
import { withShortNames } from "../contract/official-names.ts";
import { packetIdField } from "../contract/packet-id.ts";
import { zonedForms } from "../contract/request-inputs.ts";
import { qualifier, typeName } from "../contract/type-name.ts";
import { commentOf, toDocLines } from "./doc-lines.ts";

/** Emits the strict interface of a message. A field is optional exactly if the schema says so. */
export function interfaceLines(message: DescMessage, contract: Contract): string[] {
  const fields = message.fields.flatMap((field) => {
    const isList = field.fieldKind === "list";
    const name = isList || isRequired(field) ? field.name : `${field.name}?`;
    const suffix = isList ? "[]" : isRequired(field) ? "" : " | undefined";
    return [...fieldDoc(field, contract), `  ${name}: ${fieldType(field, contract)}${suffix};`];
  });
  return [...toDocLines([commentOf(message)]), `export interface ${typeName(message)} {`, ...fields, "}", ""];
}

/** Emits the interface of a message as a request may be written, if that differs from the message. */
export function inputLines(message: DescMessage, contract: Contract): string[] {
  if (!contract.inputs.has(message)) return [];
  const packetId = packetIdField(message);
  const fields = message.fields.flatMap((field) => {
    // The session fills it in.
    if (field.name === packetId) return [];
    const isList = field.fieldKind === "list";
    const type = inputType(field, contract);
    const optional = isList || !isRequired(field);
    return [
      ...fieldDoc(field, contract, inputNotes(field, contract)),
      `  ${field.name}${optional ? "?" : ""}: ${isList ? `readonly (${type})[]` : type}${optional ? " | undefined" : ""};`,
    ];
  });
  const doc = toDocLines([commentOf(message), "As a request may be written: lists may be left out."]);
  return [...doc, `export interface ${typeName(message)}Input {`, ...fields, "}", ""];
}

function fieldDoc(field: DescField, { meanings, names }: Contract, notes: readonly string[] = []): string[] {
  const meaning = meanings.get(field);
  return toDocLines([withShortNames(commentOf(field), names), meaning && describeMeaning(meaning), ...notes], "  ");
}

/** Says what a request may have instead, and which time zone a `Date` is written in. */
function inputNotes(field: DescField, { inputs, meanings }: Contract): string[] {
  if (field.message && isCode(field.message)) return ['Or a code, such as "HK.00700".'];
  const form = inputs.dateForm(field);
  if (form === undefined) return [];
  if (!zonedForms.includes(form)) return ["Or a `Date`."];
  const [source] = marketPath(field.parent, meanings)?.steps ?? [];
  return [`Or a \`Date\`, which is written in the time zone of ${source ? `\`${source}\`` : "the request's market"}.`];
}

function inputType(field: DescField, contract: Contract): string {
  const { inputs } = contract;
  const type = fieldType(field, contract);
  if (field.message && isCode(field.message)) return `${type} | string`;
  if (field.message && inputs.has(field.message)) return `${type}Input`;
  return inputs.dateForm(field) === undefined ? type : `${type} | Date`;
}

function fieldType(field: DescField, { meanings }: Contract): string {
  const { file } = field.parent;
  if (field.fieldKind === "map")
    throw new Error(`${file.name}.proto: map fields are not supported, since OpenD's schema has none`);
  if (field.message) {
    const name = typeName(field.message);
    return field.message.file === file ? name : `${qualifier(field.message.file)}.${name}`;
  }
  const meaning = meanings.get(field);
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

/**
 * An enum is open: a newer gateway may send a number that it does not name. A file that does not import the enum's file
 * imports the enum alone.
 */
function enumType(desc: DescEnum, file: DescFile): string {
  if (desc.parent)
    throw new Error(`${file.name}.proto: enums inside messages are not supported, since OpenD's schema has none`);
  if (desc.file === file) return desc.name;
  return file.dependencies.includes(desc.file)
    ? `${desc.file.name}.${desc.name}`
    : foreignEnum(desc.file.name, desc.name);
}

/** Returns how a file names an enum of a file that it does not import. It may have a message of the same name. */
export function foreignEnum(fileName: string, name: string): string {
  return `${fileName}_${name}`;
}
