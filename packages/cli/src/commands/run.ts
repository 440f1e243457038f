import type { Command } from "commander";
import type { Context } from "../base/context.js";

/** Makes the action of a command. It gets the context, the arguments, and the options of the command. */
export type Run = <Options extends object>(
  action: (context: Context, args: readonly string[], options: Options) => Promise<void>,
) => (...given: [...unknown[], Command]) => Promise<void>;
