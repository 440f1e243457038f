import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import { Kind, type Paging, type Protocol, type RateLimit, RateScope } from "./gen/opend/options_pb.js";
import { missingName, needsCheck } from "./missing-check.ts";
import { pushLines } from "./push-lines.ts";

/** The descriptor value of a protocol. */
export function protocolLines(file: DescFile, option: Protocol): string[] {
  const response = codec(message(file, "Response"), "Reply<S2C>");
  const identity = [`  id: ${option.id},`, `  name: "${file.name}",`, `  kind: "${kindNames[option.kind]}",`];
  const s2c = codec(message(file, "S2C"), "S2C");
  if (option.kind === Kind.PUSH) {
    const { push } = option;
    return [
      `export const ${file.name}: ${push ? "QuotePushProtocol" : "PushProtocol"}<S2C> = {`,
      ...identity,
      `  push: ${response},`,
      ...(push ? pushLines(file, message(file, "S2C"), push) : []),
      "};",
    ];
  }
  if (option.push) throw new Error(`${file.name}.proto: only a push can have (opend.protocol).push`);
  const { paging, rateLimit } = option;
  message(file, "C2S");
  return [
    `export const ${file.name}: ${protocolType(option)} = {`,
    ...identity,
    `  request: ${codec(message(file, "Request"), "Request")},`,
    `  response: ${response},`,
    `  s2c: ${s2c},`,
    ...(rateLimit ? [`  rateLimit: { ${rateLimitFields(rateLimit).join(", ")} },`] : []),
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

function rateLimitFields({ requests, perSeconds, firstPageOnly, scope, minIntervalMs }: RateLimit): string[] {
  return [
    `requests: ${requests}`,
    `perSeconds: ${perSeconds}`,
    ...(firstPageOnly ? ["firstPageOnly: true"] : []),
    ...(scope === RateScope.ACCOUNT ? ['scope: "account"'] : []),
    ...(minIntervalMs ? [`minIntervalMs: ${minIntervalMs}`] : []),
  ];
}

function protocolType({ kind, paging }: Protocol): string {
  if (!paging) return `RequestProtocol<C2S, S2C> & { readonly kind: "${kindNames[kind]}" }`;
  const row = paging.rows.map((name) => `S2C["${name}"][number]`).join(" | ");
  return `PagedProtocol<C2S, S2C, ${row}, ${pagingFields(paging)
    .map((name) => `"${name}"`)
    .join(" | ")}>`;
}

function codec(desc: DescMessage, type: string): string {
  const check = needsCheck(desc) ? missingName(desc) : "always";
  return `createCodec<messages.${desc.name}, ${type}>("${desc.typeName}", messages.${desc.name}, ${check})`;
}

function pagingLines(file: DescFile, paging: Paging): string[] {
  const { pageSize, style } = paging;
  if (style.case !== "key") throw new Error(`${file.name}.proto: (opend.protocol).paging has no style`);
  const { requestField, replyField, end } = style.value;
  for (const name of pagingFields(paging)) requireField(file, "C2S", name);
  for (const name of [replyField, ...paging.rows]) requireField(file, "S2C", name);
  const { field, default: standard, min, max } = pageSize ?? {};
  return [
    "  paging: {",
    ...(pageSize ? [`    pageSize: { ${standard ? `default: ${standard}, ` : ""}min: ${min}, max: ${max} },`] : []),
    `    rows: (s2c) => ${rows(paging.rows)},`,
    `    nextCursor: ({ ${replyField} }) => (${ends(replyField, end)} ? undefined : ${replyField}),`,
    `    isCursor: (cursor) => cursor !== ""${end === "" ? "" : ` && cursor !== ${JSON.stringify(end)}`},`,
    `    toRequest: (c2s, cursor, pageSize) => ({ ...c2s, ${requestField}: cursor${field ? `, ${field}: pageSize` : ""} }),`,
    "  },",
  ];
}

function rows(names: string[]): string {
  return names.length === 1 ? `s2c.${names[0]}` : `[${names.map((name) => `...s2c.${name}`).join(", ")}]`;
}

function ends(field: string, end: string): string {
  const absent = `${field} === undefined || ${field} === ""`;
  return end === "" ? absent : `${absent} || ${field} === ${JSON.stringify(end)}`;
}

/** The fields of `C2S` that paging fills in. */
function pagingFields({ style, pageSize }: Paging): string[] {
  const key = style.case === "key" ? [style.value.requestField] : [];
  return pageSize ? [...key, pageSize.field] : key;
}

function message(file: DescFile, name: string): DescMessage {
  const found = file.messages.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${file.name}.proto: has the option (opend.protocol) but no message ${name}`);
  return found;
}

function requireField(file: DescFile, messageName: string, name: string): void {
  if (message(file, messageName).fields.some((field) => field.name === name)) return;
  throw new Error(`${file.name}.proto: paging names a field ${messageName}.${name} that is not there`);
}
