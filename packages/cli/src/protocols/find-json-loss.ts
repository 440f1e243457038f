import { isExact } from "../base/exact-number.js";

/**
 * Finds what `JSON.parse` would lose of a text without a word: the first of two values of a field, and digits of a number.
 * An order must not be for another quantity or price than the one that was typed.
 *
 * @param json a text that `JSON.parse` takes
 */
export function findJsonLoss(json: string): string | undefined {
  /** The names of each object that is open, and nothing for a list. */
  const open: (Set<string> | undefined)[] = [];
  let text: string | undefined;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]|-?\d[\d.eE+-]*/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":" && text !== undefined) {
      const names = open.at(-1);
      const name = String(JSON.parse(text));
      if (names?.has(name)) return `the field ${name} is given twice`;
      names?.add(name);
    } else if (/^[-\d]/.test(token) && !isExact(token)) return `${token} has more digits than a number can hold`;
    text = token.startsWith('"') ? token : undefined;
  }
  return undefined;
}
