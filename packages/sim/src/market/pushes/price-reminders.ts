import type { S2COf } from "@opend/core";
import { Qot_Common, Qot_UpdatePriceReminder } from "@opend/core/protocols";
import { roundTo } from "../../base/hash.js";
import { marketDay } from "../calendar/market-time.js";
import { nameOf } from "../data/name-of.js";
import type { LiveSecurity } from "../live/live-security.js";
import type { PushDesk, TradeFollower } from "./push-desk.js";

const { PriceReminderType: Type, PriceReminderFreq: Freq, PriceReminderMarketStatus } = Qot_Common;

/** A reminder that the user has set. */
export interface PriceReminder {
  readonly key: bigint;
  readonly security: Qot_Common.Security;
  /** A `Qot_Common.PriceReminderType` value. Only prices and the day's rates of change ever fire. */
  readonly type: number;
  /** A `Qot_Common.PriceReminderFreq` value. */
  readonly freq: number;
  /** The limit of the condition: a price, or a rate in percent. */
  readonly value: number;
  readonly note: string;
  readonly isEnabled: boolean;
}

/**
 * The price reminders of the user. Securities with a reminder are traded, and when the price crosses the reminder's
 * value, all connections get a push.
 */
export class PriceReminders implements TradeFollower {
  readonly #desk: PushDesk;
  readonly #reminders = new Map<bigint, PriceReminder>();
  /** Reminders whose condition held in the previous round. */
  readonly #met = new Set<bigint>();
  /** The day on which each reminder last fired, in days since 1970-01-01, by the market's clock. */
  readonly #firedDay = new Map<bigint, number>();
  #lastKey = 1_700_000_000_000_000_000n;

  constructor(desk: PushDesk) {
    this.#desk = desk;
    desk.follow(this);
  }

  /** All reminders, oldest first. */
  get all(): readonly PriceReminder[] {
    return [...this.#reminders.values()];
  }

  get securities(): readonly Qot_Common.Security[] {
    return this.all.flatMap(({ isEnabled, security }) => (isEnabled ? [security] : []));
  }

  /** Adds a reminder and returns its key. */
  add(reminder: Omit<PriceReminder, "key">): bigint {
    const key = ++this.#lastKey;
    this.change({ ...reminder, key });
    return key;
  }

  /** Replaces the reminder with the same key. It may fire in the next round. */
  change(reminder: PriceReminder): void {
    this.#reminders.set(reminder.key, reminder);
    this.#met.delete(reminder.key);
    this.#desk.update();
  }

  /** Deletes a reminder. */
  delete(key: bigint): void {
    this.#reminders.delete(key);
    this.#met.delete(key);
    this.#firedDay.delete(key);
    this.#desk.update();
  }

  onRound(): void {
    for (const reminder of this.all)
      if (reminder.isEnabled) this.#check(reminder, this.#desk.liveOf(reminder.security));
  }

  #check(reminder: PriceReminder, live: LiveSecurity): void {
    const { key, freq } = reminder;
    if (!isMet(reminder, live)) {
      this.#met.delete(key);
      return;
    }
    if (this.#met.has(key)) return;
    this.#met.add(key);
    const today = marketDay(live.market, live.tradedMs);
    if (freq === Freq.OnceADay && this.#firedDay.get(key) === today) return;
    this.#firedDay.set(key, today);
    if (freq === Freq.OnlyOnce) this.change({ ...reminder, isEnabled: false });
    this.#desk.push(Qot_UpdatePriceReminder, pushOf(reminder, live));
  }
}

function isMet({ type, value }: PriceReminder, live: LiveSecurity): boolean {
  const { price } = live.trade;
  switch (type) {
    case Type.PriceUp:
      return price >= value;
    case Type.PriceDown:
      return price <= value;
    case Type.ChangeRateUp:
      return changeRateOf(live) > value;
    case Type.ChangeRateDown:
      return changeRateOf(live) < -value;
    default:
      return false;
  }
}

function pushOf(
  { key, security, type, value, note }: PriceReminder,
  live: LiveSecurity,
): S2COf<typeof Qot_UpdatePriceReminder> {
  const { price } = live.trade;
  const isPrice = type === Type.PriceUp || type === Type.PriceDown;
  const name = nameOf(live);
  return {
    security,
    name,
    price,
    changeRate: changeRateOf(live),
    marketStatus: PriceReminderMarketStatus.Open,
    content: `${name} is at ${price}`,
    note,
    key,
    type,
    setValue: value,
    curValue: isPrice ? price : Math.abs(changeRateOf(live)),
  };
}

/** The change since the previous day, in percent. */
function changeRateOf({ day }: LiveSecurity): number {
  return roundTo(((day.close - day.lastClose) / day.lastClose) * 100, 3);
}
