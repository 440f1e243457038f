import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";
import type { Io } from "../base/io.js";
import { commonPeriods } from "./candles.js";

/** What the script for bash calls, for machines without the package bash-completion. */
const bashFallback = `if ! declare -F _get_comp_words_by_ref > /dev/null; then
  _get_comp_words_by_ref() {
    cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD
  }
fi
`;

/**
 * Adds `opend complete SHELL`, which prints the script that a shell loads, and `opend complete -- WORDS`, which that script
 * calls. Protocols are completed by their names.
 */
export async function addCompletion(program: Command, args: readonly string[], io: Io): Promise<void> {
  if (args[0] === "bash") io.stdout.write(bashFallback);
  const completion = tab(program);
  const period = completion.commands.get("candles")?.options.get("period");
  if (period !== undefined) {
    period.handler = (complete) => {
      for (const name of commonPeriods) complete(name, "");
    };
  }
  const words = args.filter((word) => !word.startsWith("-"));
  if (!words.includes("call") && !words.includes("describe")) return;
  const { loadProtocols } = await import("../protocols/find-protocol.js");
  const protocols = await loadProtocols();
  for (const name of ["call", "describe"]) {
    const argument = completion.commands.get(name)?.arguments.get("protocol");
    if (argument === undefined) continue;
    argument.handler = (complete) => {
      for (const each of protocols) complete(each.name, each.described.text.split(". ")[0] ?? "");
    };
  }
}
