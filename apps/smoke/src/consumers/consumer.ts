/** A command and its arguments. */
export type Command = readonly [command: string, ...args: string[]];

/** An external project: its initial files, its setup, and the commands to run. */
export interface Consumer {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly setUp: readonly Command[];
  readonly runs: readonly ConsumerRun[];
}

/** One way to run a project. */
export interface ConsumerRun {
  readonly name: string;
  /** Returns the output. */
  readonly run: (project: Project) => Promise<string>;
}

/** A project that has been set up. */
export interface Project {
  readonly folder: string;
  /** Over WebSocket. Over TCP, the environment of commands names the gateway. */
  readonly gateway: { readonly url: string; readonly key: string };
  /** Runs a command in the folder and returns its output. */
  readonly execute: (command: Command) => Promise<string>;
}

/** The exact output that every run of every consumer must print. */
export const expectedOutput = "120 rows on 3 pages, market 1";
