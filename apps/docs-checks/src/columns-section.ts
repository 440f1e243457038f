import * as described from "@opend/core/schema";

type Column = ReturnType<typeof described.columnsOf>[number];

/** The section of `docs/protocols.md` with the columns of every protocol that has rows. */
export function columnsSection(names: readonly string[]): string[] {
  const protocols = new Map<string, unknown>(Object.entries(described));
  return [
    "## Columns",
    "",
    "What `columnsOf` gives for the [rows](plain.md#json-schema-and-columns) of the paged protocols and for the pushes: by type",
    "and unit, which the columns themselves have in the order of the schema.",
    "",
    "| protocol | columns |",
    "|---|---|",
    ...names.map((name) => {
      const protocol = protocols.get(name);
      if (!isDescribed(protocol)) throw new Error(`@opend/core/schema has no protocol ${name}`);
      return `| ${name} | ${groupColumns(described.columnsOf(protocol))} |`;
    }),
    "",
  ];
}

function isDescribed(value: unknown): value is Parameters<typeof described.columnsOf>[0] {
  return typeof value === "object" && value !== null && "described" in value;
}

function groupColumns(columns: readonly Column[]): string {
  const groups = new Map<string, string[]>();
  for (const column of columns) {
    const title = titleOf(column);
    groups.set(title, [...(groups.get(title) ?? []), `\`${column.name}\``]);
  }
  return [...groups].map(([title, names]) => `**${title}** ${names.join(" ")}`).join("<br>");
}

function titleOf({ type, unit, id, zone, isList, isSecret }: Column): string {
  if (isList) return "list, as JSON";
  if (isSecret) return "secret";
  if (id !== undefined) return `id of ${id}`;
  const counted = unit?.replace(/^see /, "currency in ");
  return [type, ...(counted === undefined ? [] : [counted]), ...(zone ? ["on the clocks of the market"] : [])].join(
    ", ",
  );
}
