import { systemClock } from "@opend/core";
import type { WatchRun } from "./watch-run.js";

/**
 * Shows live data until the signal fires: in place on a terminal, as lines of JSON elsewhere.
 *
 * @throws the cause of the client's end, the gateway's error when it accepts none of the codes, `SlowConsumer` when what
 * reads the lines of trades is too slow
 */
export async function runWatch({ clock = systemClock, ...run }: WatchRun): Promise<void> {
  if (run.isTerminal) {
    const { watchOnTerminal } = await import("./terminal/watch-on-terminal.js");
    await watchOnTerminal({ ...run, clock });
  } else {
    const { watchAsLines } = await import("./lines/watch-as-lines.js");
    await watchAsLines(run);
  }
}
