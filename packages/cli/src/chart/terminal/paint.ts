import type { Ink } from "../model/chart.js";

/** Colors of terminals with 256 of them, for light and dark backgrounds. */
const codes: Readonly<Record<Ink, number | undefined>> = {
  text: undefined,
  gray: 245,
  blue: 32,
  vermilion: 166,
  green: 36,
  orange: 178,
  sky: 74,
  purple: 175,
};

/** Colors a text. */
export type Paint = (text: string, ink: Ink) => string;

/** Makes a function that colors texts, or leaves them alone. */
export function createPaint(hasColor: boolean): Paint {
  return (text, ink) => {
    const code = codes[ink];
    return !hasColor || code === undefined || text.trim() === "" ? text : `\u001B[38;5;${code}m${text}\u001B[39m`;
  };
}
