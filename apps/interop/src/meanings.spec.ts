import { buildDescriptors } from "@opend/test-kit/schema/descriptors";
import { withoutProtocol } from "@opend/test-kit/schema/without-protocol";
import { describe, expect, it } from "vitest";
import { marketValues, missingMarkets, withoutPrefix, withoutZone } from "./missing-markets.js";
import { decided, missingMeanings, needyFields, readOfficialMeanings } from "./missing-meanings.js";
import { missingProtocols } from "./missing-protocols.js";
import { wholeOfficialSchema } from "./official-schema.js";

const official = readOfficialMeanings();
const { comments, enumsIn } = official;
const needy = needyFields(official);
const files = buildDescriptors();

describe("the official comments", () => {
  it("are read for every field", () => {
    const names = Object.values(wholeOfficialSchema()).flatMap(({ messages }) =>
      Object.entries(messages).flatMap(([message, fields]) => Object.keys(fields).map((name) => `${message}.${name}`)),
    );
    expect([...comments.keys()].sort()).toEqual(names.sort());
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
  it("if its official comment names an enum, if it has 64 bits, or if its name says that it is a time or a day", () => {
    expect(needy.enums.length).toBeGreaterThan(500);
    expect(needy.integers.length).toBeGreaterThan(100);
    expect(needy.times.length).toBeGreaterThan(100);
    expect(needy.moments.length).toBeGreaterThan(20);
    expect(missingMeanings(needy)).toEqual([]);
  });

  it("and is reported where it does not", () => {
    const [held, ...others] = needy.enums;
    const [integer] = needy.integers;
    if (!held || !integer) throw new Error("no fields");
    const stripped = { ...needy, enums: [{ ...held, field: { ...held.field, meaning: undefined } }, ...others] };
    expect(missingMeanings(stripped)).toEqual([
      `${held.field.file}.proto: ${held.field.fullName.slice(held.field.file.length + 1)} holds ${held.holds}: (opend.means).enum or .flags`,
    ]);
    const [moment, ...moments] = needy.moments;
    if (!moment) throw new Error("no moments");
    const alone = { ...needy, moments: [{ ...moment, field: { ...moment.field, meaning: {} } }, ...moments] };
    expect(missingMeanings(alone)).toEqual([expect.stringMatching(/ needs \(opend\.means\)\.timestamp: \w+$/)]);
    const bare = { ...needy, integers: [{ ...integer, meaning: undefined }] };
    expect(missingMeanings(bare)).toEqual([expect.stringMatching(/ needs \(opend\.means\)$/)]);
  });
});

describe("a market has a time zone in proto/, and a prefix if codes name it", () => {
  const values = marketValues(files);

  it("unless there is a reason", () => {
    expect(values.length).toBeGreaterThan(60);
    expect(missingMarkets(values)).toEqual([]);
  });

  it("and is reported where it has none", () => {
    const bare = values.map((value) => ({ ...value, each: { ...value.each, options: {} } }));
    const missing = missingMarkets(bare);
    expect(missing).toContain("Trd_Common.proto: TrdMarket.TrdMarket_HK needs (opend.market).zone");
    expect(missing).toContain("Qot_Common.proto: QotMarket.QotMarket_US_Security needs (opend.market).zone");
    expect(missing).toContain("Qot_Common.proto: QotMarket.QotMarket_US_Security needs (opend.market).prefix");
  });

  it("and every reason is needed", () => {
    const lacking = (name: string) =>
      values.filter(({ each }) => !JSON.stringify(each.options ?? {}).includes(name)).map(({ fullName }) => fullName);
    expect(lacking('"zone":')).toEqual(expect.arrayContaining(Object.keys(withoutZone)));
    expect(lacking('"prefix":')).toEqual(expect.arrayContaining(Object.keys(withoutPrefix)));
  });
});

describe("a file is a protocol in proto/", () => {
  it("unless there is a reason", () => {
    expect(missingProtocols(files)).toEqual([]);
    const names = files.flatMap(({ package: file, options }) => (options?.["[opend.protocol]"] ? [] : [file]));
    expect(names.sort()).toEqual(Object.keys(withoutProtocol).sort());
  });

  it("and is reported where it is none", () => {
    const bare = files.map((file) => ({ ...file, options: {} }));
    expect(missingProtocols(bare)).toHaveLength(files.length - Object.keys(withoutProtocol).length);
    expect(missingProtocols(bare)).toContain("Notify.proto needs (opend.protocol), or a reason in without-protocol.ts");
  });
});
