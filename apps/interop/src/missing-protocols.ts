import type { FileJson } from "@opend/test-kit/schema/descriptors";
import { withoutProtocol } from "@opend/test-kit/schema/without-protocol";

/** Returns a line for each schema file that should say which protocol it is. */
export function missingProtocols(files: readonly FileJson[]): string[] {
  return files
    .filter(({ package: file, options }) => options?.["[opend.protocol]"] === undefined && !(file in withoutProtocol))
    .map(({ package: file }) => `${file}.proto needs (opend.protocol), or a reason in without-protocol.ts`);
}
