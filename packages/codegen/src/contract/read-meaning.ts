import { type DescEnum, type DescField, type DescFile, getOption, hasOption, ScalarType } from "@bufbuild/protobuf";
import { type Meaning, means, Number as NumberForm, Time } from "../gen/opend/options_pb.js";
import { checkCurrency } from "./check-currency.ts";
import { withNested } from "./type-name.ts";

/** What a field holds, beyond its type. */
export type FieldMeaning =
  | { readonly kind: "enum" | "flags"; readonly desc: DescEnum }
  | { readonly kind: "id" | "quantity"; readonly name: string }
  | {
      readonly kind: "time";
      readonly form: TimeForm;
      /** The field of the same message that has the same moment in seconds since 1970. */
      readonly timestamp?: DescField;
    }
  | { readonly kind: "number"; readonly form: "percent" | "ratio" }
  | { readonly kind: "price" | "money"; readonly currency: string }
  | { readonly kind: "secret" | "unknown" };

/** How a field writes a day or a time: see `opend.Time`. */
export type TimeForm = (typeof timeForms)[keyof typeof timeForms];

const timeForms = {
  [Time.DAY]: "day",
  [Time.DAY_SLASHED]: "slashedDay",
  [Time.DAY_COMPACT]: "compactDay",
  [Time.OF_DAY]: "timeOfDay",
  [Time.MOMENT]: "moment",
  [Time.SECONDS]: "seconds",
  [Time.MILLISECONDS]: "milliseconds",
  [Time.MICROSECONDS]: "microseconds",
  [Time.ISO]: "iso",
  [Time.WORDS]: "words",
} as const;

/** What fields hold. A field without an entry holds what its type says. */
export type Meanings = ReadonlyMap<DescField, FieldMeaning>;

/** Reads what the fields of all files hold, and checks that it fits their types. */
export function readMeanings(files: readonly DescFile[]): Meanings {
  const enums = new Map(files.flatMap((file) => file.enums).map((desc) => [desc.typeName, desc]));
  const fields = files.flatMap((file) => file.messages.flatMap(withNested)).flatMap((message) => message.fields);
  return new Map(
    fields.flatMap((field) => {
      const meaning = readMeaning(field, enums);
      return meaning ? [[field, meaning]] : [];
    }),
  );
}

type Enums = ReadonlyMap<string, DescEnum>;

function readMeaning(field: DescField, enums: Enums): FieldMeaning | undefined {
  if (field.enum && hasOption(field, means)) throw refusal(field, "has the type of an enum, so it needs no meaning");
  if (field.enum) return { kind: "enum", desc: field.enum };
  if (!hasOption(field, means)) return undefined;
  const { kind, timestamp } = getOption(field, means);
  const meaning = toMeaning(field, kind, enums);
  check(field, meaning);
  if (timestamp === "") return meaning;
  if (meaning.kind === "time" && meaning.form === "moment" && field.fieldKind === "scalar") {
    return { ...meaning, timestamp: findTimestamp(field, timestamp) };
  }
  throw refusal(field, "has a timestamp, which only a single TIME_MOMENT has");
}

function findTimestamp(field: DescField, name: string): DescField {
  const found = field.parent.fields.find((each) => each.name === name);
  const kind = found?.fieldKind === "scalar" ? getOption(found, means).kind : undefined;
  if (found && kind?.case === "time" && kind.value === Time.SECONDS) return found;
  throw refusal(field, `has the timestamp ${name}, which is not a single TIME_SECONDS of the message`);
}

function toMeaning(field: DescField, kind: Meaning["kind"], enums: Enums): FieldMeaning {
  switch (kind.case) {
    case "enum":
    case "flags":
      return { kind: kind.case, desc: findEnum(field, kind.value, enums) };
    case "id":
    case "quantity":
      return { kind: kind.case, name: kind.value };
    case "time":
      if (kind.value === Time.UNSPECIFIED) throw refusal(field, "has a time without a form");
      return { kind: "time", form: timeForms[kind.value] };
    case "number":
      if (kind.value === NumberForm.UNSPECIFIED) throw refusal(field, "has a number without a form");
      return { kind: "number", form: kind.value === NumberForm.PERCENT ? "percent" : "ratio" };
    case "price":
    case "money":
      return { kind: kind.case, currency: kind.value };
    case "secret":
    case "unknown":
      return { kind: kind.case };
    default:
      throw refusal(field, "has an option (opend.means) that says nothing");
  }
}

function check(field: DescField, meaning: FieldMeaning): void {
  if (meaning.kind === "price" || meaning.kind === "money") checkCurrency(field, meaning.currency);
  const allowed = allowedTypes(meaning);
  if (allowed.includes(typeOf(field))) return;
  throw refusal(field, `means ${meaning.kind}, so it must be ${allowed.join(" or ")}`);
}

type FieldType = "an integer" | "a real number" | "a text" | "bytes" | "something else";

function typeOf({ scalar }: DescField): FieldType {
  switch (scalar) {
    case ScalarType.STRING:
      return "a text";
    case ScalarType.BYTES:
      return "bytes";
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return "a real number";
    case ScalarType.BOOL:
    case undefined:
      return "something else";
    default:
      return "an integer";
  }
}

function allowedTypes(meaning: FieldMeaning): readonly FieldType[] {
  switch (meaning.kind) {
    case "enum":
    case "flags":
      return ["an integer"];
    case "id":
      return ["an integer", "a text"];
    case "secret":
      return ["a text", "bytes"];
    case "time":
      return timeTypes(meaning.form);
    case "unknown":
      return ["an integer", "a real number", "a text", "bytes", "something else"];
    default:
      return ["an integer", "a real number", "a text"];
  }
}

function timeTypes(form: TimeForm): readonly FieldType[] {
  switch (form) {
    case "seconds":
    case "milliseconds":
    case "microseconds":
      return ["an integer", "a real number"];
    case "compactDay":
      return ["an integer", "a text"];
    default:
      return ["a text"];
  }
}

/** Finds an enum by its full name. The field's file need not import it, since files would import each other. */
function findEnum(field: DescField, name: string, enums: Enums): DescEnum {
  const found = enums.get(name);
  if (found) return found;
  throw refusal(field, `means the enum ${name}, which no file declares`);
}

function refusal({ parent, name }: DescField, what: string): Error {
  return new Error(`${parent.file.name}.proto: ${parent.name}.${name} ${what}`);
}
