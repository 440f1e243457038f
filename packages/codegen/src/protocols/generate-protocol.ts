import type { DescFile } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import type { Contract } from "../contract/contract.ts";
import { readProtocol } from "../contract/read-protocol.ts";
import { withNested } from "../contract/type-name.ts";
import { commentOf, toDocLines } from "./doc-lines.ts";
import { importLines } from "./import-lines.ts";
import { inNamespace } from "./in-namespace.ts";
import { inputLines, interfaceLines } from "./interface-lines.ts";
import { pagedInputLines, protocolLines } from "./protocol-lines.ts";
import { shapeLines } from "./shape-lines.ts";

/**
 * Emits the module of one `.proto` file: strict interfaces, shapes and, for a protocol, its descriptor. The
 * interfaces of a protocol are in a namespace with its name, so that an editor shows `Qot_GetKL.S2C`.
 */
export function generateProtocol(schema: Schema, file: DescFile, contract: Contract): void {
  const option = readProtocol(file);
  const interfaces = file.messages
    .flatMap(withNested)
    .flatMap((message) => [...interfaceLines(message, contract), ...inputLines(message, contract)]);
  const body = [
    ...(option
      ? inNamespace(file, `The messages of ${file.name}.`, [...interfaces, ...pagedInputLines(option)])
      : interfaces),
    ...shapeLines(file, contract),
    ...(option ? [...toDocLines([commentOf(file)]), ...protocolLines(file, option)] : []),
  ];
  const f = schema.generateFile(`protocols/${file.name}.ts`);
  for (const line of [...importLines(file, body.join("\n"), contract), "", ...body]) f.print(line);
}
