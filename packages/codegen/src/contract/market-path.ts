import { type DescEnum, type DescField, type DescMessage, getOption } from "@bufbuild/protobuf";
import { zone_of } from "../gen/opend/options_pb.js";
import { isCode } from "./is-code.ts";
import { isRequired } from "./is-required.ts";
import { hasZones } from "./read-market.ts";
import type { Meanings } from "./read-meaning.ts";

/** Where a message holds the market in whose time zone its days and times are. */
export interface MarketPath {
  /** The names of the fields that lead there; 0 is the first item of a list. */
  readonly steps: readonly (string | 0)[];
  /** The enum of the markets. */
  readonly desc: DescEnum;
}

/**
 * Finds the market of a message: what its option names, else its first security, else its first market, else that of a
 * message in it, else the first item of a list of securities. Required fields come first, since others may be absent.
 */
export function marketPath(message: DescMessage, meanings: Meanings): MarketPath | undefined {
  const named = getOption(message, zone_of);
  if (named !== "") {
    const found = marketAt(
      meanings,
      message.fields.find(({ name }) => name === named),
    );
    if (found) return found;
    throw new Error(`${message.file.name}.proto: zone_of of ${message.name} names ${named}, which holds no market`);
  }
  const singular = message.fields.filter(({ fieldKind }) => fieldKind !== "list");
  const listed = message.fields.filter(({ fieldKind }) => fieldKind === "list");
  const find = (fields: readonly DescField[]) =>
    first(fields, (field) => inCode(meanings, field)) ??
    first(fields, (field) => marketAt(meanings, field)) ??
    first(fields, (field) => within(meanings, field));
  return (
    find(singular.filter(isRequired)) ??
    find(singular.filter((field) => !isRequired(field))) ??
    first(listed, (field) => inCode(meanings, field, 0))
  );
}

function first(fields: readonly DescField[], find: (field: DescField) => MarketPath | undefined) {
  for (const field of fields) {
    const found = find(field);
    if (found) return found;
  }
  return undefined;
}

/** The market that a number holds. */
function marketAt(meanings: Meanings, field: DescField | undefined): MarketPath | undefined {
  const meaning = field && meanings.get(field);
  return field && meaning?.kind === "enum" && hasZones(meaning.desc)
    ? { steps: [field.name], desc: meaning.desc }
    : undefined;
}

/** The market of a security. */
function inCode(meanings: Meanings, { name, message }: DescField, ...item: 0[]): MarketPath | undefined {
  const found = message && isCode(message) ? first(message.fields, (field) => marketAt(meanings, field)) : undefined;
  return found && { ...found, steps: [name, ...item, ...found.steps] };
}

/** The market of a message in the message. */
function within(meanings: Meanings, { name, message }: DescField): MarketPath | undefined {
  if (!message || isCode(message)) return undefined;
  const found = marketPath(message, meanings);
  return found && { ...found, steps: [name, ...found.steps] };
}
