import type { FieldFacts, SchemaFacts } from "./schema.js";

type Schema = Readonly<Record<string, SchemaFacts>>;

/** The size of a schema. */
export interface SchemaCounts {
  readonly files: number;
  readonly messages: number;
  readonly fields: number;
  readonly enums: number;
  readonly values: number;
}

/** Returns one line for each difference between our schema and another, sorted by name. Each says what we would change. */
export function diffSchemas(ours: Schema, theirs: Schema): string[] {
  return compare(ours, theirs, (file, our, their) => {
    if (our === undefined) return [`+ file ${file}.proto`];
    if (their === undefined) return [`- file ${file}.proto`];
    return [
      ...compare(our.messages, their.messages, (message, ourFields, theirFields) => {
        if (ourFields === undefined) return [`+ message ${message}`];
        if (theirFields === undefined) return [`- message ${message}`];
        return compare(ourFields, theirFields, (name, a, b) => changeLines(`${message}.${name}`, a, b, fieldText));
      }),
      ...compare(our.enums, their.enums, (name, ourValues, theirValues) => {
        if (ourValues === undefined) return [`+ enum ${name}`];
        if (theirValues === undefined) return [`- enum ${name}`];
        return compare(ourValues, theirValues, (value, a, b) => changeLines(`${name}.${value}`, a, b, String));
      }),
    ];
  });
}

/** Counts the parts of a schema. */
export function countSchema(schema: Schema): SchemaCounts {
  const files = Object.values(schema);
  const messages = files.flatMap((file) => Object.values(file.messages));
  const enums = files.flatMap((file) => Object.values(file.enums));
  return {
    files: files.length,
    messages: messages.length,
    fields: sum(messages),
    enums: enums.length,
    values: sum(enums),
  };
}

/** Returns the differences of each name that either side has. */
function compare<T>(
  ours: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
  lines: (name: string, our: T | undefined, their: T | undefined) => string[],
): string[] {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
  return names.flatMap((name) => lines(name, ours[name], theirs[name]));
}

function changeLines<T>(name: string, our: T | undefined, their: T | undefined, text: (item: T) => string): string[] {
  if (our === undefined) return their === undefined ? [] : [`+ ${name}: ${text(their)}`];
  if (their === undefined) return [`- ${name}: ${text(our)}`];
  return text(our) === text(their) ? [] : [`~ ${name}: ${text(our)} -> ${text(their)}`];
}

function fieldText({ label, type, number, default: value }: FieldFacts): string {
  return `${label} ${type} = ${number}${value === undefined ? "" : ` [default = ${value}]`}`;
}

function sum(groups: readonly object[]): number {
  return groups.reduce((total, group) => total + Object.keys(group).length, 0);
}
