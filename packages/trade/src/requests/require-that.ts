import { createError } from "@opend/core/internal";

/** @throws `InvalidOption` with the rule that an option breaks */
export function requireThat(option: string, isRight: boolean, rule: string): void {
  if (!isRight) throw createError("InvalidOption", `${option} ${rule}`, { option });
}

/** Writes a value as a program would, so that `"100"` and `100n` are not taken for a number. */
export function shown(value: unknown): string {
  if (typeof value === "bigint") return `the bigint ${value}n`;
  if (typeof value === "string") return `the text ${JSON.stringify(value)}`;
  return String(value);
}
