const letters = 26;
const firstLetter = 65;

/** Codes of a fixed number of letters, one for each number. They look random, and both ways cost nothing. */
export interface LetterCodes {
  /** The code of a number from 0. */
  codeOf(number: number): string;
  /** The number of a code. Undefined for what is not a code of this length. */
  numberOf(code: string): number | undefined;
}

/** @param factor how far apart the codes of neighbors are. It has no factor in common with 26 */
export function letterCodes(length: number, factor: number): LetterCodes {
  const codes = letters ** length;
  const form = new RegExp(`^[A-Z]{${length}}$`);
  const back = inverseOf(factor, codes);
  return {
    codeOf(number) {
      let rest = (number * factor) % codes;
      const text = Array.from({ length }, () => {
        const letter = rest % letters;
        rest = Math.floor(rest / letters);
        return String.fromCharCode(firstLetter + letter);
      });
      return text.reverse().join("");
    },
    numberOf(code) {
      if (!form.test(code)) return undefined;
      const value = [...code].reduce((sum, letter) => sum * letters + letter.charCodeAt(0) - firstLetter, 0);
      return (value * back) % codes;
    },
  };
}

/** The number whose product with `factor` leaves 1 when divided by `modulus`, by Euclid's algorithm. */
function inverseOf(factor: number, modulus: number): number {
  let [high, low, before, inverse] = [modulus, factor % modulus, 0, 1];
  while (low > 1) {
    const quotient = Math.floor(high / low);
    [high, low] = [low, high % low];
    [before, inverse] = [inverse, before - quotient * inverse];
  }
  return inverse < 0 ? inverse + modulus : inverse;
}
