import { type HistoryFilter, marketDay, type TradingAccount } from "@opend/trade";
import { UsageError } from "../base/usage-error.js";

/** Which days a list is about. */
export interface HistoryOptions {
  /** Past days, and not only today. Days mean that too. */
  readonly history?: true;
  readonly since?: string;
  readonly until?: string;
}

/** How far back a history goes without `--since`. */
const usualDays = 90;

/** Whether the options ask for past days. @throws `UsageError` for days in the wrong order */
export function isHistory({ history, since, until }: HistoryOptions): boolean {
  if (since !== undefined && until !== undefined && since > until) {
    throw new UsageError(`--since ${since} is after --until ${until}`);
  }
  return history === true || since !== undefined || until !== undefined;
}

/** The first and the last day of a history. Today is that of the account's market. */
export function historyOf({ info }: TradingAccount, { since, until }: HistoryOptions, nowMs: number): HistoryFilter {
  const to = until ?? marketDay(info.markets, new Date(nowMs));
  const from = since ?? daysBefore(to, usualDays);
  if (from > to) throw new UsageError(`--since ${from} is in the future: it is ${to} in the account's market`);
  return { from, to };
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, day.length);
}
