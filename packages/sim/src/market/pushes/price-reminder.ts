import { formatSecurity } from "@opend/core";
import { valuesOf } from "@opend/core/internal";
import { Qot_Common, Qot_GetPriceReminder, Qot_SetPriceReminder } from "@opend/core/protocols";
import { SetPriceReminderOp as Op } from "@opend/core/protocols/Qot_SetPriceReminder";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import type { SecurityBook } from "../listing/security-book.js";
import type { PriceReminder, PriceReminders } from "./price-reminders.js";

/** The most reminders of one type that a security can have. */
const mostOfType = 10;
const types: ReadonlySet<number> = new Set(valuesOf(Qot_Common.PriceReminderType));
const freqs: ReadonlySet<number> = new Set(valuesOf(Qot_Common.PriceReminderFreq));

/** Adds, changes and deletes price reminders. */
export function answerSetPriceReminder(book: SecurityBook, reminders: PriceReminders): Handler {
  return handle(Qot_SetPriceReminder, (c2s) => {
    const { security, op, key = 0n, type = 0, freq = 0, value = 0, note = "" } = c2s;
    book.clockOf(security);
    const own = remindersOf(reminders, security);
    if (op === Op.DelAll) {
      for (const reminder of own) reminders.delete(reminder.key);
      return { key: 0n };
    }
    const condition = { security, type, freq, value: Math.trunc(value * 1000) / 1000, note };
    if (op === Op.Add) {
      checkCondition(condition);
      if (own.filter((other) => other.type === type).length >= mostOfType) {
        refuse(`${formatSecurity(security)} has ${mostOfType} reminders of type ${type} already`);
      }
      return { key: reminders.add({ ...condition, isEnabled: true }) };
    }
    const known = own.find((reminder) => reminder.key === key);
    if (known === undefined) return refuse(`${formatSecurity(security)} has no reminder ${key}`);
    switch (op) {
      case Op.Del:
        reminders.delete(key);
        break;
      case Op.Enable:
      case Op.Disable:
        reminders.change({ ...known, isEnabled: op === Op.Enable });
        break;
      case Op.Modify:
        checkCondition(condition);
        reminders.change({ ...condition, key, isEnabled: known.isEnabled });
        break;
      default:
        refuse(`there is no operation ${op}`);
    }
    return { key };
  });
}

/** Lists the price reminders of one security or one market. */
export function answerGetPriceReminder(reminders: PriceReminders): Handler {
  return handle(Qot_GetPriceReminder, ({ security, market }) => {
    if (security === undefined && market === undefined) refuse("neither security nor market is given");
    const wanted = security
      ? remindersOf(reminders, security)
      : reminders.all.filter((reminder) => reminder.security.market === market);
    const securities = new Map(wanted.map((reminder) => [formatSecurity(reminder.security), reminder.security]));
    const priceReminderList = [...securities].map(([name, one]) => ({
      security: one,
      name: `Simulated ${name}`,
      itemList: remindersOf(reminders, one).map(itemOf),
    }));
    return { priceReminderList };
  });
}

function itemOf({ key, type, value, note, freq, isEnabled }: PriceReminder) {
  return { key, type, value, note, freq, isEnable: isEnabled, reminderSessionList: [] };
}

function remindersOf(reminders: PriceReminders, { market, code }: Qot_Common.Security): readonly PriceReminder[] {
  return reminders.all.filter(({ security }) => security.market === market && security.code === code);
}

function checkCondition({ type, freq }: Pick<PriceReminder, "type" | "freq">): void {
  if (type === 0 || !types.has(type)) refuse(`there is no reminder of type ${type}`);
  if (freq === 0 || !freqs.has(freq)) refuse(`there is no frequency ${freq}`);
}
