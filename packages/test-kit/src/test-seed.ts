import { randomInt } from "node:crypto";
import { onTestFailed } from "vitest";
import { createRandom, type Random } from "./random.js";

/** The environment variable that repeats the random numbers of a failed test. */
const seedVariable = "OPEND_SEED";

/** The seed that the environment gives to all random tests. @throws when it is no whole number */
export function givenSeed(): number | undefined {
  const text = process.env[seedVariable];
  if (text === undefined || text === "") return undefined;
  if (/^-?\d{1,10}$/.test(text)) return Number(text);
  throw new Error(`${seedVariable} is a whole number, not ${text}`);
}

/**
 * Random numbers for the test that runs. They are others each time, unless the environment has a seed. A test that fails
 * says how to get the same ones again.
 */
export function useRandom(): Random {
  const seed = givenSeed() ?? randomInt(2 ** 31);
  onTestFailed(() => {
    process.stderr.write(`The test used random numbers. ${seedVariable}=${seed} repeats them.\n`);
  });
  return createRandom(seed);
}
