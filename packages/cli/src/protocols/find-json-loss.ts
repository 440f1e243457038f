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
  let field = "";
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]|-?\d[\d.eE+-]*/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":" && text !== undefined) {
      const names = open.at(-1);
      field = String(JSON.parse(text));
      if (names?.has(field)) return `the field ${field} is given twice`;
      names?.add(field);
    } else if (/^[-\d]/.test(token) && !isExact(token)) return describeLoss(token, field);
    text = token.startsWith('"') ? token : undefined;
  }
  return undefined;
}

/** Ids may have so many digits, and requests take them as texts. */
function describeLoss(token: string, field: string): string {
  const hint = /id(?:s|list)?$/i.test(field) ? `: put the id in quotes, "${token}"` : "";
  return `${token} has more digits than a number can hold${hint}`;
}
