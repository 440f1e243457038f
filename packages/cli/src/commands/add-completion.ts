import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";

/**
 * Adds `opend complete SHELL`, which prints the script that a shell loads, and `opend complete -- WORDS`, which that script
 * calls. Protocols are completed by their names.
 */
export async function addCompletion(program: Command, args: readonly string[]): Promise<void> {
  const completion = tab(program);
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
