import { valueAt } from "@opend/core/internal";
import type { TableColumn } from "@opend/table";
import type { LinesPicture } from "../chart/picture.js";
import { groupByCode } from "./group-by-code.js";

/** Makes a function that draws numbers over time. Columns that have no value in any row are left out. */
export function drawColumns<Row extends { readonly code: string }>(
  columns: readonly TableColumn[],
  time: keyof Row & string,
  names: readonly string[],
): (rows: readonly Row[], isSimulated: boolean) => LinesPicture {
  const wanted = names.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  return (rows, simulated) => {
    const numberAt = (row: Row, { path }: TableColumn) => {
      const value = valueAt(row, path);
      return typeof value === "number" ? value : undefined;
    };
    const drawn = wanted.filter((column) => rows.some((row) => numberAt(row, column) !== undefined));
    const points = rows.map((row) => ({
      code: row.code,
      time: String(row[time]),
      values: Object.fromEntries(drawn.map((column) => [column.name, numberAt(row, column)])),
    }));
    return {
      kind: "lines",
      columns: drawn.map(({ name, unit }) => ({ name, ...unitOf(unit) })),
      series: groupByCode(points),
      simulated,
    };
  };
}

/** The contract writes `percent`, and names no currency for the prices of securities. */
function unitOf(unit: string | undefined): { readonly unit?: string } {
  if (unit === undefined || unit.includes("currency")) return {};
  return { unit: unit === "percent" ? "%" : unit };
}
