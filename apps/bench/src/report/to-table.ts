/** A table in Markdown. The first column is text, the others are aligned as numbers where `areNumbers` says so. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[], areNumbers = true): string {
  const rule = head.map((_, column) => (column > 0 && areNumbers ? "--:" : "---"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
