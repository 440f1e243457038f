import { forkPeer, type PeerProcess } from "@opend/test-kit/fork-peer";
import type { Observation, ProgramSettings } from "../../peers/drop-in/official-types.js";
import { modulesOf, type Pair } from "./packages.js";

/** What a scenario needs of its gateway. */
export interface Stage {
  readonly port: number;
  readonly otherPort?: number;
  readonly key?: string;
  /** Called with each message of the program, such as `drop`. */
  act?(message: string): unknown;
  close(): Promise<unknown>;
}

/** How a scenario went. */
export interface Outcome {
  readonly observations: readonly Observation[];
  /** Whether the process ended by itself within four seconds. */
  readonly hasEnded: boolean;
}

/** Both sides of a scenario. */
export interface Both {
  readonly official: Outcome;
  readonly ours: Outcome;
}

const program = new URL("../../peers/drop-in/program.ts", import.meta.url);

/** Runs a scenario of the program on an official package and on ours, each with a new gateway. */
export async function runBoth(
  pair: Pair,
  scenario: string,
  openStage: () => Promise<Stage>,
  settings: Partial<ProgramSettings> = {},
): Promise<Both> {
  const run = async (side: "official" | "ours") => {
    const stage = await openStage();
    try {
      const { port, key, otherPort } = stage;
      const place = { port, ...(key !== undefined && { key }), ...(otherPort !== undefined && { otherPort }) };
      const all: ProgramSettings = { ...modulesOf(pair, side), scenario, ...place, ...settings };
      return await follow(forkPeer(program, all, ["--no-warnings"]), stage);
    } finally {
      await stage.close();
    }
  };
  return { official: await run("official"), ours: await run("ours") };
}

async function follow(peer: PeerProcess, stage: Stage): Promise<Outcome> {
  for (;;) {
    const message = await peer.next<string | readonly Observation[]>();
    if (typeof message === "string") await stage.act?.(message);
    else {
      const wait = new Promise<false>((resolve) => setTimeout(resolve, 4000, false));
      const hasEnded = await Promise.race([peer.exit.then(() => true), wait]);
      await peer.stop();
      return { observations: message, hasEnded };
    }
  }
}
