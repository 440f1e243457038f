import { buildDescriptors, type FileJson, type MessageJson } from "@opend/test-kit/schema/descriptors";

/** A protocol, as programs see it. */
export const kinds = {
  KIND_QUERY: "query",
  KIND_COMMAND: "command",
  KIND_SESSION: "session",
  KIND_PUSH: "push",
} as const;

// The parts of the option (opend.protocol) that docs/protocols.md shows, in protobuf's JSON form.
interface SecurityPushJson {
  readonly subTypes?: readonly number[];
  readonly selector?: { readonly field: string };
}
export interface OptionJson {
  readonly id: number;
  readonly kind: keyof typeof kinds;
  readonly paging?: {
    readonly key?: { readonly requestField: string };
    readonly pageSize?: { readonly min: number; readonly max?: number };
  };
  readonly rateLimit?: {
    readonly requests: number;
    readonly perSeconds: number;
    readonly firstPageOnly?: boolean;
    readonly scope?: string;
    readonly minIntervalMs?: number;
    readonly onlyIf?: string;
    readonly budgetOf?: string;
  };
  readonly push?: {
    readonly quote?: SecurityPushJson;
    readonly eventContract?: SecurityPushJson;
    readonly account?: object;
  };
}

/** A schema file and the facts that it states about itself. */
export interface SchemaFile {
  readonly name: string;
  /** The first sentence of its comment, without the name. */
  readonly gives: string;
  /** Undefined for a file that is not a protocol. */
  readonly option: OptionJson | undefined;
  /** All of its messages, including nested ones. */
  readonly messages: readonly MessageJson[];
  readonly enums: NonNullable<FileJson["enumType"]>;
}

/** Every schema file, by name. */
export function readSchemaFiles(): SchemaFile[] {
  return buildDescriptors()
    .map((file) => ({
      name: file.package,
      gives: firstSentence(file),
      option: file.options?.["[opend.protocol]"] as OptionJson | undefined,
      messages: (file.messageType ?? []).flatMap(withNested),
      enums: file.enumType ?? [],
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function withNested(message: MessageJson): MessageJson[] {
  return [message, ...(message.nestedType ?? []).flatMap(withNested)];
}

/** Reads the comment above `syntax`, which is field 12 of a file. */
function firstSentence({ package: name, sourceCodeInfo }: FileJson): string {
  const comment = sourceCodeInfo.location.find(({ path }) => path?.length === 1 && path[0] === 12)?.leadingComments;
  const text = (comment ?? "").replace(/\s+/g, " ").trim();
  const [, sentence] = /^(?:(?:Protocol \d+, )?\w+(?: \(\d+\))?: )?(.+?)\.(?: |$)/.exec(text) ?? [];
  if (sentence === undefined) throw new Error(`${name}.proto does not begin with a one-sentence comment`);
  return sentence[0]?.toUpperCase() + sentence.slice(1);
}
