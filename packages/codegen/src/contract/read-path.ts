import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { isRequired } from "./is-required.ts";

/** A field that an option names by its path, and how to read it. */
export interface ReadPath {
  readonly field: DescField;
  /** Whether the field is inside a list, with one value per item. */
  readonly isInList: boolean;
  /** The expression that reads the field from a value `s2c`. */
  readonly expression: string;
}

/** Finds a field of `S2C`, or of a message in it, by a path such as `security`, `list.security` or `header.accID`. */
export function readPath(s2c: DescMessage, path: string): ReadPath {
  const [first = "", second, ...rest] = path.split(".");
  const file = `${s2c.file.name}.proto`;
  if (rest.length > 0) throw new Error(`${file}: push names ${path}, which is too deep`);
  const field = fieldOf(s2c, s2c, first);
  if (second === undefined) return { field, isInList: false, expression: `s2c.${first}` };
  const isInList = field.fieldKind === "list";
  if (field.message === undefined || (!isInList && !isRequired(field))) {
    throw new Error(`${file}: push names ${path}, but S2C.${first} is neither a list of messages nor a required one`);
  }
  const expression = isInList ? `s2c.${first}.map((item) => item.${second})` : `s2c.${first}.${second}`;
  return { field: fieldOf(s2c, field.message, second), isInList, expression };
}

function fieldOf(s2c: DescMessage, message: DescMessage, name: string): DescField {
  const found = message.fields.find((field) => field.name === name);
  if (found) return found;
  throw new Error(`${s2c.file.name}.proto: push names a field ${message.name}.${name} that does not exist`);
}
