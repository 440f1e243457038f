import type { Context } from "../base/context.js";
import { openTerminalTable, type TableSubject } from "./open-sinks.js";
import type { Sink } from "./sink.js";

/** Keeps the first rows of each code, and prints them as a table at the end. */
export function openPreview<Row extends object>(context: Context, subject: TableSubject, most: number): Sink<Row> {
  const kept = new Map<unknown, Row[]>();
  return {
    async write(rows) {
      for (const row of rows) {
        const code = "code" in row ? row.code : undefined;
        const its = kept.get(code);
        if (its === undefined) kept.set(code, [row]);
        else if (its.length < most) its.push(row);
      }
    },
    async finish() {
      const table = openTerminalTable(context, subject);
      await table.write([...kept.values()].flat());
      await table.finish();
    },
    async discard() {},
  };
}
