import type { Command } from "commander";
import { addArchive } from "./archive.js";
import { addCandles } from "./candles.js";
import { addDoctor } from "./doctor.js";
import { addLists } from "./lists.js";
import { addProtocols } from "./protocols.js";
import { addRank } from "./rank.js";
import type { Run } from "./run.js";
import { addShortInterest } from "./short-interest.js";
import { addShortVolume } from "./short-volume.js";
import { addSim } from "./sim.js";
import { addSnapshot } from "./snapshot.js";
import { addTrading } from "./trading.js";
import { addWatch } from "./watch.js";

/** Adds all commands, in the order in which the help lists them. */
export function addCommands(program: Command, run: Run): void {
  addShortVolume(program, run);
  addShortInterest(program, run);
  addCandles(program, run);
  addSnapshot(program, run);
  addLists(program, run);
  addRank(program, run);
  addWatch(program, run);
  addProtocols(program, run);
  addTrading(program, run);
  addArchive(program, run);
  addDoctor(program, run);
  addSim(program);
}
