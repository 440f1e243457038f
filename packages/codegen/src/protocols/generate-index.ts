import type { Schema } from "@bufbuild/protoplugin";
import { readProtocol } from "../contract/read-protocol.ts";

/**
 * Emits the index of a folder, which exports every protocol by name, and the files of shared types as namespaces.
 *
 * @param own exports of its own
 */
export function generateIndex(schema: Schema, folder: string, own: readonly string[] = []): void {
  const f = schema.generateFile(`${folder}/index.ts`);
  for (const line of own) f.print(line);
  for (const { name } of schema.files.filter(readProtocol)) f.print(`export { ${name} } from "./${name}.js";`);
  for (const { name } of schema.files.filter((file) => !readProtocol(file))) {
    f.print(`export * as ${name} from "./${name}.js";`);
  }
}
