import type { DescEnum, DescFile } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import { shortNames } from "../contract/short-names.ts";
import { commentOf } from "../protocols/doc-lines.ts";
import { textsName } from "./field-texts.ts";

/** Emits what the values of a file's enums mean, as a module of its own: files name enums of files that import them. */
export function generateEnumTexts(schema: Schema, { name, enums }: DescFile): void {
  if (enums.length === 0) return;
  const f = schema.generateFile(`enum-texts/${name}.ts`);
  f.print('import type { EnumTexts } from "../../schema/enum-texts.js";');
  f.print();
  for (const line of enums.flatMap(linesOf)) f.print(line);
}

/** A comment that only repeats the name says nothing. */
function letters(text: string): string {
  return text.replaceAll(/\W|_/g, "").toLowerCase();
}

function linesOf(desc: DescEnum): string[] {
  const names = shortNames(desc);
  const members = desc.values.flatMap((value, index) => {
    const [name = "", text] = [names[index], commentOf(value)];
    return letters(name) === letters(text) ? [] : [`    ${JSON.stringify(name)}: ${JSON.stringify(text)},`];
  });
  return [
    `/** What the values of ${desc.typeName} mean. */`,
    `export const ${textsName(desc.name)}: EnumTexts = {`,
    `  name: ${JSON.stringify(desc.typeName)},`,
    `  text: ${JSON.stringify(commentOf(desc))},`,
    "  members: {",
    ...members,
    "  },",
    "};",
    "",
  ];
}
