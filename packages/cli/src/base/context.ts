import type { GivenOption } from "./given-option.js";
import type { GlobalOptions } from "./global-options.js";
import type { Interrupt } from "./interrupt.js";
import type { Io } from "./io.js";
import type { Screen } from "./screen.js";

/** What every command has. */
export interface Context {
  readonly io: Io;
  readonly globals: GlobalOptions;
  /** Every option of the command line, so that another command can be given the same. */
  readonly given: readonly GivenOption[];
  readonly interrupt: Interrupt;
  readonly screen: Screen;
}
