import { schemaFiles } from "@opend/test-kit/schema/schema-files";
import { enumFinder } from "./enums-in.ts";
import { officialComments } from "./official-comments.ts";
import { wholeOfficialSchema } from "./official-schema.ts";
import { type MeantField, ourFields } from "./our-meanings.ts";

/** Fields whose comments name no enum, or another one, although they seem to: what they hold, and why. */
export const decided: Readonly<Record<string, { readonly holds: string | undefined; readonly because: string }>> = {
  "Qot_GetOptionEvent.EventItem.orderTypeList": {
    holds: "Qot_GetOptionEvent.OptionOrderType",
    because: "the file has order types of its own, and those of trading do not fit an event",
  },
  "Qot_GetOptionEventAlert.EventAlertItem.sideTypeList": {
    holds: "Qot_GetOptionEvent.TickerType",
    because: "two files have a TickerType, and the comment also has the values BUY(1), SELL(2) and NEUTRAL(3)",
  },
  "Qot_StockScreen.QuerySimpleField.screenValueList": {
    holds: undefined,
    because: "another field says what it holds, and the comment names QotMarket only to rule it out",
  },
};

const integers = ["int32", "uint32", "sint32", "int64", "uint64", "sint64"];
const numbers = [...integers, "float", "double", "fixed32", "fixed64", "sfixed32", "sfixed64"];
const timeWords = ["time", "date", "day", "timestamp"];

/** What the official schema says about meanings. */
export interface OfficialMeanings {
  /** The comments of all fields, by full name. */
  readonly comments: ReadonlyMap<string, string>;
  /** Returns the enums that a comment in a file can mean. */
  readonly enumsIn: (comment: string, file: string) => string[];
}

/** Reads what the official schema says about meanings. */
export function readOfficialMeanings(): OfficialMeanings {
  const enums = Object.values(wholeOfficialSchema()).flatMap((file) => Object.keys(file.enums));
  return {
    comments: new Map(schemaFiles.flatMap((file) => [...officialComments(file)])),
    enumsIn: enumFinder(enums),
  };
}

/** The fields that need a meaning, and why. */
export interface NeedyFields {
  /** Their official comments name an enum: the option has to name exactly that one. */
  readonly enums: readonly { readonly field: MeantField; readonly holds: string | undefined }[];
  /** Integers of 64 bits: ids, quantities or times. */
  readonly integers: readonly MeantField[];
  /** Numbers and texts whose names say that they are times or days. */
  readonly times: readonly MeantField[];
  /** Texts of moments beside a field that seems to have the same moment in seconds, by its name. */
  readonly moments: readonly { readonly field: MeantField; readonly timestamp: string }[];
}

/** Returns the fields that need a meaning. */
export function needyFields({ comments, enumsIn }: OfficialMeanings): NeedyFields {
  const fields = ourFields();
  const expected = (field: MeantField) => {
    const decision = decided[field.fullName];
    if (decision) return [{ field, holds: decision.holds }];
    const named = enumsIn(comments.get(field.fullName) ?? "", field.file);
    return named.length === 0 ? [] : [{ field, holds: named.join(" or ") }];
  };
  return {
    enums: fields.filter(({ type }) => integers.includes(type)).flatMap(expected),
    integers: fields.filter(({ type }) => type.endsWith("64")),
    times: fields.filter(({ name, type }) => [...numbers, "string"].includes(type) && wordsOf(name).some(isTimeWord)),
    moments: momentsOf(fields),
  };
}

/** Returns a line for each field in `proto/` that needs a meaning and has none, or has another one. */
export function missingMeanings(needy: NeedyFields): string[] {
  const wrong = needy.enums.flatMap(({ field, holds }) =>
    enumOf(field) === holds ? [] : [`${placeOf(field)} holds ${holds}: (opend.means).enum or .flags`],
  );
  const open = [...new Set([...needy.integers, ...needy.times])].filter(({ meaning }) => meaning === undefined);
  const alone = needy.moments.flatMap(({ field, timestamp }) =>
    field.meaning?.timestamp === timestamp ? [] : [`${placeOf(field)} needs (opend.means).timestamp: ${timestamp}`],
  );
  return [...wrong, ...open.map((field) => `${placeOf(field)} needs (opend.means)`), ...alone];
}

/** Returns the texts of moments, with the field of the same message that is named after them. */
function momentsOf(fields: readonly MeantField[]): NeedyFields["moments"] {
  const messageOf = ({ fullName }: MeantField) => fullName.slice(0, fullName.lastIndexOf("."));
  const seconds = fields.filter(({ meaning }) => meaning?.time === "TIME_SECONDS");
  return fields
    .filter(({ meaning }) => meaning?.time === "TIME_MOMENT")
    .flatMap((field) => {
      const name = field.name.toLowerCase();
      const names = [`${name}stamp`, `${name}timestamp`, name.replace(/str$/, "")];
      const found = seconds.find(
        (each) => messageOf(each) === messageOf(field) && names.includes(each.name.toLowerCase()),
      );
      return found ? [{ field, timestamp: found.name }] : [];
    });
}

function placeOf({ file, fullName }: MeantField): string {
  return `${file}.proto: ${fullName.slice(file.length + 1)}`;
}

function enumOf({ meaning }: MeantField): string | undefined {
  return meaning?.enum ?? meaning?.flags;
}

/** Splits `beginTime`, `publish_time` and `newTimeStr` into words. */
function wordsOf(name: string): string[] {
  return name.split(/_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word) => word.toLowerCase());
}

function isTimeWord(word: string): boolean {
  return timeWords.includes(word);
}
