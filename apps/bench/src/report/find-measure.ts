import type { Measure } from "../result.ts";

/** Finds a measure by its title. @throws when it does not exist */
export function findMeasure(measures: readonly Measure[], title: string): Measure {
  const found = measures.find((measure) => measure.title === title);
  if (found === undefined) throw new Error(`not every runtime has the measure ${title}`);
  return found;
}
