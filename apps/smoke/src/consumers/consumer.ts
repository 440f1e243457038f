/** A command and its arguments. */
export type Command = readonly [command: string, ...args: string[]];

/** A project of a stranger: what is in its folder at first, how it is set up, and what is run in it. */
export interface Consumer {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly setUp: readonly Command[];
  readonly runs: readonly { readonly name: string; readonly command: Command }[];
}

/** What every run of every consumer has to print, and nothing else. */
export const expectedOutput = "120 rows on 3 pages, market 1";
