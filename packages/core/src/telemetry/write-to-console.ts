import type { LogEntry } from "./log-entry.js";

/** Writes one line to the console. On a server the line goes to stderr, because stdout is for the program's data. */
export function writeToConsole({ level, message }: Pick<LogEntry, "level" | "message">): void {
  const line = `opend ${level}: ${message}`;
  // biome-ignore lint/suspicious/noConsole: the console is where the log goes by default
  if (level === "error") console.error(line);
  // biome-ignore lint/suspicious/noConsole: the console is where the log goes by default
  else console.warn(line);
}
