import type { DescFile } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import { kindNames } from "../contract/kind-names.ts";
import { messageNamed } from "../contract/message-named.ts";
import { packetIdField } from "../contract/packet-id.ts";
import { readProtocol } from "../contract/read-protocol.ts";
import { Kind, type Protocol } from "../gen/opend/options_pb.js";
import { rateLimitMembers } from "../protocols/rate-limit-members.ts";
import { describeProtocol } from "./describe-protocol.ts";

/** Protocols below it belong to the WebSocket relay. The official tables leave them out. */
const firstOfGateway = 1000;

/** Emits the table of commands, as the official packages export it, and what sending a command has to know. */
export function generateCommands(schema: Schema): void {
  const protocols = schema.files
    .flatMap((file) => {
      const option = readProtocol(file);
      return option && option.id >= firstOfGateway ? [{ file, option }] : [];
    })
    .sort((a, b) => a.option.id - b.option.id);
  const f = schema.generateFile("protocols/commands.ts");
  const sent = protocols.filter(({ option }) => option.kind !== Kind.PUSH);
  const traits = sent.map(({ file, option }) => `  [${option.id}, { ${traitMembers(file, option).join(", ")} }],`);
  const typed = sent.map(({ file }) => file.name).filter((name) => traits.some((line) => line.includes(`${name}.C2S`)));
  f.print(`import type { ${typed.join(", ")} } from "@opend/core/protocols";`);
  f.print('import type { Traits } from "../../types/traits.js";');
  f.print();
  f.print("/** Every protocol, as the official packages list them. */");
  f.print("export const commands = {");
  for (const { file, option } of protocols) {
    const members = [
      `cmd: ${option.id}`,
      `name: "${file.name}"`,
      `description: ${JSON.stringify(describeProtocol(file))}`,
    ];
    f.print(`  ${file.name.replaceAll("_", "")}: { ${members.join(", ")} },`);
  }
  f.print("} as const;");
  f.print();
  f.print("/** What sending a request has to know of its protocol, by id. */");
  f.print("export const traits: ReadonlyMap<number, Traits> = new Map<number, Traits>([");
  for (const line of traits) f.print(line);
  f.print("]);");
}

function traitMembers(file: DescFile, { kind, rateLimit, paging }: Protocol): string[] {
  const packetId = packetIdField(messageNamed(file, "C2S"));
  return [
    `kind: "${kindNames[kind]}"`,
    ...(packetId ? [`packetId: "${packetId}"`] : []),
    ...(rateLimit
      ? [`rateLimit: { ${rateLimitMembers(file, rateLimit, paging, `c2s: ${file.name}.C2S`).join(", ")} }`]
      : []),
  ];
}
