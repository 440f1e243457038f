import { createManualClock } from "@opend/core";
import { Qot_Common, Qot_UpdatePriceReminder } from "@opend/core/protocols";
import { expect, test } from "vitest";
import { PriceReminders } from "./price-reminders.js";
import { PushDesk } from "./push-desk.js";

const { PriceReminderType: Type, PriceReminderFreq: Freq } = Qot_Common;
const security = { market: 1, code: "00700" };

function create() {
  const clock = createManualClock(Date.parse("2026-05-08T01:30:00Z"));
  const pushed: { key?: bigint | undefined; price: number; content: string }[] = [];
  const desk = new PushDesk({
    clock,
    quota: 100,
    pushIntervalMs: false,
    send: () => true,
    broadcast: (id, body) => {
      expect(id).toBe(Qot_UpdatePriceReminder.id);
      const { s2c } = Qot_UpdatePriceReminder.push.decode(body);
      if (s2c) pushed.push(s2c);
      return 1;
    },
  });
  const reminders = new PriceReminders(desk);
  const rounds = (count: number) => {
    for (let n = 0; n < count; n++) desk.pushRound();
  };
  const add = (type: number, freq: number, value: number) =>
    reminders.add({ security, type, freq, value, note: "mine", isEnabled: true });
  return { clock, desk, reminders, pushed, rounds, add };
}

test("a reminder fires each time the price crosses its value", () => {
  const { desk, pushed, rounds, add } = create();
  const value = desk.liveOf(security).trade.price;
  const key = add(Type.PriceUp, Freq.Always, value);
  let crossings = 0;
  let wasAbove = false;
  for (let n = 0; n < 200; n++) {
    rounds(1);
    const isAbove = desk.liveOf(security).trade.price >= value;
    if (isAbove && !wasAbove) crossings++;
    wasAbove = isAbove;
    expect(pushed).toHaveLength(crossings);
  }
  expect(crossings).toBeGreaterThan(2);
  for (const push of pushed) {
    expect(push).toMatchObject({ key, security, note: "mine", setValue: value, name: "Simulated HK.00700" });
    expect(push.price).toBeGreaterThanOrEqual(value);
    expect(push.content).toContain("Simulated");
  }
});

test("a daily reminder waits for the next day, and a one-time reminder switches off", () => {
  const { clock, desk, reminders, pushed, rounds, add } = create();
  const { price } = desk.liveOf(security).trade;
  add(Type.PriceDown, Freq.OnceADay, price);
  rounds(200);
  expect(pushed).toHaveLength(1);
  clock.advance(86_400_000);
  rounds(200);
  expect(pushed).toHaveLength(2);
  const once = add(Type.PriceDown, Freq.OnlyOnce, price);
  rounds(200);
  expect(pushed.filter(({ key }) => key === once)).toHaveLength(1);
  expect(reminders.all.find(({ key }) => key === once)?.isEnabled).toBe(false);
});

test("rates of change are in percent, and types that are not simulated never fire", () => {
  const { desk, pushed, rounds, add } = create();
  const up = add(Type.ChangeRateUp, Freq.Always, 0.1);
  const down = add(Type.ChangeRateDown, Freq.Always, 0.1);
  add(Type.VolumeUp, Freq.Always, 0);
  rounds(400);
  expect(new Set(pushed.map(({ key }) => key))).toEqual(new Set([up, down]));
  expect(desk.liveOf(security).trade.index).toBe(400);
});

test("a security is traded as long as a reminder is switched on", () => {
  const { desk, reminders, rounds, add } = create();
  const key = add(Type.PriceUp, Freq.Always, 1e9);
  rounds(1);
  const [reminder] = reminders.all;
  if (reminder) reminders.change({ ...reminder, isEnabled: false });
  rounds(1);
  expect(desk.liveOf(security).trade.index).toBe(1);
  if (reminder) reminders.change(reminder);
  reminders.delete(key);
  rounds(1);
  expect(desk.liveOf(security).trade.index).toBe(1);
});
