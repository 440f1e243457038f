import type { DescEnum, DescFile } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import { commentOf, toDocLines } from "../protocols/doc-lines.ts";

/** Emits a namespace for each file, as the official packages export them, with the types of its messages and enums. */
export function generateNamespaces(schema: Schema): void {
  const f = schema.generateFile("definitions/namespaces.ts");
  f.print('import type { MessageType, Namespace } from "../../types/reflection.js";');
  for (const file of schema.files) {
    f.print();
    for (const line of toDocLines([commentOf(file) || `The messages and enums of ${file.name}.proto.`])) f.print(line);
    f.print(`export interface ${typeNameOf(file)} extends Namespace {`);
    for (const desc of file.enums) for (const line of enumLines(desc)) f.print(`  ${line}`);
    for (const desc of file.messages) {
      for (const line of toDocLines([commentOf(desc)], "  ")) f.print(line);
      f.print(`  readonly ${desc.name}: MessageType;`);
    }
    f.print("}");
  }
  f.print();
  f.print("/** All namespaces, as properties of the root. */");
  f.print("export interface Namespaces {");
  for (const file of schema.files) f.print(`  readonly ${file.name}: ${typeNameOf(file)};`);
  f.print("}");
  const exported = schema.generateFile("exports/proto.ts");
  exported.print('import { typedRoot } from "../../root/typed-root.js";');
  exported.print('import type { Namespaces } from "../definitions/namespaces.js";');
  exported.print();
  exported.print("export const {");
  for (const file of schema.files) exported.print(`  ${file.name},`);
  exported.print("}: Namespaces = typedRoot;");
}

function typeNameOf(file: DescFile): string {
  return `${file.name}Namespace`;
}

function enumLines(desc: DescEnum): string[] {
  return [
    ...toDocLines([commentOf(desc)]),
    `readonly ${desc.name}: {`,
    ...desc.values.flatMap((value) => [
      ...toDocLines([commentOf(value)], "  "),
      `  readonly ${value.name}: ${value.number};`,
    ]),
    "};",
  ];
}
