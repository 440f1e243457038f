import type { Measure } from "../result.ts";

/** A measure by its title. @throws when there is none */
export function findMeasure(measures: readonly Measure[], title: string): Measure {
  const found = measures.find((measure) => measure.title === title);
  if (found === undefined) throw new Error(`the measure ${title} is not there on every runtime`);
  return found;
}
