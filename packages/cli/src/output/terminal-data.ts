import { escapeText } from "@opend/core/internal";
import type { TableFormat } from "@opend/table";

/**
 * Makes the function that writes data in a format of text as a terminal may show it: what could act there is escaped as
 * JSON does it, so JSON stays what it was. In CSV that holds for ends of lines in a cell too.
 */
export function createTerminalData(format: TableFormat): (chunk: Uint8Array) => string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let isQuoted = false;
  return (chunk) => {
    const text = escapeText(decoder.decode(chunk, { stream: true }));
    if (format !== "csv") return text;
    return text
      .split('"')
      .map((part, index) => {
        if (index > 0) isQuoted = !isQuoted;
        return isQuoted ? part.replaceAll("\n", "\\n") : part;
      })
      .join('"');
  };
}

/** A value as lines of JSON for people on a terminal, or as one line elsewhere, without what could act on a terminal. */
export function jsonText(value: unknown, { isTTY }: { readonly isTTY?: boolean }): string {
  const text = JSON.stringify(value, undefined, isTTY ? 2 : undefined);
  return `${isTTY ? escapeText(text) : text}\n`;
}
