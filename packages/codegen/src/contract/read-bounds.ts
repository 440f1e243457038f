import {
  type DescEnumValue,
  type DescField,
  type DescFile,
  getOption,
  hasOption,
  ScalarType,
} from "@bufbuild/protobuf";
import { type Bounds, bounds, type Reach, reach } from "../gen/opend/options_pb.js";
import { mistakeIn, type Places } from "./read-reach.ts";
import { shortNames } from "./short-names.ts";

/** What requests may hold, beyond the types of their fields. */
export interface RequestBounds {
  /** By the name of the protocol, then by the name of the field of its request. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, Bounds>>;
  /** By the name of the enum, then by the short name of the value. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, Reach>>;
}

/** Reads what requests may hold, and checks that it fits the fields. */
export function readBounds(files: readonly DescFile[], places: Places): RequestBounds {
  const fields = files.map((file) => {
    const having = file.messages.flatMap((message) => message.fields).filter((field) => hasOption(field, bounds));
    return [file.name, new Map(having.map((field) => [field.name, readFieldBounds(field, places)]))] as const;
  });
  const values = files
    .flatMap((file) => file.enums)
    .map((desc) => {
      const names = shortNames(desc);
      const having = desc.values.flatMap((value, index) =>
        hasOption(value, reach) ? [[names[index] ?? value.name, readReach(value, places)] as const] : [],
      );
      return [desc.name, new Map(having)] as const;
    });
  return {
    fields: new Map(fields.filter(([, each]) => each.size > 0)),
    values: new Map(values.filter(([, each]) => each.size > 0)),
  };
}

function readReach(value: DescEnumValue, places: Places): Reach {
  const found = getOption(value, reach);
  const mistake = mistakeIn(found, places);
  if (mistake === undefined) return found;
  throw new Error(`${value.parent.file.name}.proto: (opend.reach) of ${value.name} ${mistake}`);
}

function readFieldBounds(field: DescField, places: Places): Bounds {
  const found = getOption(field, bounds);
  const mistake = boundsMistake(field, found, places);
  if (mistake === undefined) return found;
  throw new Error(`${field.parent.file.name}.proto: (opend.bounds) of ${field.parent.name}.${field.name} ${mistake}`);
}

function boundsMistake(field: DescField, given: Bounds, places: Places): string | undefined {
  const { scalar, fieldKind } = field;
  const isNumber = scalar !== undefined && ![ScalarType.STRING, ScalarType.BYTES, ScalarType.BOOL].includes(scalar);
  const has = (name: keyof Bounds) => Object.hasOwn(given, name);
  if (field.parent.name !== "C2S") return "are of no request: only fields of C2S have them";
  if (!["reach", "above", "below", "maxBytes", "maxItems"].some((name) => Object.hasOwn(given, name)))
    return "say nothing";
  if ((has("above") || has("below")) && !isNumber) return "have above or below, which only a number has";
  if (has("above") && has("below") && given.above >= given.below) return "leave no number between above and below";
  if (has("maxBytes") && scalar !== ScalarType.STRING) return "have max_bytes, which only a text has";
  if (has("maxItems") && fieldKind !== "list") return "have max_items, which only a list has";
  return given.reach && mistakeIn(given.reach, places);
}
