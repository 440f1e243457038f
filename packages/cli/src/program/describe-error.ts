import { cleanText, withoutUserInfo } from "@opend/core/internal";
import { isOpendError, isPagerError } from "@opend/futu";
import { CommanderError } from "commander";
import { describeAccountOptions, describeOptionsHere } from "../base/describe-options-here.js";
import { exitCodes } from "../base/exit-codes.js";
import type { Interrupt } from "../base/interrupt.js";
import { UsageError } from "../base/usage-error.js";

/** An error as a script reads it, with `--json-errors`. */
export interface ErrorReport {
  /** The stable code of the SDK's errors. `Usage` for a wrong command line, `Failed` for what has no code. */
  readonly code: string;
  /** One line: what was wrong, and what to do. */
  readonly message: string;
  readonly exitCode: number;
}

/** Errors that the command line causes. Nothing was sent. */
const usageCodes = [
  "InvalidCode",
  "InvalidName",
  "InvalidOption",
  "InvalidUrl",
  "InvalidConfigFile",
  "InvalidMessage",
  "Unsupported",
] as const;

/** What to do about errors that say nothing of it. */
const advice: Readonly<Record<string, string>> = {
  ConnectFailed:
    "Start OpenD and log in, or name it with --url. `opend doctor` looks closer, and --demo needs no gateway.",
  KeyRequired: "Name the file that holds the WebSocket key with --key-file.",
  KeyRefused: "Compare the key with websocket_key in the gateway's config file.",
  WrongGateway: "Choose the other brand with --brand.",
  ValueDoesNotFit: "Here that is --as-text NAME.",
  WrongEnvironment: "Here, --real asks for real money. Without it, everything is on paper.",
  InvalidMessage: "`opend describe PROTOCOL` shows what a protocol takes.",
  TradeLocked: "Give the trading password with --password-file or OPEND_TRADE_PASSWORD, or unlock it in OpenD.",
  Timeout: "Is the gateway busy or stuck? --timeout SECONDS waits longer, and `opend doctor` looks closer.",
};

/** Whose advice is given although the error is not one of the SDK's core. */
const otherCodes = ["ValueDoesNotFit", "AmbiguousAccount", "WrongEnvironment"];

/** Describes what a command failed with. No secret of its arguments is in that. */
export function describeError(error: unknown, interrupt: Interrupt, args: readonly string[]): ErrorReport {
  const report = reportOf(error, interrupt);
  return { ...report, message: withoutSecrets(report.message, args) };
}

/** Where a walk goes on: `HK.00700:20@1778169600`. It has the form of a user and a password. */
const isPlace = /^[\w.-]+(?::\d+)?@/;

/** An argument may be a URL with a password, wherever it was typed, and an error may cite it. */
function withoutSecrets(message: string, args: readonly string[]): string {
  const shown = args.reduce((text, arg) => {
    const hidden = isPlace.test(arg) ? arg : withoutUserInfo(arg);
    return hidden === arg ? text : text.replaceAll(oneLine(arg), oneLine(hidden));
  }, message);
  const words = shown.split(/(\s+)/);
  return words.map((word) => (/:\/\/[^@]*:[^@]*@/.test(word) ? withoutUserInfo(word) : word)).join("");
}

function reportOf(error: unknown, interrupt: Interrupt): ErrorReport {
  if (interrupt.exitCode !== undefined)
    return { code: "Interrupted", message: "interrupted", exitCode: interrupt.exitCode };
  if (error instanceof CommanderError)
    return { code: "Usage", message: oneLine(error.message), exitCode: exitCodes.usage };
  if (error instanceof UsageError) return { code: "Usage", message: oneLine(error.message), exitCode: exitCodes.usage };
  const code = codeOf(error);
  const isUsage = isOpendError(error, ...usageCodes) || isPagerError(error, "InvalidCursor", "InvalidPageSize");
  const message = oneLine(error instanceof Error ? error.message : String(error));
  const hint = code && (isOpendError(error) || otherCodes.includes(code)) ? adviceFor(code, message, error) : undefined;
  return {
    code: code ?? "Failed",
    message: hint ? `${message.trim().replace(/(?<![.?!])$/, ".")} ${hint}` : message,
    exitCode: isUsage ? exitCodes.usage : exitCodes.failed,
  };
}

function adviceFor(code: string, message: string, error: unknown): string | undefined {
  if (code === "AmbiguousAccount") return describeAccountOptions(error);
  const options = describeOptionsHere(message);
  return advice[code] ?? (options && `${options}.`);
}

/** The code of an error, or of what caused it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}

/** More than any message of ours has. */
const mostMessageLength = 10_000;

function oneLine(message: string): string {
  const line = message
    .replace(/^error: /, "")
    .split(/\s*\n\s*/)
    .filter((line) => line !== "")
    .join(" ");
  return cleanText(line, mostMessageLength);
}
