import { Command, Option } from "commander";
import type { GlobalOptions } from "../base/global-options.js";
import type { Interrupt } from "../base/interrupt.js";
import { columnsOf, type Io } from "../base/io.js";
import { Screen } from "../base/screen.js";
import { addCommands } from "../commands/add-commands.js";
import { parseSeconds } from "../commands/parse-values.js";
import type { Run } from "../commands/run.js";
import { givenOptions } from "./given-options.js";
import { refuseRepeats } from "./refuse-repeats.js";

/** Creates the command `opend` with all its commands. Loads what they need only when one of them runs. */
export function createProgram(io: Io, interrupt: Interrupt): Command {
  const program = new Command("opend");
  program
    .description("Market data and trading through OpenD, the gateway program of Futu and moomoo.")
    .usage("COMMAND [ARGUMENT…] [OPTION…]")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // The help of a command that needs another word. Errors are told by `runProgram`.
      writeErr: (text) => io.stderr.write(text),
      outputError: () => {},
      getOutHelpWidth: () => Math.min(columnsOf(io.stdout), 120),
      getOutHasColors: () => false,
    })
    .showSuggestionAfterError()
    .helpCommand("help [command]", "show the help of a command")
    .option("-V, --version", "print the version")
    .addOption(
      new Option("--brand <brand>", "the gateway's brand. Default: the one found first").choices(["futu", "moomoo"]),
    )
    .option("--url <url>", "where the gateway is: tcp://host:port, ws://host:port or wss://host:port")
    .option("--key-file <file>", "a file with the gateway's WebSocket key")
    .option("--rsa-key-file <file>", "the gateway's RSA private key")
    .option("--config-file <file>", "the gateway's own config file, or its folder")
    .option("--limiter <url>", "share the gateway's frequency limits with other processes: redis://host:port")
    .option("--rate-limit-text <text>", "a refusal with this text means too many requests, too")
    .option("--timeout <seconds>", "how long a request may take", parseSeconds)
    .option("--demo", "run the command against simulated gateways that this command starts")
    .option("-v, --verbose", "print every request on stderr, without secrets")
    .option("--json-errors", "print errors as a line of JSON")
    .addHelpText("before", examples)
    .addHelpText("after", exitCodeText);
  const run: Run =
    (action) =>
    async (...given) => {
      const command = given.at(-1) as Command;
      const globals: GlobalOptions = command.optsWithGlobals();
      const screen = new Screen(io.stderr, io.stdout);
      try {
        await action(
          { io, globals, given: givenOptions(command), interrupt, screen },
          command.args,
          withoutGlobals(command),
        );
      } finally {
        // What is printed next, such as an error, begins its own line.
        screen.status("");
      }
    };
  addCommands(program, run);
  refuseRepeats(program);
  return program;
}

/** The options of the command itself, of whatever type its action says. */
function withoutGlobals<Options extends object>(command: Command): Options {
  return command.opts<Options>();
}

const examples = `Try it without a gateway:
  opend --demo short-volume HK.00700 US.AAPL
  opend --demo candles HK.00700 --since 2026-01-01 --out candles.parquet
  opend --demo watch HK.00700
`;

const exitCodeText = `
Rows go to stdout, everything else to stderr.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted by Ctrl-C, 143 by SIGTERM.
Completion: source <(opend complete bash), also for zsh and fish.
Environment: FUTU_OPEND_URL, MOOMOO_OPEND_URL and others name the gateway; OPEND_LIMITER is --limiter; NO_COLOR.`;
