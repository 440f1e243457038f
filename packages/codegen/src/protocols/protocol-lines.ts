import { type DescField, type DescFile, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { kindNames } from "../contract/kind-names.ts";
import { messageNamed } from "../contract/message-named.ts";
import { packetIdField } from "../contract/packet-id.ts";
import { type Batch, Kind, type Protocol, type Span } from "../gen/opend/options_pb.js";
import { pagingFields, pagingLines } from "./paging-lines.ts";
import { pushLines, pushType } from "./push-lines.ts";
import { rateLimitMembers } from "./rate-limit-members.ts";
import { shapeName } from "./shape-lines.ts";

/** Emits the descriptor value of a protocol. */
export function protocolLines(file: DescFile, option: Protocol): string[] {
  const bodies = file.name;
  const response = codec(messageNamed(file, "Response"), `Reply<${bodies}.S2C>`);
  const identity = [`  id: ${option.id},`, `  name: "${file.name}",`, `  kind: "${kindNames[option.kind]}",`];
  const s2c = codec(messageNamed(file, "S2C"), `${bodies}.S2C`);
  if (option.kind === Kind.PUSH) {
    const { push } = option;
    return [
      `export const ${file.name}: ${pushType(push)}<${bodies}.S2C> = {`,
      ...identity,
      `  push: ${response},`,
      "  createHub: createPushHub,",
      ...pushLines(file, messageNamed(file, "S2C"), push),
      "};",
    ];
  }
  if (option.push) throw new Error(`${file.name}.proto: only a push can have (opend.protocol).push`);
  const { paging, rateLimit, batch, span } = option;
  const packetId = packetIdField(messageNamed(file, "C2S"));
  return [
    `export const ${file.name}: ${protocolType(file, option, packetId)} = {`,
    ...identity,
    `  complete: (input) => completeRequest(${shapeName(messageNamed(file, "C2S"))}, input),`,
    `  request: ${codec(messageNamed(file, "Request"), `${bodies}.Request`)},`,
    `  response: ${response},`,
    `  s2c: ${s2c},`,
    ...(batch ? [`  batch: ${batchMembers(file, batch)},`] : []),
    ...(span ? [`  span: ${spanMembers(file, span)},`] : []),
    ...(rateLimit ? [`  rateLimit: { ${rateLimitMembers(file, rateLimit, paging).join(", ")} },`] : []),
    ...(packetId ? [`  withPacketId: (c2s, ${packetId}) => ({ ...c2s, ${packetId} }),`] : []),
    ...(paging ? pagingLines(file, paging) : []),
    "};",
  ];
}

function batchMembers(file: DescFile, { field: name, max }: Batch): string {
  const field = messageNamed(file, "C2S").fields.find((each) => each.name === name);
  if (field?.fieldKind === "list" && field.message?.typeName === "Qot_Common.Security" && max > 0) {
    return `{ field: "${name}", max: ${max} }`;
  }
  throw new Error(`${file.name}.proto: batch is about C2S.${name}, which is no list of securities`);
}

function spanMembers(file: DescFile, { sinceField, untilField, maxDays }: Span): string {
  for (const path of [sinceField, untilField]) {
    if (fieldAt(messageNamed(file, "C2S"), path.split("."))?.scalar === ScalarType.STRING) continue;
    throw new Error(`${file.name}.proto: span is about C2S.${path}, which is not a text`);
  }
  return `{ since: "${sinceField}", until: "${untilField}", maxDays: ${maxDays} }`;
}

/** Finds the field that a path such as `filterConditions.beginTime` leads to. */
function fieldAt(message: DescMessage, [name, ...rest]: readonly string[]): DescField | undefined {
  const field = message.fields.find((each) => each.name === name);
  if (rest.length === 0) return field;
  return field?.fieldKind === "message" ? fieldAt(field.message, rest) : undefined;
}

function protocolType(file: DescFile, option: Protocol, packetId: string | undefined): string {
  const { paging } = option;
  const [c2s, s2c, input] = ["C2S", "S2C", "C2SInput"].map((name) => `${file.name}.${name}`);
  const sent = packetId ? `Omit<${c2s}, "${packetId}">` : c2s;
  if (!paging) return `RequestProtocol<${sent}, ${s2c}, ${input}> & { ${traitTypes(option).join("; ")} }`;
  const row = paging.rows.map((name) => `${s2c}["${name}"][number]`).join(" | ");
  return `PagedProtocol<${c2s}, ${s2c}, ${input}, ${row}, ${file.name}.PagedInput>`;
}

/** What is known of a protocol beyond its messages, as types. */
function traitTypes({ kind, batch, span }: Protocol): string[] {
  return [
    `readonly kind: "${kindNames[kind]}"`,
    ...(batch ? ["readonly batch: { readonly field: string; readonly max: number }"] : []),
    ...(span ? ["readonly span: { readonly since: string; readonly until: string; readonly maxDays: number }"] : []),
  ];
}

/** Emits the type of a paged request without the fields that paging fills in. */
export function pagedInputLines({ paging }: Protocol): string[] {
  if (!paging) return [];
  const fields = pagingFields(paging).map((name) => `"${name}"`);
  return [
    "/** A request without the fields that paging fills in. */",
    `export type PagedInput = Omit<C2SInput, ${fields.join(" | ")}>;`,
    "",
  ];
}

function codec(desc: DescMessage, type: string): string {
  return `createCodec<${type}>("${desc.typeName}", messages.${desc.name}, ${shapeName(desc)})`;
}
