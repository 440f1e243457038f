import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import type { Contract } from "../contract/contract.ts";
import { isCode } from "../contract/is-code.ts";
import { withShortNames } from "../contract/official-names.ts";
import { messagesInOrder, typeName } from "../contract/type-name.ts";
import { commentOf } from "../protocols/doc-lines.ts";
import { fieldTexts, textsName } from "./field-texts.ts";

/** Emits the texts of a file's messages, each after those that it refers to. A security code is a text and has none. */
export function messageTextsLines(file: DescFile, contract: Contract): string[] {
  return messagesInOrder(file)
    .filter((message) => !isCode(message))
    .flatMap((message) => linesOf(message, contract));
}

function linesOf(message: DescMessage, contract: Contract): string[] {
  const fields = message.fields.map((field) => `    ${field.name}: ${fieldTexts(field, contract)},`);
  return [
    `/** What the fields of ${message.typeName} hold. */`,
    `export const ${textsName(typeName(message))}: MessageTexts = {`,
    `  text: ${JSON.stringify(withShortNames(commentOf(message), contract.names))},`,
    ...(fields.length > 0 ? ["  fields: {", ...fields, "  },"] : ["  fields: {},"]),
    "};",
    "",
  ];
}
