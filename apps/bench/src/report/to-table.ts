/** Writes a Markdown table. The first column is text. The others are aligned as numbers if `areNumbers` is true. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[], areNumbers = true): string {
  const rule = head.map((_, column) => (column > 0 && areNumbers ? "--:" : "---"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
