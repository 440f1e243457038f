import type { TerminalStream } from "../../base/io.js";

const enterScreen = "\u001B[?1049h\u001B[?25l";
const leaveScreen = "\u001B[?25h\u001B[?1049l";
/** Terminals that know it show all of an update at once. */
const [beginUpdate, endUpdate] = ["\u001B[?2026h", "\u001B[?2026l"];
const clearScreen = "\u001B[2J";

/**
 * Draws on the second screen of a terminal, where what was there before stays. Writes only the lines that have changed,
 * all in one piece.
 */
export class Painter {
  readonly #stream: TerminalStream;
  #lines: readonly string[] | undefined;
  #isOpen = false;

  constructor(stream: TerminalStream) {
    this.#stream = stream;
  }

  /** Begins with an empty screen, without a cursor. */
  open(): void {
    this.#isOpen = true;
    this.#stream.write(enterScreen);
  }

  /**
   * Draws lines, each of which fits into one of the terminal.
   *
   * @returns whether the terminal has taken all of it; otherwise draw again after its `drain`
   */
  paint(lines: readonly string[]): boolean {
    const before = this.#lines ?? [];
    const count = Math.max(before.length, lines.length);
    let changes = this.#lines === undefined ? clearScreen : "";
    for (let index = 0; index < count; index++) {
      const line = lines[index] ?? "";
      // Cleared first: at the end of a full line, the cursor still stands on the last character.
      if (line !== (before[index] ?? "")) changes += `\u001B[${index + 1};1H\u001B[2K${line}`;
    }
    this.#lines = lines;
    return changes === "" || this.#stream.write(beginUpdate + changes + endUpdate);
  }

  /** Draws everything again the next time, such as after the terminal has changed its size. */
  reset(): void {
    this.#lines = undefined;
  }

  /** Goes back to the first screen, with a cursor. May be called more than once. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#stream.write(leaveScreen);
  }
}
