import type { DescFile } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import { enumLines } from "./enum-lines.ts";

/** Emits the enums of one `.proto` file as a module that imports nothing. */
export function generateEnums(schema: Schema, { name, enums }: DescFile): void {
  if (enums.length === 0) return;
  const f = schema.generateFile(`enums/${name}.ts`);
  for (const line of enums.flatMap(enumLines)) f.print(line);
}
