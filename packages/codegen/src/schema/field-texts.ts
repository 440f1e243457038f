import type { DescField } from "@bufbuild/protobuf";
import type { Contract } from "../contract/contract.ts";
import { isCode } from "../contract/is-code.ts";
import { withShortNames } from "../contract/official-names.ts";
import type { FieldMeaning } from "../contract/read-meaning.ts";
import { typeName } from "../contract/type-name.ts";
import { commentOf } from "../protocols/doc-lines.ts";

/** Emits what a field is in words, and its meaning as far as the plain form does not say it. */
export function fieldTexts(field: DescField, { meanings, names }: Contract): string {
  const meaning = meanings.get(field);
  const members = [
    `text: ${JSON.stringify(withShortNames(commentOf(field), names))}`,
    ...(meaning ? meaningMembers(meaning) : []),
    ...messageMembers(field),
  ];
  return `{ ${members.join(", ")} }`;
}

/** Returns the name of the value that holds the texts of a message or an enum. */
export function textsName(name: string): string {
  return `${name}Texts`;
}

function meaningMembers(meaning: FieldMeaning): string[] {
  switch (meaning.kind) {
    case "enum":
    case "flags":
      return [`enum: ${meaning.desc.file.name}_enums.${textsName(meaning.desc.name)}`];
    case "id":
      return [`id: ${JSON.stringify(meaning.name)}`];
    case "quantity":
      return [`unit: ${JSON.stringify(meaning.name)}`];
    case "number":
      return [`unit: ${JSON.stringify(meaning.form)}`];
    case "price":
    case "money":
      return [`currency: ${JSON.stringify(meaning.currency)}`];
    case "unknown":
      return ["isUnknown: true"];
    case "time":
    case "secret":
      return [];
  }
}

function messageMembers({ message, parent }: DescField): string[] {
  if (!message || isCode(message)) return [];
  const prefix = message.file === parent.file ? "" : `${message.file.name}.`;
  return [`message: ${prefix}${textsName(typeName(message))}`];
}
