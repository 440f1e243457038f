import type { MessageJson } from "@opend/test-kit/schema/descriptors";

/** What the kinds of the option `(opend.means)` say of a field, in the order of options.proto. */
const kindTexts: Readonly<Record<string, readonly [meaning: string, plain: string]>> = {
  enum: ["a value of an enum", "its short name, `Day`"],
  flags: ["values of an enum, combined with a bitwise OR", "a list of names"],
  id: ["an identifier, with which nobody calculates", "decimal digits as text, if it has 64 bits"],
  quantity: ["a count or an amount, with its unit", "a number, never rounded"],
  time: ["a day, a time of day or a moment", "`2026-05-08`, or ISO 8601 with the offset of the market"],
  number: ["a percentage or a ratio", "a number"],
  price: ["a price per unit, with its currency", "a number"],
  money: ["an amount of money, with its currency", "a number"],
  secret: ["a password or a key, which is never printed", "a text"],
  unknown: ["the official texts do not say", "as its type has it; a text, if it has 64 bits"],
};

/** The section of `docs/protocols.md` that says how many fields have which meaning. */
export function meaningsSection(messages: readonly MessageJson[]): string[] {
  const counts = new Map(Object.keys(kindTexts).map((kind) => [kind, 0]));
  for (const kind of messages.flatMap(({ field = [] }) => field.flatMap(({ options }) => kindOf(options)))) {
    const count = counts.get(kind);
    if (count === undefined) throw new Error(`meanings-section.ts does not say what ${kind} means`);
    counts.set(kind, count + 1);
  }
  return [
    "## What fields mean",
    "",
    "A field that holds more than its type tells says in `proto/` what that is. The types, [plain values](plain.md), the JSON",
    "Schema and the columns below follow from it.",
    "",
    "| meaning | what the field holds | in plain form | fields |",
    "|---|---|---|---|",
    ...Object.entries(kindTexts).map(
      ([kind, [meaning, plain]]) => `| ${kind} | ${meaning} | ${plain} | ${counts.get(kind)} |`,
    ),
    "",
  ];
}

function kindOf(options: Readonly<Record<string, unknown>> | undefined): string[] {
  // `timestamp` is no kind: it names the field that holds the same moment as a number.
  return Object.keys(options?.["[opend.means]"] ?? {}).filter((kind) => kind !== "timestamp");
}
