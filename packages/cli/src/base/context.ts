import type { GlobalOptions } from "./global-options.js";
import type { Interrupt } from "./interrupt.js";
import type { Io } from "./io.js";
import type { Screen } from "./screen.js";

/** What every command has. */
export interface Context {
  readonly io: Io;
  readonly globals: GlobalOptions;
  readonly interrupt: Interrupt;
  readonly screen: Screen;
}
