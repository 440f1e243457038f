import { type DescField, type DescFile, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import type { Contract } from "../contract/contract.ts";
import { isCode } from "../contract/is-code.ts";
import { isRequired } from "../contract/is-required.ts";
import { type MarketPath, marketPath } from "../contract/market-path.ts";
import { messagesInOrder, typeName } from "../contract/type-name.ts";
import { dateWriters } from "./date-writers.ts";

/** Emits the shapes of a file's messages, each after those that it refers to. */
export function shapeLines(file: DescFile, contract: Contract): string[] {
  return messagesInOrder(file).flatMap((message) => linesOf(message, contract));
}

/** Returns the name of the value that holds the shape of a message. */
export function shapeName(message: DescMessage): string {
  return `${typeName(message)}Shape`;
}

function linesOf(message: DescMessage, contract: Contract): string[] {
  const groups = (["required", "optional", "repeated"] as const).flatMap((label) => {
    const fields = message.fields.filter((field) => labelOf(field) === label);
    if (fields.length === 0) return [];
    return [`  ${label}: { ${fields.map((field) => `${field.name}: ${fieldShape(field)}`).join(", ")} },`];
  });
  if (contract.listed.has(message) && message.fields.some(isRequired) && !message.fields.some(demandsWithin)) {
    const tests = message.fields.filter(isRequired).map(({ name }) => `m["${name}"] !== undefined`);
    groups.push(`  isComplete: (m) => ${tests.join(" && ")},`);
  }
  groups.push(...inputMembers(message, contract));
  const body = groups.length > 0 ? ["{", ...groups, "};"] : ["{};"];
  const [first = "", ...rest] = body;
  return [
    `/** The fields of ${typeName(message)}. */`,
    `export const ${shapeName(message)}: MessageShape = ${first}`,
    ...rest,
    "",
  ];
}

/** Emits what a request may have in place of the message and its days and times. */
function inputMembers(message: DescMessage, { inputs, meanings }: Contract): string[] {
  if (isCode(message)) return ["  fromText: security,"];
  if (!inputs.has(message)) return [];
  const dates = message.fields.flatMap((field) => {
    const form = inputs.dateForm(field);
    return form === undefined ? [] : [`${field.name}: ${dateWriters[form]}`];
  });
  const market = inputs.takesDates(message) ? marketPath(message, meanings) : undefined;
  return [
    ...(dates.length > 0 ? [`  dates: { ${dates.join(", ")} },`] : []),
    ...(market ? [`  market: ${marketValue(market)},`] : []),
  ];
}

/** Returns the expression that says where a message holds its market. */
export function marketValue({ steps, desc }: MarketPath): string {
  return `{ path: ${JSON.stringify(steps)}, zones: zonesOf${desc.name} }`;
}

/** Returns whether a field contains messages with required fields. */
function demandsWithin({ message }: DescField): boolean {
  return message?.fields.some((field) => isRequired(field) || demandsWithin(field)) ?? false;
}

function labelOf(field: DescField): "required" | "optional" | "repeated" {
  if (field.fieldKind === "list") return "repeated";
  return isRequired(field) ? "required" : "optional";
}

function fieldShape(field: DescField): string {
  const { message } = field;
  if (message) {
    const prefix = message.file === field.parent.file ? "" : `${message.file.name}.`;
    return `${prefix}${shapeName(message)}`;
  }
  // Enums travel as int32, and a newer gateway may send a value that the schema does not name.
  return `"${field.enum ? "int32" : scalarName(field)}"`;
}

function scalarName({ scalar, parent }: DescField): string {
  const name = scalar && scalarNames[scalar];
  if (name) return name;
  throw new Error(
    `${parent.file.name}.proto: ${scalar && ScalarType[scalar]} is not supported, since OpenD's schema does not use it`,
  );
}

const scalarNames: Partial<Record<ScalarType, string>> = {
  [ScalarType.BOOL]: "bool",
  [ScalarType.BYTES]: "bytes",
  [ScalarType.DOUBLE]: "double",
  [ScalarType.FLOAT]: "float",
  [ScalarType.INT32]: "int32",
  [ScalarType.INT64]: "int64",
  [ScalarType.STRING]: "string",
  [ScalarType.UINT32]: "uint32",
  [ScalarType.UINT64]: "uint64",
};
