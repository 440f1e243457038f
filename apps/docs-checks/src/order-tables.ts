import { buildDescriptors, type EnumJson, type FileJson } from "@opend/test-kit/schema/descriptors";

/** What the contract says of a type of orders, in protobuf's JSON form. */
interface OrderForm {
  readonly needs?: readonly string[];
  readonly only?: readonly string[];
  readonly paper?: boolean;
  readonly dayOnlyIn?: readonly string[];
}

/** What `isOpen` and `isOutcomeUnknown` of an order are, by how far the contract says that it has come. */
const stages: Readonly<Record<string, readonly [isOpen: string, isOutcomeUnknown: string]>> = {
  STAGE_OPEN: ["yes", ""],
  STAGE_DISABLED: ["", ""],
  STAGE_FINAL: ["", ""],
  STAGE_UNKNOWN: ["yes", "yes"],
};

interface Value {
  /** The short name. */
  readonly name: string;
  /** Its comment. */
  readonly text: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** `docs/trading.md` with its tables as the contract has them. */
export function withOrderTables(page: string): string {
  const file = buildDescriptors().find(({ package: name }) => name === "Trd_Common");
  if (file === undefined) throw new Error("there is no Trd_Common.proto");
  const withTypes = fill(page, "order types", typeLines(valuesOf(file, "OrderType")));
  return fill(withTypes, "order statuses", statusLines(valuesOf(file, "OrderStatus")));
}

/** Puts lines between the marks of a block. */
function fill(page: string, block: string, lines: readonly string[]): string {
  const [start, end] = [`<!-- ${block}: written by \`pnpm docs:protocols\` from the schema -->`, "<!-- end -->"];
  const [before, rest, ...more] = page.split(start);
  const at = rest?.indexOf(end) ?? -1;
  if (rest === undefined || at < 0 || more.length > 0)
    throw new Error(`docs/trading.md has no block ${start} … ${end}`);
  return [before, start, "\n", lines.map((line) => `${line}\n`).join(""), rest.slice(at)].join("");
}

function typeLines(values: readonly Value[]): string[] {
  const types = values.flatMap(({ name, text, options }) => {
    const form = options["[opend.order]"] as OrderForm | undefined;
    return form ? [{ name, text, ...form }] : [];
  });
  const rows = types.map(({ name, text, needs = [], only = ["everywhere"], paper = false }) => {
    const has = ["price", "auxPrice", "trailValue", "trailSpread"].map((field) => mark(needs.includes(field)));
    return [`\`${name}\``, text, ...has, only.join(", "), mark(paper)];
  });
  const head = ["type", "what it is", "`price`", "`triggerPrice`", "`trail`", "`trail.spread`", "where", "paper"];
  const forTheDay = types.flatMap(({ name, dayOnlyIn = [] }) =>
    dayOnlyIn.length === 0 ? [] : ["", `\`${name}\` orders are only valid for the day in ${dayOnlyIn.join(", ")}.`],
  );
  return [...table(head, rows), ...forTheDay];
}

function statusLines(values: readonly Value[]): string[] {
  const rows = values.map(({ name, text, options }) => {
    const states = stages[String(options["[opend.stage]"])];
    if (states === undefined) throw new Error(`OrderStatus_${name} does not say how far an order has come`);
    return [`\`${name}\``, text, ...states];
  });
  const newer = ["a number", "Newer than this version.", "yes", "yes"];
  return table(["status", "what it says", "`isOpen`", "`isOutcomeUnknown`"], [...rows, newer]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

function mark(is: boolean): string {
  return is ? "yes" : "";
}

function valuesOf({ enumType = [], sourceCodeInfo }: FileJson, name: string): Value[] {
  const index = enumType.findIndex((each) => each.name === name);
  const found: EnumJson | undefined = enumType[index];
  return (found?.value ?? []).map((value, at) => {
    // Enums are field 5 of a file, and values field 2 of an enum.
    const path = [5, index, 2, at].join();
    const comment = sourceCodeInfo.location.find((each) => each.path?.join() === path)?.leadingComments ?? "";
    const text = comment.replace(/\s+/g, " ").trim();
    return { name: value.name.slice(name.length + 1), text, options: value.options ?? {} };
  });
}
