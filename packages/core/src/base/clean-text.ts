/**
 * What a text from outside may not bring to a terminal, a log or a message: controls (C0, C1), ends of lines and
 * paragraphs, marks that reorder text, what is invisible, and what is no character at all.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]+/gu;

/** The same, one by one, apart from ends of lines. */
const acting = /\n|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** Longer texts from outside tell nothing more to a person. */
const usualLength = 500;

/**
 * Makes one plain line of a text from outside, such as one of the gateway. Each run of what is unsafe becomes a space.
 * A longer text ends with `…`: of 8 MB, no more than `mostLength` characters are looked at.
 */
export function cleanText(text: string, mostLength = usualLength): string {
  if (text.length <= mostLength) return text.replace(unsafe, " ");
  // Half of a pair at the cut becomes a space too.
  return `${text
    .slice(0, mostLength - 1)
    .replace(unsafe, " ")
    .trimEnd()}…`;
}

/** Escapes what is unsafe as JSON does it, apart from ends of lines, so that text which is JSON keeps its meaning. */
export function escapeText(text: string): string {
  return text.replace(acting, (character) => (character === "\n" ? character : escapeUnits(character)));
}

const short: Readonly<Record<string, string>> = { "\r": "\\r", "\t": "\\t" };

function escapeUnits(character: string): string {
  return (
    short[character] ??
    Array.from({ length: character.length }, (_, index) => {
      return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }).join("")
  );
}
