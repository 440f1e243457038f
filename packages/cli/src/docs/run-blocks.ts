import { runOpend } from "../testing/run-opend.js";

/** A block of a page that shows commands and what they print. */
const block = /```console\n(.*?)```/gs;

/** The terminal of the page. */
const columns = 100;

/**
 * Returns a page with the output of each command that it shows: `$ opend …` on a terminal of 100 columns, or in a pipe with
 * ` | head -N` behind it. Lines without `$` are output.
 */
export async function runBlocks(page: string): Promise<string> {
  let text = "";
  let end = 0;
  for (const found of page.matchAll(block)) {
    text += `${page.slice(end, found.index)}\`\`\`console\n${await runBlock(found[1] ?? "")}\`\`\``;
    end = found.index + found[0].length;
  }
  return text + page.slice(end);
}

async function runBlock(lines: string): Promise<string> {
  let text = "";
  for (const line of lines.split("\n").filter((each) => each.startsWith("$ "))) {
    text += `${line}\n${await run(line.slice("$ ".length))}`;
  }
  return text;
}

async function run(line: string): Promise<string> {
  const [command = "", most] = line.split(" | head -");
  const words = splitWords(command);
  if (words.shift() !== "opend") throw new Error(`the page shows a command that is not opend: ${line}`);
  const { output } = await runOpend(words, {
    env: { NO_COLOR: "1" },
    ...(most === undefined && { stdoutColumns: columns }),
  });
  const shown = most === undefined ? output : output.split("\n").slice(0, Number(most)).join("\n");
  return `${settle(shown.trimEnd())}\n`;
}

/** Splits words as a shell does, with single quotes. */
function splitWords(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** What differs from run to run. */
function settle(output: string): string {
  return output
    .replace(/(tcp:\/\/127\.0\.0\.1:)\d+/g, "$111111")
    .replace(/(ws:\/\/127\.0\.0\.1:)\d+/g, "$133334")
    .replace(/\b28\d{15}(\d)\b/g, "28175647848639787$1")
    .replace(/, \d+(?:\.\d)? s\./g, ", 0.1 s.")
    .replace(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/gm, "2026-05-08 18:00");
}
