import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import { readProtocol } from "../contract/read-protocol.ts";
import type { RequestInputs } from "../contract/request-inputs.ts";
import { withNested } from "../contract/type-name.ts";
import { commentOf, toDocLines } from "./doc-lines.ts";
import { enumLines } from "./enum-lines.ts";
import { importLines } from "./import-lines.ts";
import { inputLines, interfaceLines } from "./interface-lines.ts";
import { pagedInputLines, protocolLines } from "./protocol-lines.ts";
import { shapeLines } from "./shape-lines.ts";

/**
 * Emits the module of one `.proto` file: enums, strict interfaces, shapes and, for a protocol, its descriptor. The
 * interfaces of a protocol are in a namespace with its name, so that an editor shows `Qot_GetKL.S2C`.
 *
 * @param listed the messages that occur in lists, of all files
 * @param inputs how requests may be written
 */
export function generateProtocol(
  schema: Schema,
  file: DescFile,
  listed: ReadonlySet<DescMessage>,
  inputs: RequestInputs,
): void {
  const option = readProtocol(file);
  const interfaces = file.messages
    .flatMap(withNested)
    .flatMap((message) => [...interfaceLines(message), ...inputLines(message, inputs)]);
  const body = [
    ...file.enums.flatMap(enumLines),
    ...(option ? inNamespace(file, [...interfaces, ...pagedInputLines(option)]) : interfaces),
    ...shapeLines(file, listed, inputs),
    ...(option ? [...toDocLines([commentOf(file)]), ...protocolLines(file, option)] : []),
  ];
  const f = schema.generateFile(`protocols/${file.name}.ts`);
  for (const line of [...importLines(file, body.join("\n")), "", ...body]) f.print(line);
}

function inNamespace({ name }: DescFile, lines: readonly string[]): string[] {
  return [
    `/** The messages of ${name}. */`,
    `export declare namespace ${name} {`,
    ...lines.map((line) => (line === "" ? "" : `  ${line}`)),
    "}",
    "",
  ];
}
