import type { Dataset } from "../datasets/dataset.js";
import { securities } from "../datasets/securities.js";
import { quoteName, quoteText, snakeCase } from "./names.js";

/** Returns the name of the view that joins the names of securities to a dataset. */
export function viewName({ name }: Dataset): string {
  return `${name}_named`;
}

/**
 * The statements that make the view which joins the names of securities. The first removes the one that is there, since a
 * view that is replaced cannot get other columns in between, and keeps those of its table as they are. None for rows without
 * a code, or with a name.
 */
export function createView(dataset: Dataset): readonly string[] {
  const columns = dataset.columns.map(({ name }) => snakeCase(name));
  if (!columns.includes("code") || columns.includes("name")) return [];
  const view = quoteName(viewName(dataset));
  const others = columns.filter((column) => column !== "code").map((column) => `t.${quoteName(column)}`);
  return [
    `DROP VIEW IF EXISTS ${view}`,
    `CREATE VIEW ${view} AS SELECT t.code, s.name, ${others.join(", ")}
      FROM ${quoteName(dataset.name)} AS t LEFT JOIN ${quoteName(securities.name)} AS s ON s.code = t.code`,
    `COMMENT ON VIEW ${view} IS ${quoteText(`${dataset.description} With the names of securities.`)}`,
  ];
}
