import { cleanText } from "@opend/core/internal";

/** Something that the doctor sees. */
export interface Finding {
  /** `ok`: fine. `note`: good to know. `problem`: something to do. */
  readonly status: "ok" | "note" | "problem";
  /** What it is about, such as `port`. */
  readonly about: string;
  /** What it sees. */
  readonly text: string;
  /** What to do about it. */
  readonly todo?: string;
  /** The brand of the gateway that says it. */
  readonly brand?: "futu" | "moomoo";
}

const marks = { ok: ["✓", "ok  "], note: ["!", "note"], problem: ["✗", "FAIL"] } as const;

/** Writes a finding as a line for people. */
export function describeFinding({ status, text, todo }: Finding, isUnicode: boolean): string {
  const [mark, word] = marks[status];
  const arrow = todo === undefined ? "" : `\n  ${isUnicode ? "→" : "  ->"} ${cleanText(todo)}`;
  return `${isUnicode ? mark : word} ${cleanText(text)}${arrow}`;
}
