import type { Command, Option } from "commander";
import { describe, expect, it } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { collect } from "../commands/parse-values.js";
import { runOpend } from "../testing/run-opend.js";
import { createProgram } from "./create-program.js";

/** Every command with the words that name it, and the options that it takes. */
function commandsOf(command: Command, path: readonly string[]): [readonly string[], Option][] {
  const own = command.options.map((option): [readonly string[], Option] => [path, option]);
  return [...own, ...command.commands.flatMap((each) => commandsOf(each, [...path, each.name()]))];
}

const { stdin, stdout, stderr } = process;
const program = createProgram({ stdin, stdout, stderr, env: {} }, new Interrupt());
const valued = commandsOf(program, []).filter(([, option]) => option.required || option.optional);
const single = valued.filter(([, option]) => option.parseArg !== collect);

/** A value that an option takes. */
function valueFor({ argChoices, flags }: Option): string {
  const [, kind = ""] = /<(\w+)>/.exec(flags) ?? [];
  const values: Readonly<Record<string, string>> = { day: "2026-05-08", place: "127.0.0.1:9464" };
  return argChoices?.[0] ?? values[kind] ?? "1";
}

describe("an option with one value", () => {
  it("is every one but a few that say so", () => {
    expect(single.length).toBeGreaterThan(100);
    const many = valued.filter(([, option]) => option.parseArg === collect).map(([, option]) => option.long);
    expect([...new Set(many)]).toEqual(["--out", "--market"]);
    for (const [, option] of valued)
      expect(/can be repeated/i.test(option.description)).toBe(option.parseArg === collect);
  });

  it("is refused the second time, by every command", async () => {
    for (const [path, option] of single) {
      const { code, stderr } = await runOpend([...path, ...repeat(option)]);
      const said = `opend: option '${option.flags}' is given twice, and takes one value\n`;
      expect([path, code, stderr]).toEqual([path, 2, said]);
    }
  }, 60_000);
});

function repeat(option: Option): string[] {
  return [option.long ?? "", valueFor(option), `${option.long}=${valueFor(option)}`];
}
