import { Writable } from "node:stream";
import stringWidth from "string-width";

/** A terminal that knows what a view writes: places, clearing, and the second screen. */
export class FakeTerminal extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  /** Everything that was written. */
  written = "";
  /** How often the view has drawn something. */
  redraws = 0;
  isSecondScreen = false;
  isCursorShown = true;
  /** Text on the first screen. */
  first = "";
  /** Whether the terminal takes what is written. Otherwise it says so later, by {@link resume}. */
  isBusy = false;
  #lines: string[] = [];
  #waiting: (() => void) | undefined;

  constructor(columns: number, rows: number) {
    super({ highWaterMark: 1, decodeStrings: false });
    this.columns = columns;
    this.rows = rows;
  }

  /** The lines of the screen, without styles. */
  get screen(): readonly string[] {
    return Array.from({ length: this.rows }, (_, row) => this.#lines[row] ?? "");
  }

  /** The widest line that was ever drawn, in columns. */
  widest = 0;

  resume(): void {
    this.isBusy = false;
    this.#waiting?.();
    this.#waiting = undefined;
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.widest = 0;
    this.emit("resize");
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    const text = String(chunk);
    this.written += text;
    this.#interpret(text);
    if (this.isBusy) this.#waiting = done;
    else done();
  }

  #interpret(text: string): void {
    let row = 0;
    for (const [part] of text.matchAll(/\p{Cc}\[\??[\d;]*[A-Za-z]|\P{Cc}+|\n/gu)) {
      if (!part.startsWith("\u001B")) {
        if (this.isSecondScreen) this.#put(row, part);
        else this.first += part;
      } else if (part.endsWith("H")) row = Number(/\d+/.exec(part)?.[0]) - 1;
      else if (part === "\u001B[2K") this.#lines[row] = "";
      else if (part === "\u001B[2J") this.#lines = [];
      else if (part.endsWith("h") || part.endsWith("l")) this.#switch(part.slice(3, -1), part.endsWith("h"));
      else if (!part.endsWith("m")) throw new Error(`an unknown sequence: ${JSON.stringify(part)}`);
    }
  }

  #put(row: number, text: string): void {
    if (row >= this.rows) throw new Error(`line ${row + 1} of ${this.rows}`);
    this.#lines[row] = (this.#lines[row] ?? "") + text;
    this.widest = Math.max(this.widest, stringWidth(this.#lines[row] ?? ""));
  }

  #switch(mode: string, isOn: boolean): void {
    if (mode === "1049") this.isSecondScreen = isOn;
    else if (mode === "25") this.isCursorShown = isOn;
    else if (mode === "2026") this.redraws += isOn ? 1 : 0;
    else throw new Error(`an unknown mode: ${mode}`);
  }
}
