/** A command and its arguments. */
export type Command = readonly [command: string, ...args: string[]];

/** A project of a stranger: what is in its folder at first, how it is set up, and what is run in it. */
export interface Consumer {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly setUp: readonly Command[];
  readonly runs: readonly ConsumerRun[];
}

/** One way to run a project. */
export interface ConsumerRun {
  readonly name: string;
  /** Gives what was printed. */
  readonly run: (project: Project) => Promise<string>;
}

/** A project that has been set up. */
export interface Project {
  readonly folder: string;
  /** Over WebSocket. Over TCP, the environment of commands names the gateway. */
  readonly gateway: { readonly url: string; readonly key: string };
  /** Runs a command in the folder and gives what it printed. */
  readonly execute: (command: Command) => Promise<string>;
}

/** What every run of every consumer has to print, and nothing else. */
export const expectedOutput = "120 rows on 3 pages, market 1";
