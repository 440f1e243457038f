import { expectTypeOf, test } from "vitest";
import type { PushCallback } from "../socket/api-websocket.js";
import type { ReplyOf, RequestOf } from "../socket/message-of.js";
import type { Long } from "./long.js";

test("a reply has Long for 64 bits, defaults for absent fields, and null for absent messages", () => {
  type Snapshot = ReplyOf<"Qot_GetSecuritySnapshot">["s2c"]["snapshotList"][number];
  expectTypeOf<Snapshot["basic"]["volume"]>().toEqualTypeOf<Long>();
  expectTypeOf<Snapshot["basic"]["askPrice"]>().toEqualTypeOf<number>();
  expectTypeOf<Snapshot["basic"]["isSuspend"]>().toEqualTypeOf<boolean>();
  expectTypeOf<null>().toExtend<Snapshot["optionExData"]>();
  expectTypeOf<Snapshot["basic"]["security"]["code"]>().toEqualTypeOf<string>();
  expectTypeOf<ReplyOf<"Qot_RequestHistoryKL">["s2c"]["nextReqKey"]>().toEqualTypeOf<Uint8Array>();
});

test("the lists of a reply can be passed on as they are", () => {
  type Dates = ReplyOf<"Qot_GetOptionExpirationDate">["s2c"]["dateList"];
  expectTypeOf<Dates>().toExtend<{ strikeTime: string; optionExpiryDateDistance: number }[]>();
});

test("a reply whose body may be left out says so", () => {
  expectTypeOf<null>().toExtend<ReplyOf<"Qot_Sub">["s2c"]>();
  expectTypeOf<null>().not.toExtend<ReplyOf<"Qot_GetKL">["s2c"]>();
});

test("names are in camel case, as in the official packages", () => {
  type Item = ReplyOf<"Qot_GetEventContractSnapshot">["s2c"];
  expectTypeOf<"snapshotList">().toExtend<keyof Item>();
  type Snapshot = Item["snapshotList"][number];
  expectTypeOf<"yesBid" | "volume_24h">().toExtend<keyof Snapshot>();
  expectTypeOf<"yes_bid">().not.toExtend<keyof Snapshot>();
});

test("a request takes each form of 64 bits, and needs no lists and no packet id", () => {
  type Order = RequestOf<"Trd_PlaceOrder">["c2s"];
  expectTypeOf<Long | bigint | number | string>().toEqualTypeOf<Order["header"]["accID"]>();
  expectTypeOf<undefined>().toExtend<Order["packetID"]>();
  expectTypeOf<{ isSubOrUnSub: true }>().toExtend<RequestOf<"Qot_Sub">["c2s"]>();
  expectTypeOf<object>().not.toExtend<RequestOf<"Qot_Sub">["c2s"]>();
  expectTypeOf<{ security: "HK.00700" }>().not.toExtend<RequestOf<"Qot_GetDailyShortVolume">["c2s"]>();
});

test("a callback of pushes knows the message by the number", () => {
  const callback: PushCallback = (cmd, message) => {
    if (cmd === 3011) expectTypeOf(message.s2c.tickerList[0]?.sequence).toEqualTypeOf<Long | undefined>();
    if (cmd === 3005) expectTypeOf(message.s2c.basicQotList[0]?.curPrice).toEqualTypeOf<number | undefined>();
  };
  expectTypeOf(callback).toExtend<PushCallback>();
  expectTypeOf<() => void>().toExtend<PushCallback>();
  expectTypeOf<(cmd: number, message: object) => void>().toExtend<PushCallback>();
});
