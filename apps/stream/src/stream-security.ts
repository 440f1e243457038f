import type { DailyShortVolumeOptions, PagingClient } from "@opend/futu";
import { formatRow, formatTitles } from "./columns.js";

/** The totals of one streamed security. */
export interface Summary {
  readonly code: string;
  readonly rows: number;
  readonly pages: number;
  readonly requests: number;
  readonly newestDay: string | undefined;
  readonly oldestDay: string | undefined;
  readonly seconds: number;
}

/** Streams all pages of one security and prints each row as it arrives. */
export async function streamSecurity(
  client: PagingClient,
  code: string,
  {
    print,
    countRequests,
    ...options
  }: DailyShortVolumeOptions & {
    readonly print: (line: string) => void;
    readonly countRequests: () => number;
  },
): Promise<Summary> {
  const startMs = performance.now();
  const requestsBefore = countRequests();
  let rows = 0;
  let pages = 0;
  let newestDay: string | undefined;
  let oldestDay: string | undefined;
  for await (const page of client.dailyShortVolume(code, options).pages()) {
    pages++;
    for (const row of page.rows) {
      if (rows === 0) print(formatTitles());
      print(formatRow(row));
      rows++;
      newestDay ??= row.day;
      oldestDay = row.day;
    }
  }
  const seconds = (performance.now() - startMs) / 1000;
  return { code, rows, pages, requests: countRequests() - requestsBefore, newestDay, oldestDay, seconds };
}

/** Formats the summaries as a table. */
export function formatSummaries(summaries: readonly Summary[]): string {
  const titles = ["security", "rows", "pages", "requests", "newest", "oldest", "seconds"];
  const lines = summaries.map(({ code, rows, pages, requests, newestDay, oldestDay, seconds }) => [
    code,
    String(rows),
    String(pages),
    String(requests),
    newestDay ?? "–",
    oldestDay ?? "–",
    seconds.toFixed(2),
  ]);
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  return [titles, ...lines]
    .map((cells) =>
      cells
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  "),
    )
    .join("\n");
}
