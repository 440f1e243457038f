import type { DescField, DescFile, DescMessage } from "@bufbuild/protobuf";
import type { Contract } from "../contract/contract.ts";
import { isCode } from "../contract/is-code.ts";
import { marketPath } from "../contract/market-path.ts";
import { packetIdField } from "../contract/packet-id.ts";
import { plainRule } from "../contract/plain-rule.ts";
import { isProtocol, messagesInOrder, typeName } from "../contract/type-name.ts";
import { marketValue, shapeName } from "../protocols/shape-lines.ts";
import { plainWriterLines, writerName } from "./plain-writer-lines.ts";

/** Emits the plain forms of a file's messages, each after those that it refers to. */
export function plainFormLines(file: DescFile, contract: Contract): string[] {
  return messagesInOrder(file).flatMap((message) => linesOf(message, contract));
}

/** Returns the name of the value that holds the plain form of a message. */
function formName(message: DescMessage): string {
  return `${typeName(message)}Form`;
}

function linesOf(message: DescMessage, contract: Contract): string[] {
  const { file } = message;
  const name = typeName(message);
  const inNamespace = isProtocol(file) ? `${file.name}.${name}` : name;
  const plain = isCode(message) ? "string" : inNamespace;
  const market = marketPath(message, contract.meanings);
  const packetId = packetIdField(message);
  const fields = isCode(message) ? [] : message.fields.map((field) => `    ${field.name}: ${ruleOf(field, contract)},`);
  const timestamps = message.fields.flatMap((field) => {
    const meaning = contract.meanings.get(field);
    const timestamp = meaning?.kind === "time" ? meaning.timestamp : undefined;
    return timestamp ? [`${field.name}: ${JSON.stringify(timestamp.name)}`] : [];
  });
  return [
    ...plainWriterLines(message, contract),
    `/** The plain form of ${message.typeName}. */`,
    `export const ${formName(message)}: PlainForm<wire.${inNamespace}, ${plain}> = /* @__PURE__ */ createPlainForm({`,
    `  name: ${JSON.stringify(message.typeName)},`,
    `  wire: wire.${shapeName(message)},`,
    ...(fields.length > 0 ? ["  fields: {", ...fields, "  },"] : ["  fields: {},"]),
    ...(timestamps.length > 0 ? [`  timestamps: { ${timestamps.join(", ")} },`] : []),
    ...(packetId ? [`  filled: [${JSON.stringify(packetId)}],`] : []),
    ...(isCode(message) ? ["  isCode: true,"] : []),
    ...(market ? [`  market: ${marketValue(market)},`] : []),
    `}, ${writerName(message)});`,
    "",
  ];
}

function ruleOf(field: DescField, { meanings }: Contract): string {
  const { message } = field;
  if (message)
    return message.file === field.parent.file ? formName(message) : `${message.file.name}.${formName(message)}`;
  const meaning = meanings.get(field);
  if (meaning?.kind === "enum" || meaning?.kind === "flags") {
    return `{ ${meaning.kind}: ${meaning.desc.file.name}_enums.${meaning.desc.name} }`;
  }
  return JSON.stringify(plainRule(field, meaning));
}
