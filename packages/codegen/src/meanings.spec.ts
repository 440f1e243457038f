import { beforeAll, describe, expect, it } from "vitest";
import { type Files, failure, generate, protocol } from "./testing/run-generator.ts";

/** Shared files with markets: one of quotes, whose securities have codes, and one of trading. */
const shared = {
  "Qot_Common.proto": `syntax = "proto2"; package Qot_Common; import "opend/options.proto";
    enum QotMarket {
      QotMarket_Unknown = 0;
      QotMarket_HK = 1 [(opend.market).prefix = "HK", (opend.market).zone = "Asia/Hong_Kong"];
      QotMarket_Old = 2 [(opend.market).zone = "Asia/Hong_Kong"];
      QotMarket_US = 11 [(opend.market) = { prefix: "US" zone: "America/New_York" }];
      QotMarket_FX = 81 [(opend.market).prefix = "FX"];
    }
    message Security {
      option (opend.code) = true;
      required int32 market = 1 [(opend.means).enum = "Qot_Common.QotMarket"];
      required string code = 2;
    }`,
  "Trd_Common.proto": `syntax = "proto2"; package Trd_Common; import "opend/options.proto";
    enum TrdMarket {
      TrdMarket_Unknown = 0;
      TrdMarket_JP = 15 [(opend.market) = { zone: "Asia/Tokyo" code_digits: 4 }];
    }
    message TrdHeader { required int32 trdMarket = 1 [(opend.means).enum = "Trd_Common.TrdMarket"]; }
    message Filter {
      optional string begin = 1 [(opend.means).time = TIME_MOMENT];
      optional int64 micros = 2 [(opend.means).time = TIME_MICROSECONDS];
    }
    message Mixed { optional string day = 1 [(opend.means).time = TIME_DAY]; repeated int32 list = 2; }`,
};
const importQot = 'import "Qot_Common.proto";';
const importTrd = 'import "Trd_Common.proto";';

const enumOf = (name: string) => `[(opend.means).enum = "${name}"]`;
const day = "[(opend.means).time = TIME_DAY]";
const market = `[(opend.means).enum = "Qot_Common.QotMarket"]`;

const files = {
  ...shared,
  "Spec_Color.proto": `${protocol("Spec_Color", {
    c2s: `required int32 color = 1 ${enumOf("Spec_Color.Color")}; repeated int32 colors = 2 ${enumOf("Spec_Color.Color")};
      optional int64 big = 3 ${enumOf("Spec_Color.Color")}; optional int32 shape = 4 ${enumOf("Spec_Shape.Shape")};
      optional int32 market = 5 ${market};`,
    s2c: `required uint32 color = 1 ${enumOf("Spec_Color.Color")};`,
  })} enum Color { Color_Red = 0; } ${importQot}`,
  "Spec_Shape.proto": `${protocol("Spec_Shape", {
    c2s: `required int32 shape = 1 ${enumOf("Spec_Shape.Shape")}; required int32 color = 2 ${enumOf("Spec_Color.Color")};`,
  })} enum Shape { Shape_Round = 0; }`,
  "Spec_Words.proto": protocol("Spec_Words", {
    s2c: `
      // Sides.
      required int32 sides = 1 [(opend.means).flags = "Trd_Common.TrdMarket"];
      optional uint64 order = 2 [(opend.means).id = "order"];
      optional double shares = 3 [(opend.means).quantity = "shares"];
      optional string time = 4 [(opend.means).time = TIME_OF_DAY];
      optional string words = 5 [(opend.means).time = TIME_WORDS];
      optional double rate = 6 [(opend.means).number = NUMBER_PERCENT];
      optional double part = 7 [(opend.means).number = NUMBER_RATIO];
      optional double price = 8 [(opend.means).price = "security"];
      optional double cash = 9 [(opend.means).money = "account"];
      optional double dollars = 10 [(opend.means).money = "USD"];
      optional double odd = 11 [(opend.means).money = "unknown"];
      optional double own = 12 [(opend.means).money = "currency"];
      optional Row row = 13;
      optional string currency = 14;
      optional bytes key = 15 [(opend.means).secret = true];
      optional bool mystery = 16 [(opend.means).unknown = true];`,
  }).concat('message Row { optional double whole = 1 [(opend.means).money = "S2C.currency"]; }'),
  "Spec_Code.proto": `${protocol("Spec_Code", {
    c2s: `required Qot_Common.Security security = 1; repeated Qot_Common.Security others = 2;
      optional Row row = 3; repeated Row rows = 4; optional Plain plain = 5;`,
    s2c: "required Qot_Common.Security security = 1; repeated Row rows = 2;",
  })} ${importQot}
    message Row { required Qot_Common.Security stock = 1; }
    message Plain { required int32 id = 1; }`,
  "Spec_Forms.proto": `${protocol("Spec_Forms", {
    c2s: `required Qot_Common.Security security = 1; required string day = 2 ${day};
      optional string slashed = 3 [(opend.means).time = TIME_DAY_SLASHED];
      optional string compact = 4 [(opend.means).time = TIME_DAY_COMPACT];
      optional int32 number = 5 [(opend.means).time = TIME_DAY_COMPACT];
      optional string moment = 6 [(opend.means).time = TIME_MOMENT];
      optional double seconds = 7 [(opend.means).time = TIME_SECONDS];
      required int64 millis = 8 [(opend.means).time = TIME_MILLISECONDS];
      optional int64 micros = 9 [(opend.means).time = TIME_MICROSECONDS];
      optional string iso = 10 [(opend.means).time = TIME_ISO];
      optional string clock = 11 [(opend.means).time = TIME_OF_DAY];
      optional string words = 12 [(opend.means).time = TIME_WORDS];
      repeated string days = 13 ${day};`,
    s2c: `required string day = 1 ${day};`,
  })} ${importQot}`,
  "Spec_Own.proto": `${protocol("Spec_Own", {
    c2s: `optional int32 market = 1 ${market}; required Qot_Common.Security stock = 2; optional string day = 3 ${day};`,
  })} ${importQot}`,
  "Spec_Number.proto": protocol("Spec_Number", {
    c2s: `required int32 market = 1 ${market}; optional string day = 2 ${day};`,
  }),
  "Spec_List.proto": `${protocol("Spec_List", {
    c2s: `repeated Qot_Common.Security securityList = 1; optional string day = 2 ${day};`,
  })} ${importQot}`,
  "Spec_Header.proto": `${protocol("Spec_Header", {
    c2s: "required Trd_Common.TrdHeader header = 1; optional Trd_Common.Filter filter = 2; optional Inner inner = 3;",
  })} ${importTrd} message Inner { optional string day = 1 ${day}; }`,
  "Spec_Named.proto": `${protocol("Spec_Named", {
    c2s: `option (opend.zone_of) = "other"; required Qot_Common.Security security = 1;
      optional int32 other = 2 ${enumOf("Trd_Common.TrdMarket")}; optional string day = 3 ${day};`,
  })} ${importQot}`,
  "Spec_Nowhere.proto": `${protocol("Spec_Nowhere", {
    c2s: `optional string day = 1 ${day}; optional double seconds = 2 [(opend.means).time = TIME_SECONDS];
      optional Trd_Common.Mixed mixed = 3;`,
  })} ${importTrd}`,
  "Spec_Somewhere.proto": `${protocol("Spec_Somewhere", {
    c2s: "required Qot_Common.Security security = 1; optional Trd_Common.Mixed mixed = 2;",
  })} ${importQot} ${importTrd}`,
  "Spec_Reply.proto": protocol("Spec_Reply", {
    s2c: `required int32 market = 1 ${market}; required string day = 2 ${day};`,
  }),
};

let output: Files = new Map();
beforeAll(async () => {
  output = await generate(files);
});

/** The generated module of a protocol or of shared messages. */
const moduleOf = (name: string) => output.get(`protocols/${name}.ts`) ?? "";

/** The interface of a message: its fields without their docs. */
function fieldsOf(module: string, message: string): string[] {
  const [, body = ""] = new RegExp(`interface ${message} \\{([^}]*)\\}`).exec(moduleOf(module)) ?? [];
  const lines = body.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("/**"));
}

/** The doc of a field. */
function docOf(module: string, message: string, field: string): string | undefined {
  const [, body = ""] = new RegExp(`interface ${message} \\{([^}]*)\\}`).exec(moduleOf(module)) ?? [];
  return new RegExp(`/\\*\\* (.*) \\*/\\s+${field}\\??:`).exec(body)?.[1];
}

/** What the shape of a message says about the dates and the market of requests. */
function inputShapeOf(module: string, message: string): string[] {
  const [, body = ""] = new RegExp(`const ${message}Shape: MessageShape = \\{([^;]*)\\};`).exec(moduleOf(module)) ?? [];
  const lines = body.split("\n").map((line) => line.trim());
  return lines.filter((line) => /^(dates|market|fromText):/.test(line));
}

describe("a field that holds an enum", () => {
  it("has the type of the enum, whatever its integer type", () => {
    expect(fieldsOf("Spec_Color", "C2S")).toEqual([
      "color: Color;",
      "colors: Color[];",
      "big?: bigint | undefined;",
      "shape?: Spec_Shape_Shape | undefined;",
      "market?: Qot_Common.QotMarket | undefined;",
    ]);
    expect(fieldsOf("Spec_Color", "S2C")).toEqual(["color: Color;"]);
    expect(moduleOf("Spec_Color")).toContain('required: { color: "uint32" }');
  });

  it("has it also between files that do not import each other", () => {
    expect(fieldsOf("Spec_Shape", "C2S")).toEqual(["shape: Shape;", "color: Spec_Color_Color;"]);
    expect(moduleOf("Spec_Color")).toContain(
      'import type { Shape as Spec_Shape_Shape } from "../enums/Spec_Shape.js";',
    );
    expect(moduleOf("Spec_Shape")).toContain(
      'import type { Color as Spec_Color_Color } from "../enums/Spec_Color.js";',
    );
    expect(moduleOf("Spec_Shape")).not.toContain("./Spec_Color.js");
  });
});

it.each([
  ["sides", "Sides. Values of Trd_Common.TrdMarket, combined with a bitwise OR."],
  ["order", undefined],
  ["shares", "Unit: shares."],
  ["time", "hh:mm:ss, in the market's time zone."],
  ["words", "A text for people."],
  ["rate", "In percent: 12.34 means 12.34 %."],
  ["part", "A quotient: 0.1234 means 12.34 %, and 5 means 5 times."],
  ["price", "In the currency of the security."],
  ["cash", "In the currency of the account."],
  ["dollars", "In USD."],
  ["odd", "The official texts do not say in which currency."],
  ["own", "In the currency that currency holds."],
  ["key", "A secret."],
  ["mystery", "The official texts do not say what it holds."],
])("the docs of %s say what it means", (field, doc) => {
  expect(docOf("Spec_Words", "S2C", field)).toBe(doc);
});

it("an amount may have its currency in the body of the reply", () => {
  expect(docOf("Spec_Words", "Row", "whole")).toBe("In the currency that S2C.currency holds.");
});

describe("a request", () => {
  it("may have codes for securities, at any depth, but a reply has none", () => {
    expect(fieldsOf("Spec_Code", "C2SInput")).toEqual([
      "security: Qot_Common.Security | string;",
      "others?: readonly (Qot_Common.Security | string)[] | undefined;",
      "row?: RowInput | undefined;",
      "rows?: readonly (RowInput)[] | undefined;",
      "plain?: Plain | undefined;",
    ]);
    expect(fieldsOf("Spec_Code", "RowInput")).toEqual(["stock: Qot_Common.Security | string;"]);
    expect(docOf("Spec_Code", "C2SInput", "security")).toBe('Or a code, such as "HK.00700".');
    expect(fieldsOf("Spec_Code", "C2S")).toContain("security: Qot_Common.Security;");
    expect(fieldsOf("Spec_Code", "S2C")).toEqual(["security: Qot_Common.Security;", "rows: Row[];"]);
    expect(moduleOf("Spec_Code")).not.toMatch(/S2CInput|PlainInput/);
  });

  it("may have a Date for a day or a moment, and for nothing else", () => {
    expect(fieldsOf("Spec_Forms", "C2SInput").slice(1)).toEqual([
      "day: string | Date;",
      "slashed?: string | Date | undefined;",
      "compact?: string | Date | undefined;",
      "number?: number | Date | undefined;",
      "moment?: string | Date | undefined;",
      "seconds?: number | Date | undefined;",
      "millis: bigint | Date;",
      "micros?: bigint | Date | undefined;",
      "iso?: string | Date | undefined;",
      "clock?: string | undefined;",
      "words?: string | undefined;",
      "days?: readonly (string)[] | undefined;",
    ]);
    expect(fieldsOf("Spec_Forms", "C2S")).toContain("day: string;");
    expect(fieldsOf("Spec_Forms", "S2C")).toEqual(["day: string;"]);
  });

  it("has a writer for each of these fields, and loads no other", () => {
    const [dates = ""] = inputShapeOf("Spec_Forms", "C2S");
    expect(dates).toContain("day: writeDay, slashed: writeSlashedDay, compact: writeCompactDay");
    expect(dates).toContain("moment: writeMoment, seconds: writeSeconds, millis: writeMilliseconds");
    expect(dates).toContain("micros: writeMicroseconds, iso: writeIso");
    expect(inputShapeOf("Spec_Forms", "S2C")).toEqual([]);
    expect(moduleOf("Spec_Own")).toContain('import { writeDay } from "../../base/zoned-time.js";');
    expect(inputShapeOf("Qot_Common", "Security")).toEqual(["fromText: security,"]);
  });
});

describe("the time zone of a request's Date", () => {
  const [quotes, trading] = ["zonesOfQotMarket", "zonesOfTrdMarket"];

  it.each([
    ["its security, before its market", "Spec_Own", ["stock", "market"], quotes],
    ["its market", "Spec_Number", ["market"], quotes],
    ["the first of its securities", "Spec_List", ["securityList", 0, "market"], quotes],
    ["its header", "Spec_Header", ["header", "trdMarket"], trading],
    ["what the option zone_of names", "Spec_Named", ["other"], trading],
  ])("is that of %s", (_, name, path, zones) => {
    expect(inputShapeOf(name, "C2S")).toContain(`market: { path: ${JSON.stringify(path)}, zones: ${zones} },`);
    expect(moduleOf(name)).toContain(`import { ${zones} } from "../contract/markets.js";`);
    if (name === "Spec_Header") return;
    expect(fieldsOf(name, "C2SInput")).toContain("day?: string | Date | undefined;");
    expect(docOf(name, "C2SInput", "day")).toContain(`written in the time zone of \`${path[0]}\`.`);
  });

  it("is that of the message above where a message has no market, also in another file", () => {
    expect(fieldsOf("Spec_Header", "InnerInput")).toEqual(["day?: string | Date | undefined;"]);
    expect(docOf("Spec_Header", "InnerInput", "day")).toContain("in the time zone of the request's market.");
    expect(inputShapeOf("Spec_Header", "Inner")).toEqual(["dates: { day: writeDay },"]);
    expect(fieldsOf("Spec_Header", "C2SInput")).toContain("filter?: Trd_Common.FilterInput | undefined;");
    expect(fieldsOf("Trd_Common", "FilterInput")).toEqual([
      "begin?: string | Date | undefined;",
      "micros?: bigint | Date | undefined;",
    ]);
  });

  it("is unknown without a market, so there is no Date, except for numbers since 1970", () => {
    expect(fieldsOf("Spec_Nowhere", "C2SInput")).toEqual([
      "day?: string | undefined;",
      "seconds?: number | Date | undefined;",
      "mixed?: Trd_Common.MixedInput | undefined;",
    ]);
    expect(inputShapeOf("Spec_Nowhere", "C2S")).toEqual(["dates: { seconds: writeSeconds },"]);
  });

  it("is unknown for a shared message that some request has without a market", () => {
    expect(fieldsOf("Trd_Common", "MixedInput")).toEqual([
      "day?: string | undefined;",
      "list?: readonly (number)[] | undefined;",
    ]);
    expect(inputShapeOf("Spec_Somewhere", "C2S")).toEqual([]);
  });

  it("is of no concern to a reply", () => {
    expect(inputShapeOf("Spec_Reply", "S2C")).toEqual([]);
    expect(moduleOf("Spec_Reply")).not.toContain("zonesOf");
  });
});

it("the markets have their zones and prefixes in modules of their own", () => {
  expect(output.get("contract/markets.ts")).toContain(
    'export const zonesOfQotMarket: Readonly<Record<number, string>> = { 1: "Asia/Hong_Kong", 2: "Asia/Hong_Kong", 11: "America/New_York" };',
  );
  expect(output.get("contract/markets.ts")).toContain(
    'zonesOfTrdMarket: Readonly<Record<number, string>> = { 15: "Asia/Tokyo" };',
  );
  expect(output.get("contract/markets.ts")).not.toContain("zonesOfColor");
  expect(output.get("contract/markets.ts")).toContain("export const markets = { HK: 1, US: 11, FX: 81 } as const;");
  const digits = output.get("contract/code-digits.ts");
  expect(digits).toContain("codeDigitsOfTrdMarket: Readonly<Record<number, number>> = { 15: 4 };");
  expect(digits).not.toContain("codeDigitsOfQotMarket");
});

describe.concurrent("the generator refuses", () => {
  const refused = (field: string) => failure({ ...shared, "Spec_Wrong.proto": protocol("Spec_Wrong", { s2c: field }) });

  it.each([
    [
      'int32 f = 1 [(opend.means).enum = "Spec_Wrong.Missing"]',
      "means the enum Spec_Wrong.Missing, which no file declares",
    ],
    ['int32 f = 1 [(opend.means).flags = "Missing"]', "means the enum Missing, which no file declares"],
    ['string f = 1 [(opend.means).enum = "Qot_Common.QotMarket"]', "means enum, so it must be an integer"],
    ['double f = 1 [(opend.means).enum = "Qot_Common.QotMarket"]', "means enum, so it must be an integer"],
    ['bool f = 1 [(opend.means).flags = "Qot_Common.QotMarket"]', "means flags, so it must be an integer"],
    ['double f = 1 [(opend.means).id = "order"]', "means id, so it must be an integer or a text"],
    ["int32 f = 1 [(opend.means).secret = true]", "means secret, so it must be a text or bytes"],
    [
      'bool f = 1 [(opend.means).quantity = "shares"]',
      "means quantity, so it must be an integer or a real number or a text",
    ],
    [
      "bytes f = 1 [(opend.means).number = NUMBER_RATIO]",
      "means number, so it must be an integer or a real number or a text",
    ],
    ['bool f = 1 [(opend.means).price = "HKD"]', "means price, so it must be an integer or a real number or a text"],
    ["int32 f = 1 [(opend.means).time = TIME_DAY]", "means time, so it must be a text"],
    ["string f = 1 [(opend.means).time = TIME_SECONDS]", "means time, so it must be an integer or a real number"],
    ["bool f = 1 [(opend.means).time = TIME_DAY_COMPACT]", "means time, so it must be an integer or a text"],
    ["string f = 1 [(opend.means).time = TIME_UNSPECIFIED]", "has a time without a form"],
    ["double f = 1 [(opend.means).number = NUMBER_UNSPECIFIED]", "has a number without a form"],
    [
      'string f = 1 [(opend.means) = { time: TIME_MOMENT timestamp: "g" }]',
      "has the timestamp g, which is not a single TIME_SECONDS of the message",
    ],
    [
      'string f = 1 [(opend.means) = { time: TIME_MOMENT timestamp: "f" }]',
      "has the timestamp f, which is not a single TIME_SECONDS of the message",
    ],
    ['string f = 1 [(opend.means) = { time: TIME_DAY timestamp: "f" }]', "has a timestamp, which only a single"],
    ["double f = 1 [(opend.means) = {}]", "has an option (opend.means) that says nothing"],
    ['double f = 1 [(opend.means).money = "currency"]', 'is an amount in "currency", which is neither a field of S2C'],
    ['double f = 1 [(opend.means).price = "S2C.currency"]', 'is an amount in "S2C.currency", which is neither a field'],
    [
      'double f = 1 [(opend.means).money = "usd"]',
      'is an amount in "usd", which is neither a field of S2C, a currency',
    ],
  ])("%s", async (field, reason) => {
    expect(await refused(`optional ${field};`)).toContain(`Spec_Wrong.proto: S2C.f ${reason}`);
  });

  it.each([
    ["day", `optional string day = 1 ${day};`],
    ["missing", `optional int32 market = 1 ${market};`],
  ])("zone_of a field %s that holds no market", async (named, fields) => {
    expect(await refused(`option (opend.zone_of) = "${named}"; ${fields}`)).toContain(
      `Spec_Wrong.proto: zone_of of S2C names ${named}, which holds no market`,
    );
  });

  it("an enum in which two values have the same short name", async () => {
    const text = `${protocol("Spec_Wrong")} enum Color { Color_Red = 0; Red = 1; }`;
    expect(await failure({ "Spec_Wrong.proto": text })).toContain(
      "Spec_Wrong.Color: two values have the same short name",
    );
  });
});
