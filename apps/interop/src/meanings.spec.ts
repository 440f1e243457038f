import { schemaFiles } from "@opend/test-kit/schema/schema-files";
import { describe, expect, it } from "vitest";
import { officialComments } from "./official-comments.js";
import { wholeOfficialSchema } from "./official-schema.js";
import { type MeantField, ourFields } from "./our-meanings.js";

/** Fields whose comments name no enum, or another one, although they seem to: what they hold, and why. */
const decided: Readonly<Record<string, { readonly holds: string | undefined; readonly because: string }>> = {
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

const schema = wholeOfficialSchema();
const comments = new Map(schemaFiles.flatMap((file) => [...officialComments(file)]));
const enums = Object.values(schema).flatMap((file) => Object.keys(file.enums));
const fields = ourFields();

describe("the official comments", () => {
  it("are read for every field", () => {
    const official = Object.values(schema).flatMap(({ messages }) =>
      Object.entries(messages).flatMap(([message, names]) => Object.keys(names).map((name) => `${message}.${name}`)),
    );
    expect([...comments.keys()].sort()).toEqual(official.sort());
  });

  it("name an enum with its file, or without where it is the file's own or the only one", () => {
    expect(enumsIn("Qot_Common.KLType,K线类型", "Qot_GetKL")).toEqual(["Qot_Common.KLType"]);
    expect(enumsIn("参见TrdSecMarket的枚举定义", "Trd_PlaceOrder")).toEqual(["Trd_Common.TrdSecMarket"]);
    expect(enumsIn("参见TrdCommon_TimeInForce的枚举定义", "Trd_PlaceOrder")).toEqual(["Trd_Common.TimeInForce"]);
    expect(enumsIn("EC_KlineSource.", "Qot_SubEventContract")).toEqual(["Qot_Common.EC_KlineSource"]);
    expect(enumsIn("SortDir, 默认降序", "Qot_GetHotList")).toEqual(["Qot_GetHotList.SortDir"]);
    expect(enumsIn("SortDir", "Qot_GetKL").length).toBeGreaterThan(1);
    expect(enumsIn("默认KLType_Day, KLTypes", "Qot_GetKL")).toEqual([]);
  });

  it("need each of the decisions", () => {
    const needed = ([fullName, { holds }]: (typeof decisions)[number]) => {
      const named = enumsIn(comments.get(fullName) ?? "", fullName.split(".")[0] ?? "");
      return named.length > 1 || named[0] !== holds;
    };
    const decisions = Object.entries(decided);
    expect(decisions.filter((decision) => !needed(decision))).toEqual([]);
    expect(Object.keys(decided).filter((fullName) => !comments.has(fullName))).toEqual([]);
  });
});

describe("a field means something in proto/", () => {
  it("if its official comment names an enum: exactly that enum", () => {
    const held = fields.filter(({ type }) => integers.includes(type)).flatMap(expectedEnum);
    expect(held.length).toBeGreaterThan(500);
    expect(
      held.flatMap(({ field, holds }) => (enumOf(field) === holds ? [] : `${place(field)} holds ${holds}`)),
    ).toEqual([]);
  });

  it("if it is an integer of 64 bits", () => {
    expectMeanings(fields.filter(({ type }) => type.endsWith("64")));
  });

  it("if it is a number or a text, and its name says that it is a time or a day", () => {
    expectMeanings(
      fields.filter(({ name, type }) => [...numbers, "string"].includes(type) && wordsOf(name).some(isTimeWord)),
    );
  });
});

function expectMeanings(needy: readonly MeantField[]): void {
  expect(needy.length).toBeGreaterThan(100);
  expect(needy.filter(({ meaning }) => meaning === undefined).map(place)).toEqual([]);
}

function place({ file, fullName }: MeantField): string {
  return `${file}.proto: ${fullName.slice(file.length + 1)}`;
}

function enumOf({ meaning }: MeantField): string | undefined {
  return meaning?.enum ?? meaning?.flags;
}

/** The enum that a field holds by its official comment, if it holds one. */
function expectedEnum(field: MeantField): { readonly field: MeantField; readonly holds: string | undefined }[] {
  const decision = decided[field.fullName];
  if (decision) return [{ field, holds: decision.holds }];
  const named = enumsIn(comments.get(field.fullName) ?? "", field.file);
  return named.length === 0 ? [] : [{ field, holds: named.join(" or ") }];
}

/** Returns the enums of the official schema that a comment in a file can mean. */
function enumsIn(comment: string, file: string): string[] {
  const words = comment.match(/[A-Za-z](?:[\w.]*\w)?/g) ?? [];
  return [...new Set(words.flatMap((word) => enumsCalled(word, file)))];
}

function enumsCalled(word: string, file: string): string[] {
  if (enums.includes(word)) return [word];
  // A qualifier may be misspelled, as in `TrdCommon_TimeInForce`.
  const candidates = enums.filter((name) => `_${word.split(".").at(-1)}`.endsWith(`_${name.split(".").at(-1)}`));
  const own = candidates.filter((name) => name.startsWith(`${file}.`));
  return own.length > 0 ? own : candidates;
}

/** Splits `beginTime`, `publish_time` and `newTimeStr` into words. */
function wordsOf(name: string): string[] {
  return name.split(/_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word) => word.toLowerCase());
}

function isTimeWord(word: string): boolean {
  return timeWords.includes(word);
}
