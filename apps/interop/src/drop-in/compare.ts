import { isDeepStrictEqual } from "node:util";
import type { Observation } from "../../peers/drop-in/official-types.js";
import type { Both } from "./run-both.js";

/** What one side saw and the other did not, as a line each: `in flight resolves: "hangs"`. */
export interface Difference {
  readonly official: string;
  readonly ours: string;
}

/** How many observations were compared, and which differ. */
export interface Comparison {
  readonly compared: number;
  readonly equal: number;
  readonly differences: readonly Difference[];
}

/**
 * Compares what both sides saw, one observation after the other.
 *
 * @param isWithin whether ours may have more: newer fields of messages, and newer values of enums
 */
export function compare({ official, ours }: Both, isWithin = false): Comparison {
  const ends: readonly (readonly [Observation, Observation])[] = [
    [
      ["the process ends by itself", official.hasEnded],
      ["the process ends by itself", ours.hasEnded],
    ],
  ];
  const pairs = [...pairUp(settle(official.observations), settle(ours.observations)), ...ends];
  const differences = pairs.flatMap(([[name, theirs], [ourName, our]]) => {
    if (name === ourName && (isWithin ? isContained(theirs, our) : isDeepStrictEqual(theirs, our))) return [];
    return [{ official: lineOf(name, theirs), ours: lineOf(ourName, our) }];
  });
  return { compared: pairs.length, equal: pairs.length - differences.length, differences };
}

/** Compares tables, whose entries may be in any order. Ours may have more of them. */
export function compareTables({ official, ours }: Both, isWithin = false): Comparison {
  const table = new Map(ours.observations);
  const others = official.observations.filter(([name, theirs]) => {
    const our = table.get(name);
    return !(isWithin ? isContained(theirs, our) : isDeepStrictEqual(theirs, our));
  });
  const compared = official.observations.length;
  const differences = others.map(([name, theirs]): Difference => {
    const [, file] = /^(?:definition|enum) (\w+)\./.exec(name) ?? [];
    const isGone = file !== undefined && ![...table.keys()].some((each) => each.startsWith(`definition ${file}.`));
    if (isGone) return { official: `the messages of ${file}`, ours: "none" };
    return { official: lineOf(name, theirs), ours: lineOf(name, table.get(name)) };
  });
  const distinct = differences.filter(({ official: line }, index) => differences[index - 1]?.official !== line);
  return { compared, equal: compared - others.length, differences: distinct };
}

/** Each gateway gives its accounts numbers of their own. */
function settle(observations: readonly Observation[]): Observation[] {
  return JSON.parse(JSON.stringify(observations).replaceAll(/28\d{16}/g, "281756000000000000"));
}

/** An observation in one line. */
function lineOf(name: string, value: unknown): string {
  const { message, json, error } = Object(value);
  if (typeof error === "string") return `${name}: ${error}: ${message}`;
  if (typeof json === "string") return `${name}: ${json}`;
  return isDeepStrictEqual(value, { undefined: true }) || value === undefined
    ? name
    : `${name}: ${JSON.stringify(value)}`;
}

const nothing: Observation = ["nothing", undefined];

function pairUp(
  official: readonly Observation[],
  ours: readonly Observation[],
): (readonly [Observation, Observation])[] {
  const length = Math.max(official.length, ours.length);
  return Array.from({ length }, (_, index) => [official[index] ?? nothing, ours[index] ?? nothing] as const);
}

/** Whether all of a value is in another one, which may have more properties, and more items in a list of names. */
function isContained(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part) && Array.isArray(whole)) {
    const isList = part.length === whole.length && part.every((item, index) => isContained(item, whole[index]));
    return isList || part.every((item) => whole.some((other) => isContained(item, other)));
  }
  if (isObject(part) && isObject(whole)) {
    return Object.entries(part).every(([name, item]) => isContained(item, whole[name]));
  }
  const [json, other] = [parseObject(part), parseObject(whole)];
  return json && other ? isContained(json, other) : isDeepStrictEqual(part, whole);
}

/** A message is also described by its JSON text. */
function parseObject(text: unknown): unknown {
  return typeof text === "string" && text.startsWith("{") ? JSON.parse(text) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
