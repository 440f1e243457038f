import type { Command } from "commander";
import { addProtocols } from "./protocols.js";
import type { Run } from "./run.js";
import { addShortVolume } from "./short-volume.js";

/** Adds all commands, in the order in which the help lists them. */
export function addCommands(program: Command, run: Run): void {
  addShortVolume(program, run);
  addProtocols(program, run);
}
