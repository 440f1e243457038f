import type { DescFile } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import type { Contract } from "../contract/contract.ts";
import { isCode } from "../contract/is-code.ts";
import { readProtocol } from "../contract/read-protocol.ts";
import { typeName, withNested } from "../contract/type-name.ts";
import { Kind } from "../gen/opend/options_pb.js";
import { plainExports } from "../plain/generate-plain.ts";
import { commentOf, toDocLines } from "../protocols/doc-lines.ts";
import { inNamespace } from "../protocols/in-namespace.ts";
import { aboutProtocol } from "./about-protocol.ts";
import { messageTextsLines } from "./message-texts-lines.ts";

/** What the index of described protocols has besides them. */
export const schemaExports: readonly string[] = [
  ...plainExports,
  'export type { Column } from "../../schema/column.js";',
  'export { columnsOf, rowsOf } from "../../schema/columns-of.js";',
  'export type { DescribedPush, DescribedRequest } from "../../schema/described-protocol.js";',
  'export type { EnumTexts } from "../../schema/enum-texts.js";',
  'export type { JsonSchema } from "../../schema/json-schema.js";',
  'export { jsonSchemaOf } from "../../schema/json-schema-of.js";',
  'export type { FieldTexts, MessageTexts } from "../../schema/message-texts.js";',
];

/** Emits the module of one `.proto` file with the texts of its messages and, for a protocol, the protocol with them. */
export function generateSchema(schema: Schema, file: DescFile, contract: Contract): void {
  const f = schema.generateFile(`schema/${file.name}.ts`);
  const body = [...messageTextsLines(file, contract), ...protocolLines(file)];
  for (const line of [...importLines(file, contract), "", ...body]) f.print(line);
}

/** Emits the protocol. Its namespace has the types of the plain forms, so that programs need one import. */
function protocolLines(file: DescFile): string[] {
  const option = readProtocol(file);
  if (option === undefined) return [];
  const { kind, paging } = option;
  const { name } = file;
  const messages = file.messages.flatMap(withNested).filter((message) => !isCode(message));
  const types = [...messages.map(typeName), ...(paging ? ["PagedRequest"] : [])].map(
    (type) => `export type ${type} = plain.${name}.${type};`,
  );
  const texts = kind === Kind.PUSH ? "reply: S2CTexts" : "request: C2STexts, reply: S2CTexts";
  return [
    ...inNamespace(file, `The plain forms of the messages of ${name}.`, types),
    ...toDocLines([commentOf(file), "With the plain forms of its messages, and what these hold."]),
    `export const ${name}: typeof plain.${name} & ${describedType(kind)} = {`,
    `  ...plain.${name},`,
    `  described: { text: ${JSON.stringify(aboutProtocol(file))}, ${texts} },`,
    "};",
  ];
}

function describedType(kind: Kind): string {
  return kind === Kind.PUSH ? "DescribedPush" : "DescribedRequest";
}

function importLines(file: DescFile, { meanings }: Contract): string[] {
  const fields = file.messages.flatMap(withNested).flatMap((message) => message.fields);
  const enumFiles = fields.flatMap((field) => {
    const meaning = meanings.get(field);
    return meaning?.kind === "enum" || meaning?.kind === "flags" ? [meaning.desc.file.name] : [];
  });
  const messageFiles = fields.flatMap(({ message }) =>
    message && !isCode(message) && message.file !== file ? [message.file.name] : [],
  );
  const kind = readProtocol(file)?.kind;
  return [
    ...(kind === undefined
      ? []
      : [`import type { ${describedType(kind)} } from "../../schema/described-protocol.js";`]),
    ...(file.messages.length > 0 ? ['import type { MessageTexts } from "../../schema/message-texts.js";'] : []),
    ...inOrder(enumFiles).map((name) => `import * as ${name}_enums from "../enum-texts/${name}.js";`),
    ...(kind === undefined ? [] : [`import * as plain from "../plain/${file.name}.js";`]),
    ...inOrder(messageFiles).map((name) => `import * as ${name} from "./${name}.js";`),
    `export * from "../plain/${file.name}.js";`,
  ];
}

function inOrder(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
