import { createError } from "../base/errors.js";
import { type LogEntry, type LogEvent, type LogLevel, type LogOption, logLevels } from "./log-entry.js";
import { type LogChannel, Telemetry } from "./telemetry.js";
import { writeToConsole } from "./write-to-console.js";

/** The parts of a runtime that telemetry uses. */
export interface TelemetryHost {
  /** Reads an environment variable. */
  readVariable(name: string): string | undefined;
  /** Returns the channel of an event. Absent when the runtime has no channels. */
  readonly logChannel?: (event: LogEvent) => LogChannel;
}

const defaultLevel = "warn";
const allowed = ["off", ...logLevels].map((level) => JSON.stringify(level)).join(", ");

/**
 * Creates the telemetry of a client. The level comes from the option `log`, else from the variable `OPEND_LOG`, else it
 * is `warn`.
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
  // A program should not fail because of a variable that only sets the log level.
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
