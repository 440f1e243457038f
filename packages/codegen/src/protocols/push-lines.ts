import { type DescField, type DescFile, type DescMessage, isFieldSet, ScalarType } from "@bufbuild/protobuf";
import { isRequired } from "../contract/is-required.ts";
import { readPath } from "../contract/read-path.ts";
import {
  type AccountPush,
  type Push,
  type SecurityPush,
  type SubTypeSelector,
  SubTypeSelectorSchema,
} from "../gen/opend/options_pb.js";
import { type PushSubscriber, pushSubscribers } from "./push-subscribers.ts";

/** Returns the type of a push's descriptor, based on its subscription. */
export function pushType(push: Push | undefined): string {
  return subscriberOf(push)?.type ?? "PlainPushProtocol";
}

/** Emits the members of a push's descriptor that say how to subscribe it and what it is about. */
export function pushLines(file: DescFile, s2c: DescMessage, push: Push | undefined): string[] {
  if (push === undefined) return ['  feed: "plain",'];
  const subscriber = subscriberOf(push);
  if (!subscriber) throw new Error(`${file.name}.proto: (opend.protocol).push does not say how it is subscribed`);
  const { feed, subscribe, protocol } = subscriber;
  return [`  feed: "${feed}",`, `  subscribe: ${subscribe}(${protocol}),`, ...subjectLines(s2c, push)];
}

function subscriberOf(push: Push | undefined): PushSubscriber | undefined {
  return pushSubscribers.find(({ feed }) => feed === push?.subscription.case);
}

function subjectLines(s2c: DescMessage, { subscription }: Push): string[] {
  switch (subscription.case) {
    case "quote":
      return securityLines(s2c, subscription.value, false);
    case "eventContract":
      return securityLines(s2c, subscription.value, true);
    case "account":
      return accountLines(s2c, subscription.value);
    default:
      return [];
  }
}

function securityLines(s2c: DescMessage, push: SecurityPush, canBeUnclear: boolean): string[] {
  const { subTypes, selector, security, key } = push;
  const { name } = s2c.file;
  if (subTypes.length > 0 === (selector !== undefined)) {
    throw new Error(`${name}.proto: (opend.protocol).push must have either sub_types or a selector`);
  }
  if (subTypes.length > 1 && !canBeUnclear) {
    throw new Error(`${name}.proto: several sub_types need a selector to tell them apart`);
  }
  return [
    ...(selector ? selectorLines(s2c, selector) : subTypeLines(subTypes)),
    securitiesLine(s2c, security),
    ...(key === "" ? [] : [keyLine(s2c, key)]),
  ];
}

function subTypeLines(subTypes: readonly number[]): string[] {
  const [first, ...others] = subTypes;
  const list = `  subTypes: [${subTypes.join(", ")}],`;
  return others.length > 0 ? [list] : [list, `  defaultSubType: ${first},`, `  subTypeOf: () => ${first},`];
}

function selectorLines(s2c: DescMessage, selector: SubTypeSelector): string[] {
  const { field, cases } = selector;
  const file = `${s2c.file.name}.proto`;
  const selected = s2c.fields.find(({ name }) => name === field);
  if (selected?.fieldKind !== "scalar") throw new Error(`${file}: push selects by S2C.${field}, which is not a number`);
  if (new Set(cases.map(({ value }) => value)).size < cases.length) {
    throw new Error(`${file}: push has two cases for one value of S2C.${field}`);
  }
  const fallback = isFieldSet(selector, SubTypeSelectorSchema.field.default)
    ? cases.find(({ value }) => value === selector.default)
    : undefined;
  if (isRequired(selected) === (fallback !== undefined)) {
    throw new Error(`${file}: push selects by S2C.${field}: a default, which is a case, belongs to an optional field`);
  }
  return [
    `  subTypes: [${cases.map(({ subType }) => subType).join(", ")}],`,
    ...(fallback ? [`  defaultSubType: ${fallback.subType},`] : []),
    `  subTypeOf: ({ ${field}${fallback ? ` = ${fallback.value}` : ""} }) => {`,
    `    switch (${field}) {`,
    ...cases.flatMap(({ value, subType }) => [`      case ${value}:`, `        return ${subType};`]),
    "      default:",
    "        return undefined;",
    "    }",
    "  },",
  ];
}

function securitiesLine(s2c: DescMessage, path: string): string {
  const { field, expression, isInList } = readPath(s2c, path);
  const isSecurity = field.fieldKind === "message" && field.message.typeName === "Qot_Common.Security";
  if (!isSecurity || !isRequired(field)) throw refusal(s2c, path, "required Qot_Common.Security");
  return `  securities: (s2c) => ${isInList ? expression : `[${expression}]`},`;
}

function keyLine(s2c: DescMessage, path: string): string {
  const { field, expression, isInList } = readPath(s2c, path);
  if (field.fieldKind !== "scalar" && field.fieldKind !== "enum") throw refusal(s2c, path, "number");
  return `  keyOf: (s2c) => ${isInList ? `${expression}.join()` : `String(${expression})`},`;
}

function accountLines(s2c: DescMessage, { account, key }: AccountPush): string[] {
  return [`  accountOf: (s2c) => ${readId(s2c, account)},`, `  keyOf: (s2c) => String(${readId(s2c, key)}),`];
}

function readId(s2c: DescMessage, path: string): string {
  const { field, expression, isInList } = readPath(s2c, path);
  if (isInList || !isRequired(field) || !isId(field)) throw refusal(s2c, path, "required uint64 of its own");
  return expression;
}

function isId(field: DescField): boolean {
  return field.fieldKind === "scalar" && field.scalar === ScalarType.UINT64;
}

function refusal(s2c: DescMessage, path: string, wanted: string): Error {
  return new Error(`${s2c.file.name}.proto: push names ${path}, which is not a ${wanted}`);
}
