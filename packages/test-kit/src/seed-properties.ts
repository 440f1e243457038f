// A setup file for vitest: the properties of all specs get the seed of the environment. fast-check prints the seed of one that
// fails.
import fc from "fast-check";
import { givenSeed } from "./test-seed.js";

const seed = givenSeed();
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
