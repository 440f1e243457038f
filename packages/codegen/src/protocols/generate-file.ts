import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import { enumLines } from "./enum-lines.ts";
import { docLines, interfaceLines } from "./interface-lines.ts";
import { protocolLines } from "./protocol-lines.ts";
import { pushSubscribers } from "./push-subscribers.ts";
import { readProtocol } from "./read-protocol.ts";
import { shapeLines } from "./shape-lines.ts";
import { withNested } from "./type-name.ts";

/**
 * Emits the module of one `.proto` file: enums, strict interfaces, shapes and, for a protocol, its descriptor.
 *
 * @param listed the messages that occur in lists, of all files
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

/** Imports only what the body names, so that a protocol loads only what it refers to. */
function importLines(file: DescFile, body: string): string[] {
  const code = body.replaceAll(/\/\*\*.*?\*\//g, "").replaceAll(/"[^"\n]*"/g, '""');
  const uses = (name: string) => new RegExp(`(?<![\\w.])${name}\\b`).test(code);
  const pick = (...names: string[]) => names.filter(uses).join(", ");
  const types = pick("PagedProtocol", "Reply", "RequestProtocol");
  const pushTypes = pick("AccountPushProtocol", "EventContractPushProtocol", "PlainPushProtocol", "QuotePushProtocol");
  const paging = pick("cursorToKey", "cursorToOffset", "isKeyCursor", "isOffsetCursor", "keyToCursor", "nextOffset");
  const lines: string[] = [];
  if (uses("createCodec")) lines.push(`import { createCodec } from "../../message/codec.js";`);
  if (uses("completeLists")) lines.push(`import { completeLists } from "../../message/complete-lists.js";`);
  if (uses("MessageShape")) lines.push(`import type { MessageShape } from "../../message/message-shape.js";`);
  if (paging) lines.push(`import { ${paging} } from "../../protocol/paging.js";`);
  if (types) lines.push(`import type { ${types} } from "../../protocol/protocol.js";`);
  if (uses("createPushHub")) lines.push(`import { createPushHub } from "../../push/push-hub.js";`);
  if (pushTypes) lines.push(`import type { ${pushTypes} } from "../../push/push-protocol.js";`);
  const subscribers = pushSubscribers.filter(({ subscribe }) => uses(subscribe));
  for (const { subscribe, module } of subscribers)
    lines.push(`import { ${subscribe} } from "../../push/${module}.js";`);
  if (uses("messages")) lines.push(`import * as messages from "../messages/${file.name}.js";`);
  const named = file.dependencies.map(({ name }) => name).filter(uses);
  for (const name of named) {
    const isValue = new RegExp(`${name}\\.\\w+Shape\\b`).test(code);
    lines.push(`import ${isValue ? "" : "type "}* as ${name} from "./${name}.js";`);
  }
  for (const { protocol } of subscribers) lines.push(`import { ${protocol} } from "./${protocol}.js";`);
  return lines;
}
