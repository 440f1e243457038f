import type { DescFile } from "@bufbuild/protobuf";

/** Puts types into a namespace with the name of their protocol, so that an editor shows `Qot_GetKL.S2C`. */
export function inNamespace({ name }: DescFile, doc: string, lines: readonly string[]): string[] {
  return [
    `/** ${doc} */`,
    `export declare namespace ${name} {`,
    ...lines.map((line) => (line === "" ? "" : `  ${line}`)),
    "}",
    "",
  ];
}
