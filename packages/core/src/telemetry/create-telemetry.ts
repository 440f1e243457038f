import { createError } from "../base/errors.js";
import { type LogEntry, type LogEvent, type LogLevel, type LogOption, logLevels } from "./log-entry.js";
import { type LogChannel, Telemetry } from "./telemetry.js";
import { writeToConsole } from "./write-to-console.js";

/** What a runtime offers for logging. */
export interface TelemetryHost {
  /** Reads an environment variable. */
  readVariable(name: string): string | undefined;
  /** The channel of an event, if the runtime has channels. */
  readonly logChannel?: (event: LogEvent) => LogChannel;
}

const defaultLevel = "warn";
const allowed = ["off", ...logLevels].map((level) => JSON.stringify(level)).join(", ");

/**
 * Creates the telemetry of a client, at the level of its option `log`, else of the variable `OPEND_LOG`, else at
 * `warn`.
 *
 * @throws `InvalidOption`
 */
export function createTelemetry(
  log: LogOption | undefined,
  { readVariable, logChannel: channel }: TelemetryHost,
): Telemetry {
  if (typeof log === "function") return new Telemetry({ level: "debug", write: log, channel });
  if (log !== undefined && !isLevel(log)) {
    throw createError("InvalidOption", `log is a function or one of ${allowed}, not ${JSON.stringify(log)}`, {
      option: "log",
    });
  }
  const variable = readVariable("OPEND_LOG") || undefined;
  const level = log ?? (isLevel(variable) ? variable : defaultLevel);
  // A program should not fail because of a variable that only says how much to log.
  if (log === undefined && variable !== undefined && !isLevel(variable)) {
    writeToConsole({ level: "warn", message: `OPEND_LOG is one of ${allowed}, not ${JSON.stringify(variable)}` });
  }
  return new Telemetry({ level, write: writeEntry, channel });
}

function writeEntry(entry: LogEntry): void {
  writeToConsole(entry);
}

function isLevel(value: string | undefined): value is LogLevel | "off" {
  return value === "off" || logLevels.some((level) => level === value);
}
