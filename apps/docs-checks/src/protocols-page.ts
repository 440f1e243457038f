import { simulationOf } from "@opend/sim";
import { withoutProtocol } from "@opend/test-kit/schema/without-protocol";
import { columnsSection } from "./columns-section.ts";
import { meaningsSection } from "./meanings-section.ts";
import { kinds, type OptionJson, readSchemaFiles, type SchemaFile } from "./protocol-facts.ts";

/** The areas by protocol id. Each ends where the next begins. */
const areas: readonly (readonly [firstId: number, title: string])[] = [
  [1, "System"],
  [2000, "Trade"],
  [3000, "Subscriptions and quotes"],
  [3100, "Basic market data"],
  [3225, "Fundamentals"],
  [3252, "Screeners, search and indicators"],
  [3300, "Options"],
  [3400, "Rankings and calendars"],
  [3434, "Event contracts"],
];

/** `docs/protocols.md`. */
export function protocolsPage(): string {
  const files = readSchemaFiles();
  const protocols = files.filter(isProtocol).sort((a, b) => a.option.id - b.option.id);
  const subTypes = new Map(
    files
      .find(({ name }) => name === "Qot_Common")
      ?.enums.find(({ name }) => name === "SubType")
      ?.value.map(({ name, number = 0 }) => [number, name.replace("_", ".")]),
  );
  const others = files.filter((file) => file.option === undefined);
  const lines = [
    "# Protocols",
    "",
    "<!-- Written by `pnpm docs:protocols` from the schema. Change the files in proto/ instead. -->",
    "",
    countLine(files),
    "",
    "**Pages** tells what leads to the next page, a key that the reply gives (text or bytes) or the number of rows to skip",
    "(offset), and how many rows a page may be asked to have. **Limit** is the documented frequency limit, which the client",
    "keeps ([quotas](quotas.md)); a dash, or no such column, means that none is documented. **Simulated** tells where",
    "[@opend/sim](../packages/sim/README.md) has what it sends from:",
    "",
    "- handler: made-up data that agrees with that of other protocols",
    "- schema: made from the schema alone, always the same for the same request",
    "- session: answered as the connection needs it",
    "- push: pushed by the simulator itself where a gateway would, or with `gateway.push`",
    "",
    ...areas.flatMap(([firstId, title], index) => {
      const end = areas[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
      const rows = protocols.filter(({ option: { id } }) => id >= firstId && id < end);
      return [`## ${title}`, "", ...table(rows.map((file) => protocolRow(file, subTypes))), ""];
    }),
    ...meaningsSection(files.flatMap(({ messages }) => messages)),
    ...columnsSection(protocols.filter(hasRows).map(({ name }) => name)),
    "## Schema files without a protocol",
    "",
    "Their messages and enums are there as types, `@opend/core/protocols/<file>`, but nothing sends them.",
    "",
    "| file | what it holds | why it is no protocol |",
    "|---|---|---|",
    ...others.map(({ name, gives }) => `| ${name} | ${gives} | ${reasonOf(name)} |`),
  ];
  return `${lines.join("\n")}\n`;
}

type ProtocolFile = SchemaFile & { readonly option: OptionJson };

function isProtocol(file: SchemaFile): file is ProtocolFile {
  return file.option !== undefined;
}

function hasRows({ option }: ProtocolFile): boolean {
  return option.paging !== undefined || kindOf(option) === "push";
}

function countLine(files: readonly SchemaFile[]): string {
  const messages = files.flatMap((file) => file.messages);
  const fields = messages.flatMap(({ field = [] }) => field);
  const protocols = files.filter(isProtocol);
  const paged = protocols.filter(({ option }) => option.paging);
  const pushes = protocols.filter(({ option }) => kindOf(option) === "push");
  return (
    `${files.length} schema files with ${messages.length} messages and ${fields.length} fields: ` +
    `${protocols.length} protocols, of which ${paged.length} are paged and ${pushes.length} are pushes.`
  );
}

function table(rows: readonly (readonly string[])[]): string[] {
  const columns = ["id", "name", "kind", "what it gives", "pages", "limit", "subscribed with", "simulated"];
  const used = columns.map((column, index) => column === "simulated" || rows.some((row) => row[index] !== "–"));
  const line = (cells: readonly string[]) => `| ${cells.filter((_, index) => used[index]).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)];
}

function protocolRow(file: ProtocolFile, subTypes: ReadonlyMap<number, string>): string[] {
  const { name, gives, option } = file;
  const kind = kindOf(option);
  return [
    String(option.id),
    name,
    kind,
    gives,
    pagesOf(file),
    limitOf(option),
    subscriptionOf(option, subTypes),
    simulationOf({ id: option.id, kind }),
  ];
}

function kindOf({ kind }: OptionJson) {
  return kinds[kind];
}

function pagesOf({ option: { paging }, messages }: ProtocolFile): string {
  if (paging === undefined) return "–";
  const key = messages.find(({ name }) => name === "C2S")?.field?.find(({ name }) => name === paging.key?.requestField);
  const style = key === undefined ? "offset" : key.type === "TYPE_BYTES" ? "bytes key" : "text key";
  if (paging.pageSize === undefined) return style;
  const { min, max } = paging.pageSize;
  return max === undefined ? `${style}, from ${min}` : `${style}, ${min} to ${max}`;
}

function limitOf({ rateLimit }: OptionJson): string {
  if (rateLimit === undefined) return "–";
  const { requests, perSeconds, firstPageOnly, scope, minIntervalMs, onlyIf, budgetOf } = rateLimit;
  return [
    `${requests} per ${perSeconds} s`,
    ...(scope === "RATE_SCOPE_ACCOUNT" ? ["per account"] : []),
    ...(firstPageOnly ? ["first page only"] : []),
    ...(onlyIf === undefined ? [] : [`only with ${onlyIf}`]),
    ...(minIntervalMs === undefined ? [] : [`≥ ${minIntervalMs} ms apart`]),
    ...(budgetOf === undefined ? [] : [`together with ${budgetOf}`]),
  ].join(", ");
}

function subscriptionOf(option: OptionJson, subTypes: ReadonlyMap<number, string>): string {
  if (kindOf(option) !== "push") return "–";
  if (option.push === undefined) return "no subscription";
  const { account, quote, eventContract } = option.push;
  if (account) return "Trd_SubAccPush: an account";
  const { subTypes: fixed = [], selector } = quote ?? eventContract ?? {};
  const what = selector ? `by ${selector.field}` : fixed.map((value) => subTypes.get(value) ?? value).join(", ");
  return `${quote ? "Qot_Sub" : "Qot_SubEventContract"}: ${what}`;
}

function reasonOf(name: string): string {
  const reason = withoutProtocol[name];
  if (reason === undefined)
    throw new Error(`${name}.proto is not a protocol, and without-protocol.ts does not say why`);
  return reason;
}
