import type { DescFile } from "@bufbuild/protobuf";
import type { Contract } from "../contract/contract.ts";
import { is64Bit } from "../contract/is-64-bit.ts";
import { withNested } from "../contract/type-name.ts";
import { foreignEnum } from "./interface-lines.ts";
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
    from: "../../base/zoned-time.js",
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
export function importLines(file: DescFile, body: string, contract: Contract): string[] {
  const code = body.replaceAll(/\/\*\*.*?\*\//g, "").replaceAll(/"[^"\n]*"/g, '""');
  const uses = (name: string) => new RegExp(`(?<![\\w.])${name}\\b(?!\\??:)`).test(code);
  const lines = modules.flatMap(({ from, names, areTypes }) => {
    const used = names.filter(uses);
    return used.length > 0 ? [`import ${areTypes ? "type " : ""}{ ${used.join(", ")} } from "${from}";`] : [];
  });
  const zones = [...new Set(code.match(/\bzonesOf\w+/g))].sort();
  if (zones.length > 0) lines.push(`import { ${zones.join(", ")} } from "../contract/markets.js";`);
  const subscribers = pushSubscribers.filter(({ subscribe }) => uses(subscribe));
  for (const { subscribe, module } of subscribers)
    lines.push(`import { ${subscribe} } from "../../push/${module}.js";`);
  if (uses("messages")) lines.push(`import * as messages from "../messages/${file.name}.js";`);
  const named = file.dependencies.map(({ name }) => name).filter(uses);
  for (const name of named) {
    const isValue = new RegExp(`${name}\\.\\w+Shape\\b`).test(code);
    lines.push(`import ${isValue ? "" : "type "}* as ${name} from "./${name}.js";`);
  }
  lines.push(...enumImports(file, contract));
  if (file.enums.length > 0) lines.push(`export * from "../enums/${file.name}.js";`);
  for (const { protocol } of subscribers) lines.push(`import { ${protocol} } from "./${protocol}.js";`);
  return lines;
}

/** Imports the enums that are named without their file: the file's own, and those of files that it does not import. */
function enumImports(file: DescFile, { meanings }: Contract): string[] {
  const fields = file.messages.flatMap(withNested).flatMap((message) => message.fields);
  const used = new Map<string, Set<string>>();
  for (const field of fields) {
    const meaning = meanings.get(field);
    if (meaning?.kind !== "enum" || is64Bit(field) || file.dependencies.includes(meaning.desc.file)) continue;
    const names = used.get(meaning.desc.file.name) ?? new Set();
    used.set(meaning.desc.file.name, names.add(meaning.desc.name));
  }
  return [...used].map(([name, names]) => {
    const parts = [...names]
      .sort()
      .map((each) => (name === file.name ? each : `${each} as ${foreignEnum(name, each)}`));
    return `import type { ${parts.join(", ")} } from "../enums/${name}.js";`;
  });
}
