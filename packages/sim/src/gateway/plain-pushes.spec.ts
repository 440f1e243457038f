import { randomBytes } from "node:crypto";
import { type Codec, createManualClock, type Reply } from "@opend/core";
import { valuesOf } from "@opend/core/internal";
import * as plain from "@opend/core/plain";
import {
  Notify,
  Qot_Common,
  Qot_PushIndicatorCalc,
  Qot_RequestIndicatorCalc,
  Qot_SetOptionEventAlert,
  Qot_SetPriceReminder,
  Qot_Sub,
  Qot_SubEventContract,
  Qot_UpdateBasicQot,
  Qot_UpdateBroker,
  Qot_UpdateEventContractKline,
  Qot_UpdateEventContractOrderBook,
  Qot_UpdateEventContractTicker,
  Qot_UpdateKL,
  Qot_UpdateOptionEvent,
  Qot_UpdateOrderBook,
  Qot_UpdatePriceReminder,
  Qot_UpdateRT,
  Qot_UpdateTicker,
  Trd_PlaceOrder,
  Trd_SubAccPush,
  Trd_UnlockTrade,
  Trd_UpdateOrder,
  Trd_UpdateOrderFill,
} from "@opend/core/protocols";
import { expect, test } from "vitest";
import type { Fields } from "../base/fields.js";
import { checkPlain } from "../testing/check-plain.js";
import { start } from "../testing/gateways.js";
import { bodyOf, md5Of, type RawClient } from "../testing/raw-client.js";
import { enterToTrade } from "../testing/trading-client.js";

interface MeantPush {
  readonly id: number;
  readonly push: Pick<Codec<Reply<Fields>>, "decode">;
  readonly plain: { readonly reply: plain.PlainForm<Fields, unknown> };
}

const exported: readonly unknown[] = Object.values(plain);
const pushes = new Map(exported.filter(isPush).map((push) => [push.id, push]));

function isPush(value: unknown): value is MeantPush {
  return typeof value === "object" && value !== null && "push" in value;
}

const security = { market: 1, code: "00700" };
const odd = { market: 31, code: "D05" };
const contract = { market: 101, code: "KXTEST-26" };
const registered = { isSubOrUnSub: true, isFirstPush: false };

/** Checks the pushes that arrive, until each of these has. */
async function checkPushes(client: RawClient, expected: readonly { readonly id: number }[]): Promise<void> {
  const missing = new Set(expected.map(({ id }) => id));
  while (missing.size > 0) {
    const frame = await client.nextFrame();
    const push = pushes.get(frame.protocolId);
    if (push === undefined) throw new Error(`${frame.protocolId} is no push`);
    checkPlain(push.plain.reply, bodyOf(push.push.decode(frame.body)));
    missing.delete(frame.protocolId);
  }
}

test("every push has a plain form with all its names, days and moments", async () => {
  const tradePassword = randomBytes(8).toString("hex");
  const clock = createManualClock(Date.parse("2026-05-11T02:15:30.250Z"));
  const gateway = await start({ clock, pushIntervalMs: false, rateLimit: false, tradePassword });
  const enter = async () => await enterToTrade(gateway);
  const seen = new Set<number>([Notify.id]);
  const check = async ({ raw }: { readonly raw: RawClient }, ...expected: { readonly id: number }[]) => {
    await checkPushes(raw, expected);
    for (const { id } of expected) seen.add(id);
  };

  const quotes = await enter();
  const subTypes = valuesOf(Qot_Common.SubType).filter((subType) => subType >= 1 && subType < 22);
  const sub = { ...registered, regPushRehabTypeList: [], isRegOrUnRegPush: true };
  await quotes.get(Qot_Sub, { ...sub, securityList: [security], subTypeList: subTypes });
  await quotes.get(Qot_Sub, { ...sub, securityList: [odd], subTypeList: [22] });
  const contractSub = { ...registered, isRegOrUnRegPush: true, klineSource: [], subTypeList: [2, 4, 6] };
  await quotes.get(Qot_SubEventContract, { ...contractSub, securityList: [contract] });
  gateway.pushNow();
  const [basic, kl, rt, ticker] = [Qot_UpdateBasicQot, Qot_UpdateKL, Qot_UpdateRT, Qot_UpdateTicker];
  await check(quotes, basic, kl, rt, ticker, Qot_UpdateOrderBook, Qot_UpdateBroker);
  await check(quotes, Qot_UpdateEventContractOrderBook, Qot_UpdateEventContractKline, Qot_UpdateEventContractTicker);

  const calculations = await enter();
  const data = { security, klType: 2, kLine: [{ time: "2026-05-08", isBlank: false, closePrice: 1 }] };
  await calculations.get(Qot_RequestIndicatorCalc, { shortName: "MA", langType: 0, data, inputs: [] });
  await check(calculations, Qot_PushIndicatorCalc);

  const alerts = await enter();
  const alert = { underlying: security, sideTypeList: [], orderTypeList: [] };
  await alerts.get(Qot_SetOptionEventAlert, { operType: 1, alertList: [alert] });
  await check(alerts, Qot_UpdateOptionEvent);

  const reminders = await enter();
  const reminder = { security, op: 1, type: 1, freq: 1, value: 0.001, reminderSessionList: [] };
  await reminders.get(Qot_SetPriceReminder, reminder);
  gateway.pushNow();
  await check(reminders, Qot_UpdatePriceReminder);

  const trading = await enter();
  await trading.get(Trd_UnlockTrade, { unlock: true, pwdMD5: md5Of(tradePassword) });
  const header = await trading.header({ isReal: true });
  await trading.get(Trd_SubAccPush, { accIDList: [header.accID] });
  await trading.get(Trd_PlaceOrder, { header, trdSide: 1, orderType: 2, code: "00700", qty: 200 });
  await check(trading, Trd_UpdateOrder, Trd_UpdateOrderFill);

  // The gateway itself sends no Notify.
  expect([...seen].toSorted()).toEqual([...pushes.keys()].toSorted());
});
