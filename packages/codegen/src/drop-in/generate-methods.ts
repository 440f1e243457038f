import type { DescFile } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import { messageNamed } from "../contract/message-named.ts";
import { packetIdField } from "../contract/packet-id.ts";
import { readProtocol } from "../contract/read-protocol.ts";
import { Kind, type Protocol } from "../gen/opend/options_pb.js";
import { toDocLines } from "../protocols/doc-lines.ts";
import { describeProtocol } from "./describe-protocol.ts";
import { methodName } from "./method-name.ts";

/** Emits a class with a method for each protocol that programs send, and the types of all requests, replies and pushes. */
export function generateMethods(schema: Schema): void {
  const protocols = schema.files.flatMap((file) => {
    const option = readProtocol(file);
    return option ? [{ file, option }] : [];
  });
  const sent = protocols.filter(({ option }) => option.kind === Kind.QUERY || option.kind === Kind.COMMAND);
  const f = schema.generateFile("protocols/methods.ts");
  f.print("import type {");
  for (const { file } of protocols) f.print(`  ${file.name},`);
  f.print('} from "@opend/core/protocols";');
  f.print('import type { ReplyIn, RequestIn } from "../../types/message-types.js";');
  f.print();
  f.print("/** The bodies of all protocols, by name. */");
  f.print("export interface Bodies {");
  for (const { file, option } of protocols) f.print(`  ${file.name}: { ${bodyMembers(file, option).join("; ")} };`);
  f.print("}");
  f.print();
  f.print("/** The methods of the official packages, and those that they lack. Each sends one request. */");
  f.print("export abstract class Methods {");
  f.print("  /** Sends a request and returns its whole reply. */");
  f.print("  abstract _sendCmd<N extends keyof Bodies>(");
  f.print("    cmd: number, buff: RequestIn<Bodies, N>, name: N): Promise<ReplyIn<Bodies, N>>;");
  for (const { file, option } of sent) {
    const name = `"${file.name}"`;
    f.print();
    for (const line of toDocLines([`${describeProtocol(file)} Protocol: ${file.name} (${option.id}).`], "  "))
      f.print(line);
    f.print(`  ${methodName(file.name)}(req: RequestIn<Bodies, ${name}>): Promise<ReplyIn<Bodies, ${name}>> {`);
    f.print(`    return this._sendCmd(${option.id}, req, ${name});`);
    f.print("  }");
  }
  f.print("}");
}

function bodyMembers(file: DescFile, { kind, id }: Protocol): string[] {
  const s2c = `s2c: ${file.name}.S2C`;
  if (kind === Kind.PUSH) return ["c2s: never", s2c, `cmd: ${id}`];
  const packetId = packetIdField(messageNamed(file, "C2S"));
  // The client fills in the packet id where a program does not.
  const c2s = `${file.name}.C2S`;
  const written = packetId ? `Omit<${c2s}, "${packetId}"> & Partial<Pick<${c2s}, "${packetId}">>` : c2s;
  return [`c2s: ${written}`, s2c];
}
