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
}

const marks = { ok: ["✓", "ok  "], note: ["!", "note"], problem: ["✗", "FAIL"] } as const;

/** Writes a finding as a line for people. */
export function describeFinding({ status, text, todo }: Finding, isUnicode: boolean): string {
  const [mark, word] = marks[status];
  return `${isUnicode ? mark : word} ${cleanText(text)}${todo === undefined ? "" : `\n    → ${cleanText(todo)}`}`.replace(
    "→",
    isUnicode ? "→" : "->",
  );
}
