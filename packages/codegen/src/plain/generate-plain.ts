import type { DescFile } from "@bufbuild/protobuf";
import type { Schema } from "@bufbuild/protoplugin";
import type { Contract } from "../contract/contract.ts";
import { isRequired } from "../contract/is-required.ts";
import { readProtocol } from "../contract/read-protocol.ts";
import { isProtocol, withNested } from "../contract/type-name.ts";
import { Kind, type Paging } from "../gen/opend/options_pb.js";
import { commentOf, toDocLines } from "../protocols/doc-lines.ts";
import { inNamespace } from "../protocols/in-namespace.ts";
import { pagingFields } from "../protocols/paging-lines.ts";
import { plainFormLines } from "./plain-form-lines.ts";
import { plainTypeLines } from "./plain-type-lines.ts";

/** What the index of plain forms has besides them. */
export const plainExports: readonly string[] = [
  'export { fromPlain, toPlain } from "../../plain/convert.js";',
  'export type { PlainForm } from "../../plain/plain-form.js";',
  'export type { PlainPaged, PlainPush, PlainRequest } from "../../plain/plain-protocol.js";',
  'export type { PlainRule, PlainShape, PlainTime } from "../../plain/plain-shape.js";',
];

/** Emits the module of one `.proto` file with the plain forms of its messages and, for a protocol, the protocol with them. */
export function generatePlain(schema: Schema, file: DescFile, contract: Contract): void {
  const types = file.messages.flatMap(withNested).flatMap((message) => plainTypeLines(message, contract));
  const body = [
    ...(isProtocol(file)
      ? inNamespace(file, `The plain forms of the messages of ${file.name}.`, [...types, ...pagedRequestLines(file)])
      : types),
    ...plainFormLines(file, contract),
    ...protocolLines(file),
  ];
  const f = schema.generateFile(`plain/${file.name}.ts`);
  for (const line of [...importLines(file, body.join("\n")), "", ...body]) f.print(line);
}

function protocolLines(file: DescFile): string[] {
  const option = readProtocol(file);
  if (option === undefined) return [];
  const { name } = file;
  const [c2s, s2c] = [`wire.${name}.C2S`, `wire.${name}.S2C`];
  const [request, reply] = [`${name}.C2S`, `${name}.S2C`];
  const doc = toDocLines([commentOf(file), "With the plain forms of its messages."]);
  const { paging } = option;
  if (option.kind === Kind.PUSH) return [...doc, ...value(name, `PlainPush<${s2c}, ${reply}>`, ["reply: S2CForm"])];
  const members = ["request: C2SForm", "reply: S2CForm"];
  if (!paging) return [...doc, ...value(name, `PlainRequest<${c2s}, ${s2c}, ${request}, ${reply}>`, members)];
  const row = paging.rows.map((list) => `${reply}["${list}"][number]`).join(" | ");
  const type = `PlainPaged<${c2s}, ${s2c}, ${request}, ${reply}, ${name}.PagedRequest, ${row}>`;
  const lists = paging.rows.map((list) => `reply.${list}`);
  const rows = lists.length === 1 ? lists[0] : `[${lists.map((list) => `...${list}`).join(", ")}]`;
  const filled = firstPageMembers(file, paging);
  const parameters = filled.includes("pageSize ??") ? "(request, pageSize)" : "(request)";
  const first = `firstPage: ${parameters} => (${filled === "" ? "request" : `{ ...request${filled} }`})`;
  return [...doc, ...value(name, type, [...members, first, `rows: (reply) => ${rows}`])];
}

function value(name: string, type: string, members: readonly string[]): string[] {
  return [
    `export const ${name}: typeof wire.${name} & ${type} = {`,
    `  ...wire.${name},`,
    "  plain: {",
    ...members.map((member) => `    ${member},`),
    "  },",
    "};",
  ];
}

/** The fields that paging fills in, where they are required. */
function firstPageMembers(file: DescFile, { style, pageSize }: Paging): string {
  const c2s = file.messages.find(({ name }) => name === "C2S");
  const isNeeded = (field: string) => c2s?.fields.some((each) => each.name === field && isRequired(each)) ?? false;
  const offset = style.case === "offset" && isNeeded(style.value.requestField);
  return [
    ...(offset ? [`, ${style.value.requestField}: 0`] : []),
    ...(pageSize && isNeeded(pageSize.field) ? [`, ${pageSize.field}: pageSize ?? ${pageSize.max}`] : []),
  ].join("");
}

/** Emits the type of a paged request without the fields that paging fills in. */
function pagedRequestLines(file: DescFile): string[] {
  const paging = readProtocol(file)?.paging;
  if (!paging) return [];
  const fields = pagingFields(paging).map((name) => `"${name}"`);
  return [
    "/** A request without the fields that paging fills in. */",
    `export type PagedRequest = Omit<C2S, ${fields.join(" | ")}>;`,
    "",
  ];
}

/** The functions that write plain values, by module. */
const writers: readonly { readonly from: string; readonly names: readonly string[] }[] = [
  { from: "code-text", names: ["codeText"] },
  { from: "day-text", names: ["compactDay", "slashedDay"] },
  { from: "enum-name", names: ["enumName", "flagNames", "wideEnumName"] },
  { from: "moment-text", names: ["microsecondsText", "millisecondsText", "momentText", "secondsText"] },
  { from: "nested", names: ["nested", "nestedList", "type PlainWriter"] },
  { from: "number-values", names: ["base64", "quantity", "real"] },
];

function importLines(file: DescFile, body: string): string[] {
  const code = body.replaceAll(/\/\*\*.*?\*\//g, "").replaceAll(/"[^"\n]*"/g, '""');
  const uses = (name: string) => new RegExp(`(?<![\\w.])${name.replace("type ", "")}\\b(?!\\??:)`).test(code);
  const zones = [...new Set(code.match(/\bzonesOf\w+/g))].sort();
  const enums = [...new Set([...code.matchAll(/\b(\w+)_enums\./g)].map(([, name]) => name ?? ""))].sort();
  const isValue = (name: string) => new RegExp(`${name}_enums\\.\\w+ \\}`).test(code);
  const types = ["PlainPaged", "PlainPush", "PlainRequest"].filter(uses);
  const named = file.dependencies.map(({ name }) => name).filter(uses);
  const hasForms = (name: string) => new RegExp(`(?<![\\w.])${name}\\.\\w+Form\\b`).test(code);
  return [
    ...(uses("zoneOr") ? ['import { zoneOr } from "../../message/complete-request.js";'] : []),
    ...(uses("createPlainForm")
      ? ['import { createPlainForm, type PlainForm } from "../../plain/plain-form.js";']
      : []),
    ...(types.length > 0 ? [`import type { ${types.join(", ")} } from "../../plain/plain-protocol.js";`] : []),
    ...writers.flatMap(({ from, names }) => {
      const used = names.filter(uses);
      return used.length > 0 ? [`import { ${used.join(", ")} } from "../../plain/to-plain/${from}.js";`] : [];
    }),
    ...(zones.length > 0 ? [`import { ${zones.join(", ")} } from "../contract/markets.js";`] : []),
    ...enums.map((name) => `import ${isValue(name) ? "" : "type "}* as ${name}_enums from "../enums/${name}.js";`),
    ...(uses("wire") ? [`import * as wire from "../protocols/${file.name}.js";`] : []),
    ...named.map((name) => `import ${hasForms(name) ? "" : "type "}* as ${name} from "./${name}.js";`),
  ];
}
