import { basename } from "node:path";
import type { GivenOption } from "../base/given-option.js";
import { UsageError } from "../base/usage-error.js";
import { fileOfJournal, journalPath } from "./journal.js";
import { resumeFileCommand } from "./resume-command.js";

/**
 * Returns the files that a run writes when it is resumed: the one that `--resume` names, and those that `--out` names again.
 * The names in a journal are only compared with them. It may have been edited, and nothing is written to a place that the
 * user did not name.
 *
 * @param named what `--resume` names
 * @param past the files that the run wrote, as its journal has them
 * @param again what `--out` names
 * @throws `UsageError`
 */
export function outsToResume(
  command: string,
  given: readonly GivenOption[],
  named: string,
  [pastFirst = "", ...pastOthers]: readonly string[],
  again: readonly string[] = [],
): readonly string[] {
  const first = fileOfJournal(named);
  if (basename(pastFirst) !== basename(first)) {
    throw new UsageError(`--resume: ${journalPath(named)} belongs to ${basename(pastFirst)}, not to ${first}`);
  }
  const others = again.filter((out) => out !== first);
  const names = (outs: readonly string[]) => outs.map((out) => basename(out)).toSorted();
  if (names(others).join("\0") === names(pastOthers).join("\0")) return [first, ...others];
  const all = pastOthers.length === 0 ? "no other file" : pastOthers.join(", ");
  const wanted = resumeFileCommand(command, given, [first, ...pastOthers]);
  throw new UsageError(`--resume: besides ${first}, this run writes ${all}. Name what it writes: ${wanted}`);
}
