import { beforeAll, describe, expect, it } from "vitest";
import { type Files, failure, generate, protocol } from "./testing/run-generator.ts";

const paging = (fields: { request?: string; reply?: string; rows?: string; size?: string; end?: string } = {}) => {
  const { request = "nextKey", reply = "nextKey", rows = '"list"', size = "num", end = 'end: "-1"' } = fields;
  return `id: 9002 kind: KIND_QUERY paging: {
    key: { request_field: "${request}" reply_field: "${reply}" ${end} }
    rows: [${rows}]
    page_size: { field: "${size}" default: 10 min: 1 max: 50 }
  }`;
};
const paged = {
  c2s: "required int32 market = 1; optional string nextKey = 2; optional int32 num = 3;",
  s2c: "repeated int64 list = 1; repeated double others = 2; optional string nextKey = 3;",
};

const byOffset = (ends: string, size = 'page_size: { field: "num" min: 1 max: 200 }') =>
  `id: 9011 kind: KIND_QUERY paging: { offset: { request_field: "begin" ${ends} } rows: ["list"] ${size} }`;
const skipped = {
  c2s: "required int32 begin = 1; required int32 num = 2; optional string text = 3;",
  s2c: "repeated int64 list = 1; required bool last = 2; required int32 all = 3; optional string text = 4;",
};

/** A push with the fields of {@link pushed}. */
const push = (push: string) => `id: 9004 kind: KIND_PUSH push: { ${push} }`;
const quote = (about: string) => push(`quote: { ${about} }`);
const pushed = {
  without: "Request",
  s2c: `required Qot_Common.Security stock = 1; optional Qot_Common.Security other = 2; required int32 period = 3;
    optional int32 loose = 4; repeated Item list = 5; optional Item item = 6; required Item order = 7;`,
} as const;
const item = `import "Qot_Common.proto";
  message Item { required Qot_Common.Security stock = 1; required string code = 2; required uint64 id = 3;
    optional int32 side = 4; }`;
const quoteTypes = {
  "Qot_Common.proto": 'syntax = "proto2"; package Qot_Common; message Security { required string code = 2; }',
};

const one = "optional Item one = 1; repeated Item many = 2; required Free free = 3;";
const happy = {
  "Spec_Fields.proto": protocol("Spec_Fields", {
    c2s: `required string code = 1; optional int32 num = 2; repeated int64 ids = 3; optional bool on = 4;
      required bytes blob = 5; optional double price = 6; required uint64 volume = 7;`,
  }),
  "Spec_Nested.proto": `${protocol("Spec_Nested", { c2s: one })}
    message Item { required int32 id = 1; }
    message Free { optional int32 id = 1; }`,
  "Spec_Inner.proto": `${protocol("Spec_Inner", { c2s: "optional Outer outer = 1;" })}
    message Outer { message Inner { required int32 id = 1; } repeated Inner inners = 1; }`,
  "Spec_Enums.proto": `${protocol("Spec_Enums", { s2c: "optional Color color = 1; repeated Color colors = 2;" })}
    // Of a light.
    enum Color {
      // Stop.
      Color_Red = 0;
      Color_Blue = 1;
      Color_5Min = 2;
      Other = 3;
    }`,
  "Common.proto": `syntax = "proto2"; package Common;
    message PacketID { required uint64 connID = 1; required uint32 serialNo = 2; }`,
  "Trd_Common.proto": 'syntax = "proto2"; package Trd_Common; message TrdHeader { required uint64 accID = 1; }',
  "Spec_Guarded.proto": `${protocol("Spec_Guarded", {
    option: "id: 9010 kind: KIND_COMMAND",
    c2s: "required Common.PacketID packetID = 1; optional string code = 2;",
  })} import "Common.proto";`,
  "Spec_Bytes.proto": protocol("Spec_Bytes", {
    option: paging({ request: "key", reply: "key", end: "" }),
    c2s: "optional bytes key = 1; optional int32 num = 2;",
    s2c: "repeated int64 list = 1; optional bytes key = 2;",
  }),
  "Spec_More.proto": protocol("Spec_More", {
    option: paging({ end: 'more_field: "hasMore"' }),
    c2s: paged.c2s,
    s2c: `${paged.s2c} optional bool hasMore = 4;`,
  }),
  "Spec_Offset.proto": protocol("Spec_Offset", {
    option: byOffset('last_page_field: "last" all_count_field: "all"'),
    ...skipped,
  }),
  "Spec_Count.proto": protocol("Spec_Count", { option: byOffset('all_count_field: "all"', ""), ...skipped }),
  "Spec_Comments.proto": protocol("Spec_Comments", {
    c2s: `
      // How many, at */ most.
      // Default: 10.
      optional int32 num = 1;`,
  }),
  "Spec_Command.proto": `${protocol("Spec_Command", {
    option:
      'id: 9003 kind: KIND_COMMAND rate_limit: { requests: 15 per_seconds: 30 scope: RATE_SCOPE_ACCOUNT min_interval_ms: 20 only_if: "fresh" budget_of: "Spec_Other" }',
    c2s: "required Trd_Common.TrdHeader header = 1; optional bool fresh = 2;",
  })} import "Trd_Common.proto";`,
  "Spec_Paged.proto": protocol("Spec_Paged", { option: paging({ rows: '"list", "others"' }), ...paged }),
  "Spec_First.proto": protocol("Spec_First", {
    option: `${paging()} rate_limit: { requests: 60 per_seconds: 30 first_page_only: true only_if: "fresh" }`,
    ...paged,
    c2s: `${paged.c2s} optional bool fresh = 4;`,
  }),
  "Spec_Begin.proto": protocol("Spec_Begin", {
    option: `${byOffset('last_page_field: "last"')} rate_limit: { requests: 6 per_seconds: 30 first_page_only: true }`,
    ...skipped,
  }),
  "Spec_One.proto": protocol("Spec_One", { option: paging({ end: "" }), ...paged }),
  "Spec_Push.proto": protocol("Spec_Push", { option: "id: 9004 kind: KIND_PUSH", without: "Request" }),
  "Spec_Quote.proto": `${protocol("Spec_Quote", { option: quote('sub_types: [4] security: "stock"'), ...pushed })}${item}`,
  "Spec_Select.proto": `${protocol("Spec_Select", {
    option: quote(`security: "list.stock" selector: {
      field: "period" cases: [{ value: 1 sub_type: 11 }, { value: 2 sub_type: 6 }]
    }`),
    ...pushed,
  })}${item}`,
  "Spec_Loose.proto": `${protocol("Spec_Loose", {
    option: quote(`security: "stock" selector: {
      field: "loose" cases: [{ value: 0 sub_type: 2 }, { value: 1 sub_type: 22 }] default: 0
    }`),
    ...pushed,
  })}${item}`,
  "Spec_Contract.proto": `${protocol("Spec_Contract", {
    option: push('event_contract: { sub_types: [11, 6] security: "list.stock" key: "list.side" }'),
    ...pushed,
  })}${item}`,
  "Spec_Account.proto": `${protocol("Spec_Account", {
    option: push('account: { account: "order.id" key: "order.id" }'),
    ...pushed,
  })}${item}`,
  ...quoteTypes,
  "Spec_Types.proto": 'syntax = "proto2"; package Spec_Types; message T { required int32 id = 1; }',
};

describe("a generated protocol", () => {
  let files: Files = new Map();
  beforeAll(async () => {
    files = await generate(happy);
  });

  it("requires the fields that the schema requires, and no others", () => {
    const text = files.get("protocols/Spec_Fields.ts");
    expect(text).toContain(`  export interface C2S {
    code: string;
    num?: number | undefined;
    ids: bigint[];
    on?: boolean | undefined;
    blob: Uint8Array;
    price?: number | undefined;
    volume: bigint;
  }`);
    expect(text).toContain(`export const C2SShape: MessageShape = {
  required: { code: "string", blob: "bytes", volume: "uint64" },
  optional: { num: "int32", on: "bool", price: "double" },
  repeated: { ids: "int64" },
};`);
  });

  it("has the shapes of nested messages, each after those that it refers to", () => {
    const text = files.get("protocols/Spec_Nested.ts") ?? "";
    expect(text).toContain(`export const C2SShape: MessageShape = {
  required: { free: FreeShape },
  optional: { one: ItemShape },
  repeated: { many: ItemShape },
};`);
    expect(text.indexOf("const ItemShape")).toBeLessThan(text.indexOf("const C2SShape"));
    expect(text.indexOf("const FreeShape")).toBeLessThan(text.indexOf("const C2SShape"));
  });

  it("names a nested message after both messages", () => {
    const text = files.get("protocols/Spec_Inner.ts");
    expect(text).toContain("  export interface Outer_Inner {\n    id: number;\n  }");
    expect(text).toContain("inners: Outer_Inner[];");
    expect(text).toContain("repeated: { inners: Outer_InnerShape },");
  });

  it("writes out the required fields of messages in lists, if they have no nested ones", () => {
    expect(files.get("protocols/Spec_Inner.ts")).toContain(`export const Outer_InnerShape: MessageShape = {
  required: { id: "int32" },
  isComplete: (m) => m["id"] !== undefined,
};`);
    // Only one of its messages occurs in a list, and that one has no required fields.
    expect(files.get("protocols/Spec_Fields.ts")).not.toContain("isComplete");
    expect(files.get("protocols/Spec_Nested.ts")?.match(/isComplete/g)).toHaveLength(1);
  });

  it("leaves enums open, since a newer gateway may send other values", () => {
    const text = files.get("protocols/Spec_Enums.ts");
    expect(text).toContain("color?: Color | undefined;");
    expect(text).toContain("colors: Color[];");
    expect(text).toContain('optional: { color: "int32" },');
    expect(text).toContain('repeated: { colors: "int32" },');
  });

  it("exports its enums, which have short names, from a module of their own", () => {
    expect(files.get("protocols/Spec_Enums.ts")).toContain('export * from "../enums/Spec_Enums.js";');
    expect(files.get("enums/Spec_Enums.ts")).toBe(`/** Of a light. */
export enum Color {
  /** Stop. Official name: \`Color_Red\`. */
  Red = 0,
  /** Official name: \`Color_Blue\`. */
  Blue = 1,
  /** Official name: \`Color_5Min\`. */
  "5Min" = 2,
  /** Official name: \`Other\`. */
  Other = 3,
}
/** The names of Color. */
export type ColorName = "Red" | "Blue" | "5Min" | "Other";

`);
    expect(files.has("enums/Spec_Fields.ts")).toBe(false);
  });

  it("with replay protection leaves the packet id to the session", () => {
    const text = files.get("protocols/Spec_Guarded.ts");
    expect(text).toContain(
      'RequestProtocol<Omit<Spec_Guarded.C2S, "packetID">, Spec_Guarded.S2C, Spec_Guarded.C2SInput> & { readonly kind: "command" } = {',
    );
    expect(text).toContain("  export interface C2SInput {\n    code?: string | undefined;\n  }");
    expect(text).toContain("withPacketId: (c2s, packetID) => ({ ...c2s, packetID }),");
  });

  it("carries comments as docstrings", () => {
    const text = files.get("protocols/Spec_Comments.ts");
    expect(text).toContain("    /** How many, at * / most. Default: 10. */\n    num?: number | undefined;");
    expect(text).toContain("/** Spec_Comments: made up. */\nexport const Spec_Comments:");
  });

  it("has its id, kind and frequency limit", () => {
    const text = files.get("protocols/Spec_Command.ts");
    expect(text).toContain(
      `export const Spec_Command: RequestProtocol<Spec_Command.C2S, Spec_Command.S2C, Spec_Command.C2SInput> & { readonly kind: "command" } = {
  id: 9003,
  name: "Spec_Command",
  kind: "command",`,
    );
    expect(text).toContain(
      'rateLimit: { requests: 15, perSeconds: 30, scope: "account", account: (c2s) => String(c2s.header.accID), minIntervalMs: 20, counts: (c2s) => c2s.fresh === true, budgetOf: "Spec_Other" },',
    );
    expect(text).not.toContain("paging");
  });

  it("whose later pages are free recognizes them by their key or offset", () => {
    expect(files.get("protocols/Spec_First.ts")).toContain(
      "rateLimit: { requests: 60, perSeconds: 30, firstPageOnly: true, counts: (c2s) => c2s.fresh === true && !c2s.nextKey?.length },",
    );
    expect(files.get("protocols/Spec_Begin.ts")).toContain("firstPageOnly: true, counts: (c2s) => !c2s.begin },");
  });

  it("that is paged has a typed paging value", () => {
    const text = files.get("protocols/Spec_Paged.ts");
    expect(text).toContain(
      'PagedProtocol<Spec_Paged.C2S, Spec_Paged.S2C, Spec_Paged.C2SInput, Spec_Paged.S2C["list"][number] | Spec_Paged.S2C["others"][number], Spec_Paged.PagedInput> = {',
    );
    expect(text).toContain('export type PagedInput = Omit<C2SInput, "nextKey" | "num">;');
    expect(text).toContain(`  paging: {
    fields: { rows: ["list", "others"], key: "nextKey", nextKey: "nextKey", end: "-1", pageSize: "num" },
    pageSize: { default: 10, min: 1, max: 50 },
    rows: (s2c) => [...s2c.list, ...s2c.others],
    nextCursor: ({ nextKey }) => (nextKey === undefined || nextKey === "" || nextKey === "-1" ? undefined : nextKey),
    isCursor: (cursor) => cursor !== "" && cursor !== "-1",
    toRequest: (c2s, cursor, pageSize) => Object.assign({}, c2s, { nextKey: cursor, num: pageSize }),
  },`);
  });

  it("that is paged over one list returns its rows unchanged, and ends only at the empty key", () => {
    const text = files.get("protocols/Spec_One.ts");
    expect(text).toContain("rows: (s2c) => s2c.list,");
    expect(text).toContain('(nextKey === undefined || nextKey === "" ? undefined : nextKey)');
    expect(text).toContain('isCursor: (cursor) => cursor !== "",');
  });

  it("that is paged by keys of bytes converts them to text", () => {
    expect(files.get("protocols/Spec_Bytes.ts")).toContain(`    nextCursor: ({ key }) => keyToCursor(key),
    isCursor: isKeyCursor,
    toRequest: (c2s, cursor, pageSize) => Object.assign({}, c2s, { key: cursorToKey(cursor), num: pageSize }),`);
  });

  it("that says whether there is more ends accordingly, whatever its key", () => {
    expect(files.get("protocols/Spec_More.ts")).toContain(
      '({ nextKey, hasMore }) => (hasMore === false || nextKey === undefined || nextKey === "" ? undefined : nextKey)',
    );
  });

  it("that is paged by offset counts rows, and always sends a required page size", () => {
    expect(
      files.get("protocols/Spec_Offset.ts"),
    ).toContain(`    nextCursor: (s2c, cursor) => nextOffset(cursor, s2c.list.length, s2c.last, s2c.all),
    isCursor: isOffsetCursor,
    toRequest: (c2s, cursor, pageSize) => Object.assign({}, c2s, { begin: cursorToOffset(cursor), num: pageSize ?? 200 }),`);
    expect(
      files.get("protocols/Spec_Count.ts"),
    ).toContain(`    nextCursor: (s2c, cursor) => nextOffset(cursor, s2c.list.length, undefined, s2c.all),
    isCursor: isOffsetCursor,
    toRequest: (c2s, cursor) => Object.assign({}, c2s, { begin: cursorToOffset(cursor) }),`);
  });

  it("is in push-ids.ts only if it is a push", () => {
    expect(files.get("contract/push-ids.ts")).toContain("new Set([9004, 9004, 9004, 9004, 9004, 9004])");
    const text = files.get("protocols/Spec_Push.ts");
    expect(text).toContain("export const Spec_Push: PlainPushProtocol<Spec_Push.S2C> = {");
    expect(text).toContain('  feed: "plain",\n};');
    expect(files.get("protocols/index.ts")).toContain('export { Spec_Push } from "./Spec_Push.js";');
  });

  it("that is a push of one data type names the type and the security", () => {
    const text = files.get("protocols/Spec_Quote.ts");
    expect(text).toContain('import type { QuotePushProtocol } from "../../push/push-protocol.js";');
    expect(text).toContain('import { subscribeQuotes } from "../../push/subscribe-quotes.js";');
    expect(text).not.toMatch(/subscribeAccounts|subscribeEventContracts/);
    expect(text).toContain("export const Spec_Quote: QuotePushProtocol<Spec_Quote.S2C> = {");
    expect(text).toContain(`  feed: "quote",
  subscribe: subscribeQuotes(Qot_Sub),
  subTypes: [4],
  defaultSubType: 4,
  subTypeOf: () => 4,
  securities: (s2c) => [s2c.stock],
};`);
  });

  it("that is a push of several data types tells them apart", () => {
    expect(files.get("protocols/Spec_Select.ts")).toContain(`  subTypes: [11, 6],
  subTypeOf: ({ period }) => {
    switch (period) {
      case 1:
        return 11;
      case 2:
        return 6;
      default:
        return undefined;
    }
  },
  securities: (s2c) => s2c.list.map((item) => item.stock),
};`);
  });

  it("that is a push with an optional selector has a default", () => {
    expect(files.get("protocols/Spec_Loose.ts")).toContain(`  subTypes: [2, 22],
  defaultSubType: 2,
  subTypeOf: ({ loose = 0 }) => {
    switch (loose) {
      case 0:
        return 2;`);
  });

  it("that is a push about event contracts may not say which data type it belongs to", () => {
    const text = files.get("protocols/Spec_Contract.ts");
    expect(text).toContain("export const Spec_Contract: EventContractPushProtocol<Spec_Contract.S2C> = {");
    expect(text).toContain('import { subscribeEventContracts } from "../../push/subscribe-event-contracts.js";');
    expect(text).toContain(`  feed: "eventContract",
  subscribe: subscribeEventContracts(Qot_SubEventContract),
  subTypes: [11, 6],
  securities: (s2c) => s2c.list.map((item) => item.stock),
  keyOf: (s2c) => s2c.list.map((item) => item.side).join(),
};`);
  });

  it("that is a push about an account names the account and the subject", () => {
    const text = files.get("protocols/Spec_Account.ts");
    expect(text).toContain("export const Spec_Account: AccountPushProtocol<Spec_Account.S2C> = {");
    expect(text).toContain('import { subscribeAccounts } from "../../push/subscribe-accounts.js";');
    expect(text).toContain(`  feed: "account",
  subscribe: subscribeAccounts(Trd_SubAccPush),
  accountOf: (s2c) => s2c.order.id,
  keyOf: (s2c) => String(s2c.order.id),
};`);
  });

  it("is exported from index.ts by name, and shared types as a namespace", () => {
    const lines = files.get("protocols/index.ts")?.trim().split("\n") ?? [];
    expect(lines).toHaveLength(Object.keys(happy).length);
    expect(lines).toContain('export { Spec_Paged } from "./Spec_Paged.js";');
    expect(lines).toContain('export * as Spec_Types from "./Spec_Types.js";');
  });

  it("is added to index.ts when its file exists, without changing other files", async () => {
    const added = { "Spec_New.proto": protocol("Spec_New", { option: "id: 9009 kind: KIND_QUERY" }) };
    const after = new Map(await generate({ ...happy, ...added }));
    const line = 'export { Spec_New } from "./Spec_New.js";\n';
    expect(files.get("protocols/index.ts")).not.toContain(line);
    expect(after.get("protocols/Spec_New.ts")).toContain("id: 9009,");
    for (const [name, text] of files) {
      const now = name.endsWith("/index.ts") ? after.get(name)?.replace(line, "") : after.get(name);
      expect(now).toBe(text);
    }
  });
});

describe.concurrent("the generator", () => {
  it.each([
    ["C2S", "nowhere", paging({ request: "nowhere" })],
    ["C2S", "nobody", paging({ size: "nobody" })],
    ["S2C", "nothing", paging({ reply: "nothing" })],
    ["S2C", "nil", paging({ rows: '"list", "nil"' })],
  ])("refuses paging over a field of %s that does not exist (%s)", async (message, field, option) => {
    const said = await failure({ "Spec_Wrong.proto": protocol("Spec_Wrong", { option, ...paged }) });
    expect(said).toContain(`Spec_Wrong.proto: paging names a field ${message}.${field} that does not exist`);
  });

  it.each(["C2S", "S2C", "Request", "Response"] as const)(
    "refuses a protocol without the message %s",
    async (without) => {
      const said = await failure({ "Spec_Part.proto": protocol("Spec_Part", { without }) });
      expect(said).toContain(`Spec_Part.proto: has the option (opend.protocol) but no message ${without}`);
    },
  );

  it("refuses a protocol that does not say what kind it is", async () => {
    const option = "id: 9005 kind: KIND_UNSPECIFIED";
    const said = await failure({ "Spec_Kind.proto": protocol("Spec_Kind", { option }) });
    expect(said).toContain("Spec_Kind.proto: (opend.protocol).kind is not set");
  });

  it("refuses paging without a style", async () => {
    const option = 'id: 9006 kind: KIND_QUERY paging: { rows: ["list"] }';
    const said = await failure({ "Spec_Style.proto": protocol("Spec_Style", { option, ...paged }) });
    expect(said).toContain("Spec_Style.proto: (opend.protocol).paging has no style");
  });

  it.each([
    [paging({ request: "num" }), paged, "paging names C2S.num, which is not of type string"],
    [paging({ reply: "list" }), paged, "paging names S2C.list, which is not of type string"],
    [paging({ end: 'more_field: "nextKey"' }), paged, "paging names S2C.nextKey, which is not of type bool"],
    [byOffset(""), skipped, "paging by offset needs a last_page_field or an all_count_field"],
    [byOffset('last_page_field: "text"'), skipped, "paging names S2C.text, which is not of type bool or int32"],
    [byOffset('all_count_field: "last"'), skipped, "paging names S2C.last, which is not of type int32"],
    [
      byOffset('all_count_field: "all"', 'page_size: { field: "num" min: 1 }'),
      skipped,
      "the page size num is required, so it needs a max to send",
    ],
    [
      'id: 1 kind: KIND_QUERY batch: { field: "text" max: 400 }',
      skipped,
      "batch is about C2S.text, which is no list of securities",
    ],
    [
      'id: 1 kind: KIND_QUERY span: { since_field: "nothing" until_field: "text" max_days: 30 }',
      skipped,
      "span is about C2S.nothing, which is not a text",
    ],
    [
      'id: 1 kind: KIND_QUERY span: { since_field: "text.day" until_field: "text" max_days: 30 }',
      skipped,
      "span is about C2S.text.day, which is not a text",
    ],
    [
      'id: 1 kind: KIND_QUERY rate_limit: { requests: 1 per_seconds: 1 only_if: "text" }',
      skipped,
      "rate_limit counts by a bool C2S.text that does not exist",
    ],
    [
      "id: 1 kind: KIND_QUERY rate_limit: { requests: 1 per_seconds: 1 first_page_only: true }",
      skipped,
      "rate_limit counts first pages, but has no paging",
    ],
    [
      "id: 1 kind: KIND_QUERY rate_limit: { requests: 1 per_seconds: 1 scope: RATE_SCOPE_ACCOUNT }",
      skipped,
      "rate_limit counts per account, but C2S has no Trd_Common.TrdHeader",
    ],
  ])("refuses { %s }", async (option, fields, reason) => {
    const said = await failure({ "Spec_Wrong.proto": protocol("Spec_Wrong", { option, ...fields }) });
    expect(said).toContain(`Spec_Wrong.proto: ${reason}`);
  });

  it("refuses a message that contains itself", async () => {
    const text = `${protocol("Spec_Loop", { c2s: "optional Node node = 1;" })} message Node { optional Node next = 1; }`;
    expect(await failure({ "Spec_Loop.proto": text })).toContain("Spec_Loop.proto: Node contains itself");
  });

  it.each([
    [quote('sub_types: [4] security: "nowhere"'), "push names a field S2C.nowhere that does not exist"],
    [quote('sub_types: [4] security: "list.nowhere"'), "push names a field Item.nowhere that does not exist"],
    [quote('sub_types: [4] security: "other"'), "push names other, which is not a required Qot_Common.Security"],
    [
      quote('sub_types: [4] security: "list.code"'),
      "push names list.code, which is not a required Qot_Common.Security",
    ],
    [
      quote('sub_types: [4] security: "item.stock"'),
      "push names item.stock, but S2C.item is neither a list of messages nor a required one",
    ],
    [quote('sub_types: [4] security: "list.stock.code"'), "push names list.stock.code, which is too deep"],
    [quote('sub_types: [4] security: "stock" key: "list"'), "push names list, which is not a number"],
    [quote('security: "stock"'), "(opend.protocol).push must have either sub_types or a selector"],
    [quote('security: "stock" sub_types: [1, 2]'), "several sub_types need a selector to tell them apart"],
    [
      quote('security: "stock" selector: { field: "stock" cases: [{ value: 1 sub_type: 1 }] }'),
      "push selects by S2C.stock, which is not a number",
    ],
    [
      quote('security: "stock" selector: { field: "loose" cases: [{ value: 1 sub_type: 1 }] }'),
      "push selects by S2C.loose: a default, which is a case, belongs to an optional field",
    ],
    [
      quote('security: "stock" selector: { field: "period" cases: [{ value: 1 sub_type: 1 }] default: 1 }'),
      "push selects by S2C.period: a default, which is a case, belongs to an optional field",
    ],
    [
      quote(
        'security: "stock" selector: { field: "period" cases: [{ value: 1 sub_type: 1 }, { value: 1 sub_type: 2 }] }',
      ),
      "push has two cases for one value of S2C.period",
    ],
    [push('account: { account: "list.id" key: "order.id" }'), "push names list.id, which is not a required uint64"],
    [
      push('account: { account: "order.id" key: "order.side" }'),
      "push names order.side, which is not a required uint64",
    ],
    [push(""), "(opend.protocol).push does not say how it is subscribed"],
  ])("refuses a push with { %s }", async (option, reason) => {
    const text = `${protocol("Spec_Wrong", { option, ...pushed })}${item}`;
    expect(await failure({ "Spec_Wrong.proto": text, ...quoteTypes })).toContain(`Spec_Wrong.proto: ${reason}`);
  });

  it("refuses a subscription for anything but a push", async () => {
    const option = 'id: 9008 kind: KIND_QUERY push: { quote: { sub_types: [4] security: "stock" } }';
    const said = await failure({ "Spec_Wrong.proto": protocol("Spec_Wrong", { option }) });
    expect(said).toContain("Spec_Wrong.proto: only a push can have (opend.protocol).push");
  });
});
