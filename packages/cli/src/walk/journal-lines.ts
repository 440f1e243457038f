import { createReadStream } from "node:fs";

/** No line of a journal is longer: a page of the widest rows takes a few megabytes. */
const mostLineBytes = 256 * 1024 * 1024;

/** A line that was written to its end. */
export interface JournalLine {
  /** 1 for the first. */
  readonly number: number;
  readonly text: string;
  /** The position behind it, in bytes. */
  readonly end: number;
}

/** Reads the lines of a file. The last one does not count unless a line end follows: it was cut. */
export async function* readWholeLines(path: string): AsyncGenerator<JournalLine, void, undefined> {
  let number = 0;
  let end = 0;
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let begin = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, begin)) {
      parts.push(chunk.subarray(begin, at));
      begin = at + 1;
      const line = Buffer.concat(parts);
      parts = [];
      bytes = 0;
      number++;
      end += line.length + 1;
      yield { number, text: line.toString(), end };
    }
    const rest = chunk.subarray(begin);
    parts.push(rest);
    bytes += rest.length;
    if (bytes > mostLineBytes) return;
  }
}
