import type { Schema } from "@bufbuild/protoplugin";
import { readProtocol } from "../contract/read-protocol.ts";

/** Emits `index.ts`, which exports every protocol by name, and the files of shared types as namespaces. */
export function generateIndex(schema: Schema): void {
  const f = schema.generateFile("protocols/index.ts");
  for (const { name } of schema.files.filter(readProtocol)) f.print(`export { ${name} } from "./${name}.js";`);
  for (const { name } of schema.files.filter((file) => !readProtocol(file))) {
    f.print(`export * as ${name} from "./${name}.js";`);
  }
}
