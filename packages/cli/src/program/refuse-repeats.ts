import type { Command } from "commander";
import { collect } from "../commands/parse-values.js";

/**
 * Makes a command, and those under it, refuse an option that is given twice and takes one value. Of two prices, nobody knows
 * which one was meant.
 */
export function refuseRepeats(command: Command): void {
  for (const option of command.options) {
    const takesOne = (option.required || option.optional) && option.parseArg !== collect;
    if (!takesOne) continue;
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven) command.error(`error: option '${option.flags}' is given twice, and takes one value`);
      isGiven = true;
    });
  }
  for (const each of command.commands) refuseRepeats(each);
}
