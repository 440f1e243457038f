import { firstLine } from "../base/first-line.js";

/** A code that a walk left out, and why. */
interface Skipped {
  readonly code: string;
  readonly error: unknown;
}

/** Codes of one reason that are named one by one. */
const namedCodes = 3;

/** Says which codes were left out, a line for each reason: a missing right to a market concerns hundreds of codes. */
export function describeSkipped(skipped: readonly Skipped[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { code, error } of skipped) {
    const reason = firstLine(error);
    const codes = byReason.get(reason);
    if (codes) codes.push(code);
    else byReason.set(reason, [code]);
  }
  return [...byReason].map(([reason, codes]) => {
    const more = codes.length - namedCodes;
    const named = codes.slice(0, namedCodes).join(", ");
    return `${named}${more > 0 ? ` and ${more.toLocaleString("en-US")} more` : ""}: left out: ${reason}`;
  });
}
