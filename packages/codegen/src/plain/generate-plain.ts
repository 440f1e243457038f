import type { DescFile } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import type { Contract } from "../contract/contract.ts";
import { readProtocol } from "../contract/read-protocol.ts";
import { isProtocol, withNested } from "../contract/type-name.ts";
import { Kind } from "../gen/opend/options_pb.js";
import { commentOf, toDocLines } from "../protocols/doc-lines.ts";
import { inNamespace } from "../protocols/in-namespace.ts";
import { plainFormLines } from "./plain-form-lines.ts";
import { plainTypeLines } from "./plain-type-lines.ts";

/** What the index of plain forms has besides them. */
export const plainExports: readonly string[] = [
  'export { fromPlain, toPlain } from "../../plain/convert.js";',
  'export type { PlainForm } from "../../plain/plain-form.js";',
  'export type { PlainPush, PlainRequest } from "../../plain/plain-protocol.js";',
  'export type { PlainRule, PlainShape, PlainTime } from "../../plain/plain-shape.js";',
];

/** Emits the module of one `.proto` file with the plain forms of its messages and, for a protocol, the protocol with them. */
export function generatePlain(schema: Schema, file: DescFile, contract: Contract): void {
  const types = file.messages.flatMap(withNested).flatMap((message) => plainTypeLines(message, contract));
  const body = [
    ...(isProtocol(file) ? inNamespace(file, `The plain forms of the messages of ${file.name}.`, types) : types),
    ...plainFormLines(file, contract),
    ...protocolLines(file),
  ];
  const f = schema.generateFile(`plain/${file.name}.ts`);
  for (const line of [...importLines(file, body.join("\n")), "", ...body]) f.print(line);
}

function protocolLines(file: DescFile): string[] {
  const kind = readProtocol(file)?.kind;
  if (kind === undefined) return [];
  const { name } = file;
  const forms =
    kind === Kind.PUSH
      ? [`PlainPush<wire.${name}.S2C, ${name}.S2C>`, "{ reply: S2CForm }"]
      : [
          `PlainRequest<wire.${name}.C2S, wire.${name}.S2C, ${name}.C2S, ${name}.S2C>`,
          "{ request: C2SForm, reply: S2CForm }",
        ];
  return [
    ...toDocLines([commentOf(file), "With the plain forms of its messages."]),
    `export const ${name}: typeof wire.${name} & ${forms[0]} = { ...wire.${name}, plain: ${forms[1]} };`,
  ];
}

function importLines(file: DescFile, body: string): string[] {
  const code = body.replaceAll(/\/\*\*.*?\*\//g, "").replaceAll(/"[^"\n]*"/g, '""');
  const uses = (name: string) => new RegExp(`(?<![\\w.])${name}\\b`).test(code);
  const zones = [...new Set(code.match(/\bzonesOf\w+/g))].sort();
  const enums = [...new Set([...code.matchAll(/\b(\w+)_enums\./g)].map(([, name]) => name ?? ""))].sort();
  const isValue = (name: string) => new RegExp(`${name}_enums\\.\\w+ \\}`).test(code);
  const types = ["PlainPush", "PlainRequest"].filter(uses);
  const named = file.dependencies.map(({ name }) => name).filter(uses);
  const hasForms = (name: string) => new RegExp(`(?<![\\w.])${name}\\.\\w+Form\\b`).test(code);
  return [
    ...(uses("createPlainForm")
      ? ['import { createPlainForm, type PlainForm } from "../../plain/plain-form.js";']
      : []),
    ...(types.length > 0 ? [`import type { ${types.join(", ")} } from "../../plain/plain-protocol.js";`] : []),
    ...(zones.length > 0 ? [`import { ${zones.join(", ")} } from "../contract/zones.js";`] : []),
    ...enums.map((name) => `import ${isValue(name) ? "" : "type "}* as ${name}_enums from "../enums/${name}.js";`),
    ...(uses("wire") ? [`import * as wire from "../protocols/${file.name}.js";`] : []),
    ...named.map((name) => `import ${hasForms(name) ? "" : "type "}* as ${name} from "./${name}.js";`),
  ];
}
