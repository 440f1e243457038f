import type { DescFile } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import { docLines, interfaceLines } from "./interface-lines.ts";
import { missingCheckLines } from "./missing-check.ts";
import { protocolLines } from "./protocol-lines.ts";
import { readProtocol } from "./read-protocol.ts";

/** Emits the module of one `.proto` file: strict interfaces, required-field checks and, for a protocol, its descriptor. */
export function generateFile(schema: Schema, file: DescFile): void {
  const option = readProtocol(file);
  const body = [
    ...file.messages.flatMap(interfaceLines),
    ...file.messages.flatMap(missingCheckLines),
    ...(option ? [...docLines(file), ...protocolLines(file, option)] : []),
  ];
  const f = schema.generateFile(`${file.name}.ts`);
  for (const line of [...importLines(file, body.join("\n")), "", ...body]) f.print(line);
}

/** Imports what the body names, and nothing else: a protocol loads only what it refers to. */
function importLines(file: DescFile, body: string): string[] {
  const code = body.replaceAll(/\/\*\*.*?\*\//g, "");
  const uses = (name: string) => new RegExp(`(?<![\\w.])${name}\\b`).test(code);
  const pick = (...names: string[]) => names.filter(uses).join(", ");
  const codecs = pick("always", "createCodec");
  const types = pick("PagedProtocol", "PushProtocol", "QuotePushProtocol", "Reply", "RequestProtocol");
  const lines: string[] = [];
  if (codecs) lines.push(`import { ${codecs} } from "../../protocol/codec.js";`);
  if (types) lines.push(`import type { ${types} } from "../../protocol/protocol.js";`);
  if (uses("enums")) lines.push(`import type * as enums from "../messages/${file.name}.js";`);
  if (uses("messages")) lines.push(`import ${codecs ? "" : "type "}* as messages from "../messages/${file.name}.js";`);
  for (const { name } of file.dependencies) {
    if (uses(`${name}_enums`)) lines.push(`import type * as ${name}_enums from "../messages/${name}.js";`);
    if (uses(name))
      lines.push(`import ${code.includes(`${name}.missingIn`) ? "" : "type "}* as ${name} from "./${name}.js";`);
  }
  if (file.enums.length > 0) {
    lines.push(`export { ${file.enums.map(({ name }) => name).join(", ")} } from "../messages/${file.name}.js";`);
  }
  return lines;
}
