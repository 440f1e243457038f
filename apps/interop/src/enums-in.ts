/** Finds the enums of the official schema that comments name. */
export function enumFinder(enums: readonly string[]): (comment: string, file: string) => string[] {
  const called = (word: string, file: string): string[] => {
    if (enums.includes(word)) return [word];
    // A qualifier may be misspelled, as in `TrdCommon_TimeInForce`.
    const candidates = enums.filter((name) => `_${word.split(".").at(-1)}`.endsWith(`_${name.split(".").at(-1)}`));
    const own = candidates.filter((name) => name.startsWith(`${file}.`));
    return own.length > 0 ? own : candidates;
  };
  return (comment, file) => {
    const words = comment.match(/[A-Za-z](?:[\w.]*\w)?/g) ?? [];
    return [...new Set(words.flatMap((word) => called(word, file)))];
  };
}
