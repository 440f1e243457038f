import { randomBytes } from "node:crypto";
import {
  Qot_Common,
  Qot_RequestRehab,
  Trd_GetHistoryOrderList,
  Trd_GetOrderFillList,
  Trd_GetOrderList,
  Trd_GetPositionList,
  Trd_PlaceOrder,
  Trd_UnlockTrade,
} from "@opend/core/protocols";
import { describe, expect, test } from "vitest";
import { start } from "../testing/gateways.js";
import { md5Of } from "../testing/raw-client.js";
import { enterToTrade } from "../testing/trading-client.js";

/**
 * Request bodies of the vendor's Python client (futu-api 10.02.6208), recorded from its `pack_req`. The client always
 * sends a market to filter by, which is 0 if its user names none. `account` is the id of a paper account in them.
 */
const account = 281_756_460_277_401_517n;
const recorded = {
  orders: "0a140a0e080010ad8f8680a080c0f403180112023000",
  filledOrders:
    "0a490a0e080010ad8f8680a080c0f403180112330a0530303730301a13323032362d30352d30312030303a30303a3030" +
    "2213323032362d30352d33302032333a35393a35393001180b2001",
  positions: "0a140a0e080010ad8f8680a080c0f403180112023000",
  history:
    "0a3e0a0e080010ad8f8680a080c0f4031801122c1a13323032362d30312d30312030303a30303a3030" +
    "2213323032362d31322d33312032333a35393a35393000",
  deals: "0a140a0e080010ad8f8680a080c0f403180112023000",
  rehab: "0a0b0a09080112053030373030",
} as const;

/** Encodes an integer as a protobuf varint, in hex. */
function varint(value: bigint): string {
  const [low, rest] = [Number(value & 0x7fn), value >> 7n];
  const byte = (rest > 0n ? low | 0x80 : low).toString(16).padStart(2, "0");
  return rest > 0n ? byte + varint(rest) : byte;
}

/** The bytes of a recorded request, with the account id of this gateway instead of the recorded one. */
function bytesOf(name: keyof typeof recorded, accID: bigint): Uint8Array {
  // Both ids take nine bytes, so no length changes.
  expect(varint(accID)).toHaveLength(varint(account).length);
  return Buffer.from(recorded[name].replace(varint(account), varint(accID)), "hex");
}

/** The protocols of the recorded lists. */
const lists = {
  orders: Trd_GetOrderList,
  positions: Trd_GetPositionList,
  history: Trd_GetHistoryOrderList,
  deals: Trd_GetOrderFillList,
};

async function setup() {
  const gateway = await start({ pushIntervalMs: false });
  const client = await enterToTrade(gateway);
  const header = await client.header({});
  const order = { header, trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 480, secMarket: 1 };
  await client.get(Trd_PlaceOrder, order);
  let serial = 1000;
  const ask = async (protocolId: number, name: keyof typeof recorded) => {
    client.raw.sendFrame({ protocolId, serial: ++serial, body: bytesOf(name, header.accID) });
    return (await client.raw.nextFrame()).body;
  };
  return { gateway, ask };
}

describe("the requests of the vendor's Python client", () => {
  test.each([
    ["orders", Trd_GetOrderList, "orderList"],
    ["positions", Trd_GetPositionList, "positionList"],
    ["history", Trd_GetHistoryOrderList, "orderList"],
  ] as const)("for %s are answered: market 0 means any", async (name, protocol, list) => {
    const { gateway, ask } = await setup();
    const { retType, retMsg, s2c } = protocol.response.decode(await ask(protocol.id, name));
    expect([retType, retMsg]).toEqual([0, undefined]);
    expect(Object(s2c)[list]).toMatchObject([{ code: "00700" }]);
    expect(gateway.violations).toEqual([]);
  });

  // Not recorded: the recorded bytes with a real environment in the header, whose market is the account's first, and with
  // the market that its user filters by.
  test.each([
    ["orders", 0, ["AAPL", "600519"]],
    ["orders", 1, []],
    ["orders", 2, ["AAPL"]],
    ["positions", 0, ["00700", "AAPL"]],
    ["positions", 2, ["AAPL"]],
    ["positions", 4, []],
    ["deals", 0, []],
    ["history", 0, []],
  ] as const)("for %s of market %d are answered for a universal account", async (name, market, codes) => {
    const tradePassword = randomBytes(8).toString("hex");
    const holdings = [
      { code: "HK.00700", quantity: 100, cost: 400 },
      { code: "US.AAPL", quantity: 10, cost: 100 },
    ] as const;
    const accounts = [{ markets: ["HK", "US", "HKCC"], holdings }] as const;
    const gateway = await start({ accounts, tradePassword, pushIntervalMs: false });
    const client = await enterToTrade(gateway);
    await client.get(Trd_UnlockTrade, { unlock: true, pwdMD5: md5Of(tradePassword) });
    const header = await client.header({ isReal: true });
    const order = { header, trdSide: 1, orderType: 1, qty: 100, price: 1 };
    await client.get(Trd_PlaceOrder, { ...order, code: "AAPL", secMarket: 2 });
    await client.get(Trd_PlaceOrder, { ...order, code: "600519", secMarket: 31 });
    const bytes = Buffer.from(bytesOf(name, header.accID));
    const hex = bytes
      .toString("hex")
      .replace("0a0e0800", "0a0e0801")
      .replace(/3000$/, `30${varint(BigInt(market))}`);
    client.raw.sendFrame({ protocolId: lists[name].id, serial: 1000, body: Buffer.from(hex, "hex") });
    const { retMsg, s2c } = lists[name].response.decode((await client.raw.nextFrame()).body);
    expect(retMsg).toBeUndefined();
    const rows = Object.values(s2c ?? {}).find((value) => Array.isArray(value));
    expect(rows?.map(({ code }: { readonly code: string }) => code)).toEqual(codes);
    expect(gateway.violations).toEqual([]);
  });

  test("for orders of a market, a code, a time and a status are answered", async () => {
    const { ask } = await setup();
    expect(Trd_GetOrderList.response.decode(await ask(Trd_GetOrderList.id, "filledOrders")).retType).toBe(0);
  });

  test("for the deals of a paper account are refused because there are none, not because of the market", async () => {
    const { ask } = await setup();
    const { retType, retMsg } = Trd_GetOrderFillList.response.decode(await ask(Trd_GetOrderFillList.id, "deals"));
    expect(retType).toBe(-1);
    expect(retMsg).toMatch(/simulated trading has no deals/);
  });

  test("for corporate actions are answered with exactly the fields that the flags name, none of them 0", async () => {
    const { ask } = await setup();
    const reply = Qot_RequestRehab.response.decode(await ask(Qot_RequestRehab.id, "rehab"));
    const rows = reply.s2c?.rehabList ?? [];
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      const fields = flagFields
        .filter(([flag]) => (row.companyActFlag & BigInt(flag)) !== 0n)
        .flatMap(([, names]) => names);
      const known = flagFields.flatMap(([, names]) => names);
      expect(known.filter((name) => row[name] !== undefined)).toEqual(fields);
      // The client divides by some of these fields.
      for (const name of fields) expect(row[name]).toBeGreaterThan(0);
      expect(row.time).toMatch(/^\d{4}-\d\d-\d\d 00:00:00$/);
    }
    expect(rows.map(({ time }) => time)).toEqual(rows.map(({ time }) => time).toSorted());
  });
});

const { CompanyAct } = Qot_Common;
/** The fields that each kind of corporate action has, as the schema describes them. */
const flagFields: readonly (readonly [number, readonly (keyof Qot_Common.Rehab)[]])[] = [
  [CompanyAct.Split, ["splitBase", "splitErt"]],
  [CompanyAct.Join, ["joinBase", "joinErt"]],
  [CompanyAct.Bonus, ["bonusBase", "bonusErt"]],
  [CompanyAct.Transfer, ["transferBase", "transferErt"]],
  [CompanyAct.Allot, ["allotBase", "allotErt", "allotPrice"]],
  [CompanyAct.Add, ["addBase", "addErt", "addPrice"]],
  [CompanyAct.Dividend, ["dividend"]],
  [CompanyAct.SPDividend, ["spDividend"]],
  [CompanyAct.SpinOff, ["spinOffBase", "spinOffErt"]],
];
