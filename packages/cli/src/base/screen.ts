import { cleanText } from "@opend/core/internal";
import { columnsOf, type TerminalStream } from "./io.js";
import { cutText } from "./text-width.js";

/** Of more notes than these, the first ones are old news. */
const mostHeld = 20;

/** More than any line of ours has. */
const mostNoteLength = 10_000;

/** Erases the line of the cursor. */
export const clearLine = "\r\u001B[2K";

/**
 * What a command says to the person in front of it: notes, and a status line that is drawn over again. All of it goes to
 * stderr, each as one plain line. Without a terminal there is no status line.
 */
export class Screen {
  readonly #stderr: TerminalStream;
  readonly #sharesTerminal: boolean;
  #status = "";
  #isShown = false;
  #held: string[] | undefined;

  constructor(stderr: TerminalStream, stdout: TerminalStream) {
    this.#stderr = stderr;
    this.#sharesTerminal = stdout.isTTY === true;
  }

  /** Whether there is a terminal to draw a status line on. */
  get isTerminal(): boolean {
    return this.#stderr.isTTY === true;
  }

  /** Prints a line for the user. */
  note(line: string): void {
    if (this.#held) {
      this.#held.push(line);
      return;
    }
    this.#hide();
    this.#stderr.write(`${cleanText(line, mostNoteLength)}\n`);
    this.#show();
  }

  /** Keeps notes back while something else has the whole terminal. Prints them at the end. */
  async hold<T>(part: () => Promise<T>): Promise<T> {
    const held: string[] = [];
    this.#held = held;
    try {
      return await part();
    } finally {
      this.#held = undefined;
      for (const line of held.slice(-mostHeld)) this.note(line);
    }
  }

  /** Draws the status line. An empty text removes it. */
  status(text: string): void {
    if (!this.isTerminal || text === this.#status) return;
    this.#status = text;
    if (text === "") this.#hide();
    else this.#show();
  }

  /** Calls a function that writes to stdout, which may be the same terminal. */
  async around<T>(write: () => Promise<T>): Promise<T> {
    if (!this.#sharesTerminal) return await write();
    this.#hide();
    try {
      return await write();
    } finally {
      this.#show();
    }
  }

  #show(): void {
    if (this.#status === "" || !this.isTerminal) return;
    this.#stderr.write(clearLine + cutText(cleanText(this.#status), columnsOf(this.#stderr) - 1));
    this.#isShown = true;
  }

  #hide(): void {
    if (this.#isShown) this.#stderr.write(clearLine);
    this.#isShown = false;
  }
}
