import type { Command } from "commander";
import type { GivenOption } from "../base/given-option.js";

/** Returns the options that the command line gives to a command and to the program, and no defaults. */
export function givenOptions(command: Command): readonly GivenOption[] {
  const of = (owner: Command, isGlobal: boolean): GivenOption[] =>
    owner.options.flatMap((option) => {
      const name = option.attributeName();
      if (owner.getOptionValueSource(name) !== "cli") return [];
      const flag = option.long ?? option.short ?? "";
      const value: unknown = owner.getOptionValue(name);
      const words = [value].flat().flatMap((each) => (each === true ? [flag] : [flag, String(each)]));
      return [{ name, words, isGlobal }];
    });
  const { parent } = command;
  return [...(parent ? of(parent, true) : []), ...of(command, false)];
}
