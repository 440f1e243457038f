import type { Trd_Common } from "@opend/core/protocols";

type Conditions = Trd_Common.TrdFilterConditions;

/**
 * Asks for a history, in parts when it has more days than a request takes. It is all there or it fails: when one part
 * fails, nothing is returned.
 *
 * @param ask asks for one part, newest first
 * @param idOf tells rows apart. Parts have a moment in common, and so may have rows
 * @returns all rows, newest first
 */
export async function askInParts<Row>(
  conditions: Conditions,
  maxDays: number,
  ask: (conditions: Conditions) => Promise<readonly Row[]>,
  idOf: (row: Row) => bigint,
): Promise<Row[]> {
  const rows: Row[] = [];
  const known = new Set<bigint>();
  for (const part of historyParts(conditions, maxDays)) {
    const older = (await ask(part)).filter((row) => !known.has(idOf(row)));
    for (const row of older) {
      rows.push(row);
      known.add(idOf(row));
    }
  }
  return rows;
}

/**
 * Splits a time range into parts of at most so many days, newest first. A part ends with the moment at which the one before
 * begins: between 23:59:59 and midnight there are still orders.
 */
export function* historyParts(conditions: Conditions, maxDays: number): Generator<Conditions> {
  const { beginTime, endTime } = conditions;
  for (let end = endTime; ; ) {
    const begin = end && `${daysBefore(end.slice(0, "2026-05-08".length), maxDays - 1)} 00:00:00`;
    if (begin === undefined || beginTime === undefined || begin <= beginTime) {
      yield { ...conditions, endTime: end };
      return;
    }
    yield { ...conditions, beginTime: begin, endTime: end };
    end = begin;
  }
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, day.length);
}
