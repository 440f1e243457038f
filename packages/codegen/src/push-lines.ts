import type { DescField, DescFile, DescMessage } from "@bufbuild/protobuf";
import type { Push, SubTypeSelector } from "./gen/opend/options_pb.js";
import { isRequired } from "./interface-lines.ts";

/** The members of a push's descriptor that tell what has to be subscribed and what a push is about. */
export function pushLines(file: DescFile, s2c: DescMessage, { subTypes, selector, security }: Push): string[] {
  if (subTypes.length > 0 === (selector !== undefined)) {
    throw new Error(`${file.name}.proto: (opend.protocol).push has to have either sub_types or a selector`);
  }
  if (selector) return [...selectorLines(s2c, selector), securitiesLine(s2c, security)];
  const only = subTypes.length === 1 ? subTypes[0] : undefined;
  if (only === undefined) throw new Error(`${file.name}.proto: several sub_types need a selector to tell them apart`);
  return [`  subTypes: [${only}],`, `  subTypeOf: () => ${only},`, securitiesLine(s2c, security)];
}

function selectorLines(s2c: DescMessage, { field, cases }: SubTypeSelector): string[] {
  const selected = fieldOf(s2c, field);
  if (!isRequired(selected) || selected.fieldKind !== "scalar") {
    throw new Error(`${s2c.file.name}.proto: push selects by S2C.${field}, which is no required number`);
  }
  if (new Set(cases.map(({ value }) => value)).size < cases.length) {
    throw new Error(`${s2c.file.name}.proto: push has two cases for one value of S2C.${field}`);
  }
  return [
    `  subTypes: [${cases.map(({ subType }) => subType).join(", ")}],`,
    `  subTypeOf: ({ ${field} }) => {`,
    `    switch (${field}) {`,
    ...cases.flatMap(({ value, subType }) => [`      case ${value}:`, `        return ${subType};`]),
    "      default:",
    "        return undefined;",
    "    }",
    "  },",
  ];
}

function securitiesLine(s2c: DescMessage, path: string): string {
  const [first = "", second, ...rest] = path.split(".");
  if (rest.length > 0) throw new Error(`${s2c.file.name}.proto: push names ${path}, which is too deep for a security`);
  const field = fieldOf(s2c, first);
  if (second === undefined) {
    checkSecurity(field, path);
    return `  securities: (s2c) => [s2c.${first}],`;
  }
  if (field.fieldKind !== "list" || field.message === undefined) {
    throw new Error(`${s2c.file.name}.proto: push names ${path}, but S2C.${first} is no list of messages`);
  }
  checkSecurity(fieldOf(field.message, second), path);
  return `  securities: (s2c) => s2c.${first}.map((item) => item.${second}),`;
}

function checkSecurity(field: DescField, path: string): void {
  const isSecurity = field.fieldKind === "message" && field.message.typeName === "Qot_Common.Security";
  if (isSecurity && isRequired(field)) return;
  throw new Error(`${field.parent.file.name}.proto: push names ${path}, which is no required Qot_Common.Security`);
}

function fieldOf(message: DescMessage, name: string): DescField {
  const found = message.fields.find((field) => field.name === name);
  if (found) return found;
  throw new Error(`${message.file.name}.proto: push names a field ${message.name}.${name} that is not there`);
}
