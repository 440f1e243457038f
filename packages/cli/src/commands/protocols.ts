import type { Command } from "commander";
import type { OutputOptions } from "../output/output-options.js";
import type { CallOptions } from "../protocols/run-call.js";
import { addJsonOption } from "./json-option.js";
import { parseCount } from "./parse-values.js";
import type { Run } from "./run.js";
import { addOutputOptions } from "./walk-options.js";

/** `opend protocols`, `opend describe` and `opend call`: all requests of OpenD, in the plain form. */
export function addProtocols(program: Command, run: Run): void {
  const protocols = program
    .command("protocols")
    .summary("find protocols by words")
    .description("List the protocols of OpenD whose name or text has all of the words.")
    .argument("[word...]", "words to look for");
  addOutputOptions(protocols).action(
    run<OutputOptions>(async (context, words, options) => {
      const { listProtocols } = await import("../protocols/list-protocols.js");
      await listProtocols(context, words, options);
    }),
  );

  const describe = program
    .command("describe")
    .summary("show what a protocol takes and gives")
    .description("Show the fields of a protocol with their meanings, its pages and its limits.")
    .argument("<protocol>", "its name or id: Qot_GetShortInterest, ShortInterest, 3249");
  addJsonOption(describe, "as JSON Schema, with the columns of its rows").action(
    run<{ readonly json?: true }>(async (context, [name = ""], { json }) => {
      const { describeProtocol } = await import("../protocols/describe-protocol.js");
      await describeProtocol(context, name, json === true);
    }),
  );

  const call = program
    .command("call")
    .summary("send any request in the plain form")
    .description(
      "Send any request of OpenD in the plain form, as JSON or as field=value words, and print the reply as JSON. " +
        "With --all-pages, the rows of all pages are a table.",
    )
    .argument("[protocol]", "its name or id. `opend protocols` lists them")
    .argument("[request...]", `'{"security":"HK.00700"}', security=HK.00700, or - for stdin`)
    .option("--all-pages", "walk all pages of a paged protocol")
    .option("--limit <rows>", "the most rows, with --all-pages", parseCount)
    .option("--resume <file>", "go on where the run that wrote this file ended early")
    .option("--yes", "send a request that changes something without asking");
  addOutputOptions(call).action(
    run<CallOptions>(async (context, words, options) => {
      const { runCall } = await import("../protocols/run-call.js");
      await runCall(context, words, options);
    }),
  );
}
