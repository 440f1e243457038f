import { readFileSync, writeFileSync } from "node:fs";
import { officialMethods } from "./official-methods.js";
import { pairs } from "./packages.js";
import type { Intended } from "./scenarios.js";

/** The result of one part of the comparison for one package. */
export interface Row {
  readonly name: string;
  readonly title: string;
  readonly compared: number;
  readonly equal: number;
  readonly intended: readonly Intended[];
}

const page = new URL("../../../../docs/migrating-from-futu-api.md", import.meta.url);
const place = /(<!-- compared -->\n).*?(<!-- end -->)/s;

/** The table of the guide as the results make it, and as the guide shows it. */
export function tableOfGuide(rows: readonly Row[]): { readonly made: string; readonly shown: string } {
  const text = readFileSync(page, "utf8");
  return { made: text.replace(place, (_, start, end) => `${start}\n${tableOf(rows)}\n\n${end}`), shown: text };
}

/** Writes the guide. */
export function writeGuide(text: string): void {
  writeFileSync(page, text);
}

function tableOf(rows: readonly Row[]): string {
  const titles = [...new Set(rows.map(({ title }) => title))];
  const cells = titles.map((title) => [title, ...pairs.map(({ name }) => cellOf(rows, title, name))]);
  const totals = ["**all**", ...pairs.map(({ name }) => totalOf(rows.filter((row) => row.name === name)))];
  const head = ["compared", ...pairs.map(({ name }) => `\`${name}\``)];
  const lines = [head, ["---", "---", "---"], ...cells, totals].map((line) => `| ${line.join(" | ")} |`);
  const reasons = [...new Set(rows.flatMap(({ intended }) => intended.flatMap(({ why }) => why ?? [])))];
  const counts = pairs.map((pair) => `${officialMethods(pair).size} of \`${pair.name}\``).join(" and ");
  return [
    `Methods compared: ${counts}.`,
    "",
    ...lines,
    "",
    "What differs on purpose:",
    "",
    ...reasons.map((why) => `- ${why}`),
  ].join("\n");
}

function cellOf(rows: readonly Row[], title: string, name: string): string {
  const row = rows.find((each) => each.name === name && each.title === title);
  return row ? totalOf([row]) : "not run";
}

function totalOf(rows: readonly Row[]): string {
  const sum = (numberOf: (row: Row) => number) => rows.reduce((total, row) => total + numberOf(row), 0);
  const [compared, equal] = [sum((row) => row.compared), sum((row) => row.equal)];
  return `${equal} of ${compared} equal${equal < compared ? `, ${compared - equal} on purpose` : ""}`;
}
