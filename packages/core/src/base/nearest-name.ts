/**
 * Returns the known name that the user may have meant: the one with the fewest typos. Undefined when none is near.
 */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let fewest = Math.max(2, Math.ceil(given.length * 0.4)) + 1;
  for (const name of names) {
    const mistakes = distance(toLetters(given), toLetters(name));
    if (mistakes >= fewest) continue;
    nearest = name;
    fewest = mistakes;
  }
  return nearest;
}

/** Says that a message has no such field, and which one may be meant. */
export function describeUnknownField(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? `the fields are ${names.join(", ") || "none"}` : `did you mean ${nearest}?`;
  return `does not exist: ${hint}`;
}

/** Returns what is left of a name without its style: `timeout-ms`, `timeout_ms` and `timeoutMs` are the same. */
function toLetters(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, "");
}

/** How far apart two names are. A missing unit costs nothing, and an extra word costs little. */
function distance(given: string, meant: string): number {
  if (given === meant) return 0;
  const [shorter, longer] = given.length < meant.length ? [given, meant] : [meant, given];
  if (shorter.length >= minWordLength && longer.includes(shorter)) return 1;
  return Math.min(countMistakes(given, meant), countMistakes(given, meant.replace(/ms$/, "")));
}

const minWordLength = 5;

/** Counts letters that were inserted, left out, replaced, or swapped with the next one. */
function countMistakes(given: string, meant: string): number {
  let before: number[] = [];
  let above = Array.from({ length: meant.length + 1 }, (_, column) => column);
  for (let row = 1; row <= given.length; row++) {
    const current = [row];
    for (let column = 1; column <= meant.length; column++) {
      const isSame = given[row - 1] === meant[column - 1];
      const isSwapped = given[row - 1] === meant[column - 2] && given[row - 2] === meant[column - 1];
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
        row > 1 && column > 1 && isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = above;
    above = current;
  }
  return above[meant.length] ?? 0;
}
