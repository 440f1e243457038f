import { type DescFile, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { isRequired } from "../contract/is-required.ts";
import { packetIdField } from "../contract/packet-id.ts";
import {
  type Batch,
  Kind,
  type Paging,
  type Protocol,
  type RateLimit,
  RateScope,
  type Span,
} from "../gen/opend/options_pb.js";
import { pagingFields, pagingLines } from "./paging-lines.ts";
import { pushLines, pushType } from "./push-lines.ts";
import { shapeName } from "./shape-lines.ts";

/** Emits the descriptor value of a protocol. */
export function protocolLines(file: DescFile, option: Protocol): string[] {
  const bodies = file.name;
  const response = codec(message(file, "Response"), `Reply<${bodies}.S2C>`);
  const identity = [`  id: ${option.id},`, `  name: "${file.name}",`, `  kind: "${kindNames[option.kind]}",`];
  const s2c = codec(message(file, "S2C"), `${bodies}.S2C`);
  if (option.kind === Kind.PUSH) {
    const { push } = option;
    return [
      `export const ${file.name}: ${pushType(push)}<${bodies}.S2C> = {`,
      ...identity,
      `  push: ${response},`,
      "  createHub: createPushHub,",
      ...pushLines(file, message(file, "S2C"), push),
      "};",
    ];
  }
  if (option.push) throw new Error(`${file.name}.proto: only a push can have (opend.protocol).push`);
  const { paging, rateLimit, batch, span } = option;
  const packetId = packetIdField(message(file, "C2S"));
  return [
    `export const ${file.name}: ${protocolType(file, option, packetId)} = {`,
    ...identity,
    `  complete: (input) => completeRequest(${shapeName(message(file, "C2S"))}, input),`,
    `  request: ${codec(message(file, "Request"), `${bodies}.Request`)},`,
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

const kindNames = {
  [Kind.UNSPECIFIED]: "",
  [Kind.QUERY]: "query",
  [Kind.COMMAND]: "command",
  [Kind.SESSION]: "session",
  [Kind.PUSH]: "push",
};

function rateLimitMembers(file: DescFile, limit: RateLimit, paging: Paging | undefined): string[] {
  const { requests, perSeconds, firstPageOnly, scope, minIntervalMs, onlyIf, budgetOf } = limit;
  if (
    onlyIf !== "" &&
    !message(file, "C2S").fields.some(({ name, scalar }) => name === onlyIf && scalar === ScalarType.BOOL)
  ) {
    throw new Error(`${file.name}.proto: rate_limit counts by a bool C2S.${onlyIf} that does not exist`);
  }
  const conditions = [
    ...(onlyIf ? [`c2s.${onlyIf} === true`] : []),
    ...(firstPageOnly ? [isFirstPage(file, paging)] : []),
  ];
  return [
    `requests: ${requests}`,
    `perSeconds: ${perSeconds}`,
    ...(firstPageOnly ? ["firstPageOnly: true"] : []),
    ...(scope === RateScope.ACCOUNT ? ['scope: "account"', `account: (c2s) => ${accountOf(file)}`] : []),
    ...(minIntervalMs ? [`minIntervalMs: ${minIntervalMs}`] : []),
    ...(conditions.length > 0 ? [`counts: (c2s) => ${conditions.join(" && ")}`] : []),
    ...(budgetOf ? [`budgetOf: "${budgetOf}"`] : []),
  ];
}

/**
 * Returns the expression that is true for a request for the first page: one without a key, or one that skips no rows.
 */
function isFirstPage(file: DescFile, paging: Paging | undefined): string {
  const style = paging?.style;
  if (style?.case === undefined)
    throw new Error(`${file.name}.proto: rate_limit counts first pages, but has no paging`);
  const field = `c2s.${style.value.requestField}`;
  return style.case === "key" ? `!${field}?.length` : `!${field}`;
}

function accountOf(file: DescFile): string {
  const header = message(file, "C2S").fields.find((field) => field.message?.typeName === "Trd_Common.TrdHeader");
  if (header && isRequired(header)) return `String(c2s.${header.name}.accID)`;
  throw new Error(`${file.name}.proto: rate_limit counts per account, but C2S has no Trd_Common.TrdHeader`);
}

function batchMembers(file: DescFile, { field: name, max }: Batch): string {
  const field = message(file, "C2S").fields.find((each) => each.name === name);
  if (field?.fieldKind === "list" && field.message?.typeName === "Qot_Common.Security" && max > 0) {
    return `{ field: "${name}", max: ${max} }`;
  }
  throw new Error(`${file.name}.proto: batch is about C2S.${name}, which is no list of securities`);
}

function spanMembers(file: DescFile, { sinceField, untilField, maxDays }: Span): string {
  for (const name of [sinceField, untilField]) {
    const field = message(file, "C2S").fields.find((each) => each.name === name);
    if (field?.scalar === ScalarType.STRING) continue;
    throw new Error(`${file.name}.proto: span is about C2S.${name}, which is no text`);
  }
  return `{ since: "${sinceField}", until: "${untilField}", maxDays: ${maxDays} }`;
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

function message(file: DescFile, name: string): DescMessage {
  const found = file.messages.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${file.name}.proto: has the option (opend.protocol) but no message ${name}`);
  return found;
}
