import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import type { Contract } from "../contract/contract.ts";
import { isCode } from "../contract/is-code.ts";
import { isRequired } from "../contract/is-required.ts";
import { withShortNames } from "../contract/official-names.ts";
import { packetIdField } from "../contract/packet-id.ts";
import { plainRule } from "../contract/plain-rule.ts";
import { qualifier, typeName } from "../contract/type-name.ts";
import { commentOf, toDocLines } from "../protocols/doc-lines.ts";
import { describePlain } from "./describe-plain.ts";

/** Emits the interface of a message's plain form. In requests lists may be left out, and the session fills in packet ids. */
export function plainTypeLines(message: DescMessage, contract: Contract): string[] {
  if (isCode(message)) return [];
  const isInput = contract.inputs.has(message);
  const packetId = packetIdField(message);
  const fields = message.fields.flatMap((field) => {
    const isFilled = field.name === packetId;
    const isList = field.fieldKind === "list";
    const isOptional = isList ? isInput : isFilled || !isRequired(field);
    const type = plainType(field, contract);
    const list = isInput ? `readonly (${type})[]` : `(${type})[]`;
    return [
      ...toDocLines(
        [
          withShortNames(commentOf(field), contract.names),
          describePlain(field, contract),
          isFilled ? "The session fills it in." : undefined,
        ],
        "  ",
      ),
      `  ${field.name}${isOptional ? "?" : ""}: ${isList ? list : type}${isOptional ? " | undefined" : ""};`,
    ];
  });
  return [...toDocLines([commentOf(message)]), `export interface ${typeName(message)} {`, ...fields, "}", ""];
}

function plainType(field: DescField, { meanings }: Contract): string {
  const { message } = field;
  const { file } = field.parent;
  if (message) {
    if (isCode(message)) return "string";
    return message.file === file ? typeName(message) : `${qualifier(message.file)}.${typeName(message)}`;
  }
  const meaning = meanings.get(field);
  if (meaning?.kind === "enum") return `${enumNameType(meaning.desc.file.name, meaning.desc.name)} | number`;
  if (meaning?.kind === "flags") {
    return `readonly (${enumNameType(meaning.desc.file.name, meaning.desc.name)} | number)[]`;
  }
  const rule = plainRule(field, meaning);
  if (rule === "quantity") return "number";
  if (rule !== "same") return "string";
  switch (field.scalar) {
    case ScalarType.BOOL:
      return "boolean";
    case ScalarType.INT32:
    case ScalarType.UINT32:
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return "number";
    default:
      return "string";
  }
}

/** Returns how a module names the type of an enum's names. */
export function enumNameType(fileName: string, name: string): string {
  return `${fileName}_enums.${name}Name`;
}
