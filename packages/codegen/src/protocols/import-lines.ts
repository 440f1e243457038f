import type { DescFile } from "@bufbuild/protobuf";
import type { Contract } from "../contract/contract.ts";
import { pushSubscribers } from "./push-subscribers.ts";

/** The functions and types that generated protocols take from core, by module. */
const modules: readonly { readonly from: string; readonly names: readonly string[]; readonly areTypes?: true }[] = [
  { from: "../../message/codec.js", names: ["createCodec"] },
  { from: "../../message/complete-request.js", names: ["completeRequest"] },
  { from: "../../message/message-shape.js", names: ["MessageShape"], areTypes: true },
  {
    from: "../../protocol/paging.js",
    names: ["cursorToKey", "cursorToOffset", "isKeyCursor", "isOffsetCursor", "keyToCursor", "nextOffset"],
  },
  { from: "../../protocol/protocol.js", names: ["PagedProtocol", "Reply", "RequestProtocol"], areTypes: true },
  { from: "../../protocol/security.js", names: ["security"] },
  {
    from: "../../protocol/write-date.js",
    names: [
      ...["writeCompactDay", "writeDay", "writeIso", "writeMicroseconds", "writeMilliseconds", "writeMoment"],
      ...["writeSeconds", "writeSlashedDay"],
    ],
  },
  { from: "../../push/push-hub.js", names: ["createPushHub"] },
  {
    from: "../../push/push-protocol.js",
    names: ["AccountPushProtocol", "EventContractPushProtocol", "PlainPushProtocol", "QuotePushProtocol"],
    areTypes: true,
  },
];

/** Imports only what the body names, so that a protocol loads only what it refers to. */
export function importLines(file: DescFile, body: string, { files }: Contract): string[] {
  const code = body.replaceAll(/\/\*\*.*?\*\//g, "").replaceAll(/"[^"\n]*"/g, '""');
  const uses = (name: string) => new RegExp(`(?<![\\w.])${name}\\b(?!:)`).test(code);
  const lines = modules.flatMap(({ from, names, areTypes }) => {
    const used = names.filter(uses);
    return used.length > 0 ? [`import ${areTypes ? "type " : ""}{ ${used.join(", ")} } from "${from}";`] : [];
  });
  const zones = [...new Set(code.match(/\bzonesOf\w+/g))].sort();
  if (zones.length > 0) lines.push(`import { ${zones.join(", ")} } from "../contract/zones.js";`);
  const subscribers = pushSubscribers.filter(({ subscribe }) => uses(subscribe));
  for (const { subscribe, module } of subscribers)
    lines.push(`import { ${subscribe} } from "../../push/${module}.js";`);
  if (uses("messages")) lines.push(`import * as messages from "../messages/${file.name}.js";`);
  const named = file.dependencies.map(({ name }) => name).filter(uses);
  for (const name of named) {
    const isValue = new RegExp(`${name}\\.\\w+Shape\\b`).test(code);
    lines.push(`import ${isValue ? "" : "type "}* as ${name} from "./${name}.js";`);
  }
  for (const { name, enums } of files.filter((other) => !file.dependencies.includes(other))) {
    const used = enums.map((desc) => desc.name).filter(uses);
    if (used.length > 0) lines.push(`import type { ${used.join(", ")} } from "../enums/${name}.js";`);
  }
  if (file.enums.length > 0) lines.push(`export * from "../enums/${file.name}.js";`);
  for (const { protocol } of subscribers) lines.push(`import { ${protocol} } from "./${protocol}.js";`);
  return lines;
}
