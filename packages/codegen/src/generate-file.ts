import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import { enumLines } from "./enum-lines.ts";
import { docLines, interfaceLines } from "./interface-lines.ts";
import { protocolLines } from "./protocol-lines.ts";
import { readProtocol } from "./read-protocol.ts";
import { shapeLines } from "./shape-lines.ts";
import { withNested } from "./type-name.ts";

/**
 * Emits the module of one `.proto` file: enums, strict interfaces, shapes and, for a protocol, its descriptor.
 *
 * @param listed the messages of all files that stand in lists
 */
export function generateFile(schema: Schema, file: DescFile, listed: ReadonlySet<DescMessage>): void {
  const option = readProtocol(file);
  const body = [
    ...file.enums.flatMap(enumLines),
    ...file.messages.flatMap(withNested).flatMap(interfaceLines),
    ...shapeLines(file, listed),
    ...(option ? [...docLines(file), ...protocolLines(file, option)] : []),
  ];
  const f = schema.generateFile(`${file.name}.ts`);
  for (const line of [...importLines(file, body.join("\n")), "", ...body]) f.print(line);
}

/** Imports what the body names, and nothing else: a protocol loads only what it refers to. */
function importLines(file: DescFile, body: string): string[] {
  const code = body.replaceAll(/\/\*\*.*?\*\//g, "").replaceAll(/"[^"\n]*"/g, '""');
  const uses = (name: string) => new RegExp(`(?<![\\w.])${name}\\b`).test(code);
  const pick = (...names: string[]) => names.filter(uses).join(", ");
  const types = pick("PagedProtocol", "Reply", "RequestProtocol");
  const pushTypes = pick("AccountPushProtocol", "EventContractPushProtocol", "PlainPushProtocol", "QuotePushProtocol");
  const paging = pick("cursorToKey", "cursorToOffset", "isKeyCursor", "isOffsetCursor", "keyToCursor", "nextOffset");
  const lines: string[] = [];
  if (uses("createCodec")) lines.push(`import { createCodec } from "../../protocol/codec.js";`);
  if (uses("completeLists")) lines.push(`import { completeLists } from "../../protocol/complete-lists.js";`);
  if (uses("MessageShape")) lines.push(`import type { MessageShape } from "../../protocol/message-shape.js";`);
  if (paging) lines.push(`import { ${paging} } from "../../protocol/paging.js";`);
  if (types) lines.push(`import type { ${types} } from "../../protocol/protocol.js";`);
  if (pushTypes) lines.push(`import type { ${pushTypes} } from "../../protocol/push-protocol.js";`);
  for (const [name, module] of subscriptions) {
    if (uses(name)) lines.push(`import { ${name} } from "../../protocol/${module}.js";`);
  }
  if (uses("streamPushes")) lines.push(`import { streamPushes } from "../../push/stream-pushes.js";`);
  if (uses("messages")) lines.push(`import * as messages from "../messages/${file.name}.js";`);
  for (const { name } of file.dependencies) {
    if (uses(name)) {
      lines.push(
        `import ${new RegExp(`${name}\\.\\w+Shape\\b`).test(code) ? "" : "type "}* as ${name} from "./${name}.js";`,
      );
    }
  }
  return lines;
}

/** What subscribes pushes. Each loads the protocol that it asks with, so a push brings along only its own. */
const subscriptions = [
  ["subscribeAccounts", "subscribe-accounts"],
  ["subscribeEventContracts", "subscribe-event-contracts"],
  ["subscribeQuotes", "subscribe-quotes"],
] as const;
