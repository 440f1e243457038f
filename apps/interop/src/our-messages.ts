// Core's generated readers and writers, by file.
import { schemaFiles } from "@opend/test-kit/schema/schema-files";

/** Reads and writes one kind of message. */
export interface MessageFns {
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
}

const modules = new Map(
  await Promise.all(
    schemaFiles.map(async (file): Promise<[string, Readonly<Record<string, unknown>>]> => {
      return [file, await import(`../../../packages/core/src/gen/messages/${file}.ts`)];
    }),
  ),
);

/** Our reader and writer for an official type such as `Qot_Common.Security`. */
export function ourMessage(file: string, typeName: string): MessageFns {
  const fns = modules.get(file)?.[typeName];
  if (!isMessageFns(fns)) throw new Error(`core has no message ${file}.${typeName}`);
  return fns;
}

function isMessageFns(value: unknown): value is MessageFns {
  return typeof value === "object" && value !== null && "encode" in value && "decode" in value;
}
